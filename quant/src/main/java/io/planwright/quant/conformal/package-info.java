/** Intervals around any model's forecasts that cover what they say. */
@NullMarked
package io.planwright.quant.conformal;

import org.jspecify.annotations.NullMarked;
