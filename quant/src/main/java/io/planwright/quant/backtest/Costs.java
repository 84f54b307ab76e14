package io.planwright.quant.backtest;

import io.planwright.quant.Require;

/**
 * What trading and holding cost.
 *
 * @param commission of the traded value, as a fraction
 * @param slippage of the traded value, as a fraction: half the spread and the move against one
 * @param borrow a year, of the value sold short, as a fraction
 * @param financing a year, of what is bought beyond one's wealth, as a fraction
 * @param periodsPerYear rows in a year, such as 252
 */
public record Costs(
    double commission, double slippage, double borrow, double financing, double periodsPerYear) {
  /** Nothing costs anything; daily rows. */
  public static final Costs NONE = new Costs(0, 0, 0, 0, 252);

  /**
   * @throws io.planwright.quant.InvalidData where a fraction is not 0 to 1 (of a trade) or 0 to 10
   *     (a year)
   */
  public Costs {
    Require.within("commission", commission, 0, 1);
    Require.within("slippage", slippage, 0, 1);
    Require.within("borrow", borrow, 0, 10);
    Require.within("financing", financing, 0, 10);
    Require.within("periodsPerYear", periodsPerYear, 1, 1e9);
  }
}
