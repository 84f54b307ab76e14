/** How much a series moves now, and will. */
@NullMarked
package io.planwright.quant.volatility;

import org.jspecify.annotations.NullMarked;
