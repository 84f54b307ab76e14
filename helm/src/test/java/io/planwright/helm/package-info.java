/** Checks of the chart, without a cluster. */
@NullMarked
package io.planwright.helm;

import org.jspecify.annotations.NullMarked;
