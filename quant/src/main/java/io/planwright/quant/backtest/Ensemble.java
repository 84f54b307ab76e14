package io.planwright.quant.backtest;

import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.List;

/** Several strategies as one: the sum of their weights, each by its share. */
public final class Ensemble {
  private Ensemble() {}

  /** All strategies alike. */
  public static Weights equal(List<Weights> strategies) {
    Require.atLeast("strategies", strategies.size(), 1);
    double share = 1.0 / strategies.size();
    return (row, into) -> {
      double[] one = new double[into.length];
      for (Weights strategy : strategies) {
        Arrays.fill(one, 0);
        strategy.at(row, one);
        for (int i = 0; i < into.length; i++) {
          into[i] += share * one[i];
        }
      }
    };
  }

  /**
   * Each strategy by the inverse of the volatility of its own returns over the last rows; alike
   * until the window is full, and where one has no volatility in it.
   *
   * @param backtest in which their returns are taken
   * @param window rows, 2 or more
   */
  public static Weights inverseVolatility(Backtest backtest, List<Weights> strategies, int window) {
    Require.within("window", window, 2, 100_000);
    double[][] returns =
        backtest.run(strategies).stream().map(Backtest.Result::returns).toArray(double[][]::new);
    return (row, into) -> {
      double[] shares = shares(returns, row, window);
      double[] one = new double[into.length];
      for (int k = 0; k < returns.length; k++) {
        Arrays.fill(one, 0);
        strategies.get(k).at(row, one);
        for (int i = 0; i < into.length; i++) {
          into[i] += shares[k] * one[i];
        }
      }
    };
  }

  /** Known at the close of the row, whose return is the one before it in the list. */
  private static double[] shares(double[][] returns, int row, int window) {
    double[] shares = new double[returns.length];
    double sum = 0;
    boolean known = row >= window;
    for (int k = 0; k < returns.length && known; k++) {
      double mean = 0;
      for (int t = row - window; t < row; t++) {
        mean += returns[k][t] / window;
      }
      double squares = 0;
      for (int t = row - window; t < row; t++) {
        squares += (returns[k][t] - mean) * (returns[k][t] - mean);
      }
      known = squares > 1e-20 * window;
      shares[k] = 1 / Math.sqrt(squares);
      sum += shares[k];
    }
    for (int k = 0; k < returns.length; k++) {
      shares[k] = known ? shares[k] / sum : 1.0 / returns.length;
    }
    return shares;
  }
}
