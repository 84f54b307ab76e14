/** Numbers of a time series: bars, returns, seeded generation. */
@NullMarked
package io.planwright.quant;

import org.jspecify.annotations.NullMarked;
