/** Points that don't fit what came before, with p-values. */
@NullMarked
package io.planwright.quant.anomaly;

import org.jspecify.annotations.NullMarked;
