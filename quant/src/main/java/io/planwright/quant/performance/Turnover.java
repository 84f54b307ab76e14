package io.planwright.quant.performance;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * How much of a portfolio is replaced from row to row: half the sum of the changes of its weights,
 * so that selling all for something else is 1.
 *
 * @param mean per period
 * @param annual mean times periods per year
 * @param largest of one period
 */
public record Turnover(double mean, double annual, double largest) {
  /**
   * @param weights by row of time and asset, as fractions of wealth
   * @param periodsPerYear such as 252 for trading days
   * @throws InvalidData where a weight is not finite or beyond ±1e6, the rows are not of one width,
   *     or there are fewer than two
   */
  public static Turnover of(double[][] weights, double periodsPerYear) {
    Require.finite("weights", weights, 2);
    Require.positive("periodsPerYear", periodsPerYear);
    double sum = 0;
    double largest = 0;
    for (int t = 1; t < weights.length; t++) {
      double change = 0;
      for (int j = 0; j < weights[t].length; j++) {
        change += Math.abs(weights[t][j] - weights[t - 1][j]);
      }
      sum += change / 2;
      largest = Math.max(largest, change / 2);
    }
    double mean = sum / (weights.length - 1);
    if (Double.isInfinite(mean * periodsPerYear)) {
      throw InvalidData.of(
          InvalidData.Code.OUT_OF_RANGE, "weights", "changes whose sum a number holds", mean);
    }
    return new Turnover(mean, mean * periodsPerYear, largest);
  }
}
