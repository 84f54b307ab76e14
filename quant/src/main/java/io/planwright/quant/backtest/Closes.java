package io.planwright.quant.backtest;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Returns;

/** Closing prices of several instruments, row by row in the order of time. */
public final class Closes {
  /** Most prices: 20 years of 10,000 instruments. */
  public static final int MOST_PRICES = 50_000_000;

  private final double[][] prices;
  private final double[][] returns;

  /**
   * @param prices by row and instrument, above 0
   * @throws InvalidData where there are fewer than two rows, rows differ in width, a price is not a
   *     number above 0, or it changes by more than {@link Returns#LARGEST} from row to row
   */
  public Closes(double[][] prices) {
    Require.finite("prices", prices, 2);
    Require.within("prices", (double) prices.length * prices[0].length, 2, MOST_PRICES);
    this.prices = new double[prices.length][];
    this.returns = new double[prices.length][prices[0].length];
    for (int t = 0; t < prices.length; t++) {
      this.prices[t] = prices[t].clone();
      for (int i = 0; i < prices[t].length; i++) {
        if (!(prices[t][i] > 0)) {
          throw InvalidData.at(
              OUT_OF_RANGE, "prices", t, "a price above 0 in column " + i, prices[t][i]);
        }
        if (t > 0) {
          returns[t][i] = prices[t][i] / prices[t - 1][i] - 1;
          if (!(returns[t][i] <= Returns.LARGEST)) {
            throw InvalidData.at(
                OUT_OF_RANGE, "prices", t, "a return of at most 1e6 in column " + i, returns[t][i]);
          }
        }
      }
    }
  }

  public int rows() {
    return prices.length;
  }

  public int instruments() {
    return prices[0].length;
  }

  /** In units of the quote currency. */
  public double at(int row, int instrument) {
    return prices[row][instrument];
  }

  /** Simple returns from the row before to this one; 0 in the first row. Not to be changed. */
  double[] returns(int row) {
    return returns[row];
  }

  /** Not to be changed. */
  double[] prices(int row) {
    return prices[row];
  }
}
