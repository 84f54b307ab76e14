/** Judging models and changing the champion. */
@NullMarked
package io.planwright.activities.model;

import org.jspecify.annotations.NullMarked;
