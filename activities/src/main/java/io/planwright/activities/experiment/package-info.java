/** Comparing two models. */
@NullMarked
package io.planwright.activities.experiment;

import org.jspecify.annotations.NullMarked;
