/** Which lots to sell: gains by lot, wash sales, harvested losses, rebalancing at least tax. */
@NullMarked
package io.planwright.quant.tax;

import org.jspecify.annotations.NullMarked;
