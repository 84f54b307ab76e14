package io.planwright.quant.resample;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The bias-corrected and accelerated bootstrap of rows that don't depend on each other (Efron 1987,
 * doi:10.2307/2289144); {@code scipy.stats.bootstrap(method="BCa")}. Acceleration is the
 * jackknife's skewness; ties count half in the bias; quantiles are interpolated linearly (type 7).
 *
 * @param estimate of all rows
 * @param standardError deviation of the drawn estimates
 * @param low of the interval at level {@code 1 − alpha}
 * @param high of the interval
 * @param bias z0 of the correction
 * @param acceleration a of the correction
 * @param draws of all rows, with repeats
 * @param alpha error of the interval
 */
public record Bootstrap(
    double estimate,
    double standardError,
    double low,
    double high,
    double bias,
    double acceleration,
    int draws,
    double alpha) {
  /** More draws than this refine nothing that a figure could show. */
  public static final int MOST_DRAWS = 1_000_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Draws again, where a draw has no estimate, as a correlation of one repeated row has none. */
  private static final int MOST_RETRIES = 100;

  /**
   * @param columns of the data, of one length, rows paired
   * @param draws 100 to {@link #MOST_DRAWS}
   * @param seed the same seed draws the same rows
   * @throws InvalidData where there are fewer than 3 rows, a value is not finite, lengths differ,
   *     or the estimate does not vary from draw to draw
   */
  public static Bootstrap bca(
      double[][] columns, Statistic statistic, double alpha, int draws, long seed) {
    int n = demand(columns);
    Require.between("alpha", alpha, 0, 1);
    Require.within("draws", draws, 100, MOST_DRAWS);
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    Require.atLeast("columns", columns.length, statistic.columns());
    double estimate = statistic.of(columns, rows);
    if (!Double.isFinite(estimate)) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT, "columns", "data that have the statistic", estimate);
    }
    double acceleration = acceleration(columns, statistic, n);
    double[] drawn = draw(columns, statistic, draws, seed, n);
    Arrays.sort(drawn);
    double bias = bias(drawn, estimate);
    double z = NORMAL.inverseSurvivalProbability(alpha / 2);
    return new Bootstrap(
        estimate,
        deviation(drawn),
        quantile(drawn, level(bias, acceleration, -z)),
        quantile(drawn, level(bias, acceleration, z)),
        bias,
        acceleration,
        draws,
        alpha);
  }

  private static int demand(double[][] columns) {
    Require.atLeast("columns", columns.length, 1);
    for (double[] column : columns) {
      Require.moderate("columns", column, 3);
      Require.sameLength("columns", column.length, "the first", columns[0].length);
    }
    return columns[0].length;
  }

  private static double[] draw(
      double[][] columns, Statistic statistic, int draws, long seed, int n) {
    SplittableRandom chance = new SplittableRandom(seed);
    double[] drawn = new double[draws];
    int[] rows = new int[n];
    int retries = 0;
    for (int b = 0; b < draws; b++) {
      do {
        for (int i = 0; i < n; i++) {
          rows[i] = chance.nextInt(n);
        }
        drawn[b] = statistic.of(columns, rows);
        if (!Double.isFinite(drawn[b]) && ++retries > MOST_RETRIES + draws / 10) {
          throw InvalidData.of(
              InvalidData.Code.TOO_FEW, "columns", "rows whose draws have the statistic", n);
        }
      } while (!Double.isFinite(drawn[b]));
    }
    return drawn;
  }

  private static double bias(double[] sorted, double estimate) {
    double below = 0;
    for (double value : sorted) {
      below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
    }
    if (below == 0 || below == sorted.length || sorted[0] == sorted[sorted.length - 1]) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT,
          "columns",
          "draws on both sides of the estimate",
          sorted[0] + " to " + sorted[sorted.length - 1]);
    }
    return NORMAL.inverseCumulativeProbability(below / sorted.length);
  }

  private static double acceleration(double[][] columns, Statistic statistic, int n) {
    double[] without = new double[n];
    int[] rows = new int[n - 1];
    double mean = 0;
    for (int left = 0; left < n; left++) {
      for (int i = 0; i < n - 1; i++) {
        rows[i] = i < left ? i : i + 1;
      }
      without[left] = statistic.of(columns, rows);
      if (!Double.isFinite(without[left])) {
        throw InvalidData.at(
            InvalidData.Code.CONSTANT, "columns", left, "a statistic without this row", "none");
      }
      mean += without[left] / n;
    }
    double squares = 0;
    double cubes = 0;
    for (double value : without) {
      double d = mean - value;
      squares += d * d;
      cubes += d * d * d;
    }
    return squares == 0 ? 0 : cubes / squares / Math.sqrt(squares) / 6;
  }

  private static double level(double bias, double acceleration, double z) {
    double shifted = bias + z;
    return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
  }

  private static double deviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  private static double quantile(double[] sorted, double level) {
    double at = level * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
