/** What strategies would have earned after costs. */
@NullMarked
package io.planwright.quant.backtest;

import org.jspecify.annotations.NullMarked;
