/** Errors and intervals by drawing the data again. */
@NullMarked
package io.planwright.quant.resample;

import org.jspecify.annotations.NullMarked;
