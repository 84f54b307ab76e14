/** Features of bars, each known at the close of its own bar. */
@NullMarked
package io.planwright.quant.features;

import org.jspecify.annotations.NullMarked;
