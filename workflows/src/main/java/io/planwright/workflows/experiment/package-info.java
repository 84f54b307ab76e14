/** Comparing two models on the same data. */
@NullMarked
package io.planwright.workflows.experiment;

import org.jspecify.annotations.NullMarked;
