/**
 * How much of each asset to hold: optimal, hierarchical and risk-shared portfolios, rebalancing.
 */
@NullMarked
package io.planwright.quant.portfolio;

import org.jspecify.annotations.NullMarked;
