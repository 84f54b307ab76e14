package io.planwright.quant.challenger;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.resample.StationaryBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the best of many challengers is better than a benchmark, when it was found by trying them
 * all: the test for superior predictive ability (Hansen 2005, doi:10.1198/073500105000000063) by a
 * stationary bootstrap of the bars, and which of them are (StepM of Romano and Wolf 2005,
 * doi:10.1111/j.1468-0262.2005.00615.x).
 *
 * <p>{@code arch.bootstrap.SPA} compares plain means, whatever its argument {@code studentize};
 * with {@link Scale#PLAIN} the p-values are its own. Hansen divides each mean by its error, {@link
 * Scale#STUDENTIZED}.
 *
 * @param pLower where challengers worse than the benchmark count as what they are
 * @param p Hansen's consistent one
 * @param pUpper where all count as equal to the benchmark (White's reality check 2000,
 *     doi:10.1111/1468-0262.00152)
 * @param best the challenger of the largest statistic, counted from 0
 * @param superior those better than the benchmark with an error of alpha over all of them, counted
 *     from 0
 * @param blockLength mean, in bars
 * @param draws of the bootstrap
 * @param alpha of {@code superior}
 */
public record SuperiorAbility(
    double pLower,
    double p,
    double pUpper,
    int best,
    List<Integer> superior,
    double blockLength,
    int draws,
    double alpha) {
  /** More challengers than this are refused, so that a request can't ask for hours. */
  public static final int MOST_CHALLENGERS = 2000;

  /** How differences of challengers are made comparable. */
  public enum Scale {
    STUDENTIZED,
    PLAIN
  }

  public SuperiorAbility {
    superior = List.copyOf(superior);
  }

  /**
   * @param benchmark return of each bar; for losses their negatives
   * @param challengers by bar, then by challenger
   * @param blockLength mean, in bars, 1 to their number
   * @param draws 100 to 100,000
   * @param seed the same seed draws the same bars
   * @throws InvalidData where lengths differ, there are fewer than 10 bars, a value is not finite,
   *     or a challenger's difference does not vary
   */
  public static SuperiorAbility of(
      double[] benchmark,
      double[][] challengers,
      Scale scale,
      double blockLength,
      int draws,
      double alpha,
      long seed) {
    double[][] differences = differences(benchmark, challengers);
    Require.between("alpha", alpha, 0, 1);
    Require.within("draws", draws, 100, 100_000);
    int n = benchmark.length;
    int k = differences.length;
    StationaryBootstrap bootstrap = new StationaryBootstrap(n, blockLength, seed);
    double[] mean = new double[k];
    double[] divisor = new double[k];
    double[][] recentred = new double[3][k];
    double far = Math.sqrt(2 * StrictMath.log(StrictMath.log(n)));
    for (int j = 0; j < k; j++) {
      mean[j] = mean(differences[j]);
      double error = error(differences[j], mean[j], blockLength, j);
      divisor[j] = scale == Scale.PLAIN ? 1 : error;
      recentred[0][j] = Math.max(0, mean[j]);
      recentred[1][j] = mean[j] >= -far * error ? mean[j] : 0;
      recentred[2][j] = mean[j];
    }
    double[][] drawn = drawMeans(differences, bootstrap, draws);
    double[] statistic = new double[k];
    Arrays.setAll(statistic, j -> mean[j] / divisor[j]);
    boolean[] all = new boolean[k];
    Arrays.fill(all, true);
    int best = 0;
    for (int j = 1; j < k; j++) {
      best = statistic[j] > statistic[best] ? j : best;
    }
    double[] p = new double[3];
    for (int way = 0; way < 3; way++) {
      p[way] = shareAbove(largest(drawn, recentred[way], divisor, all), statistic[best]);
    }
    return new SuperiorAbility(
        p[0],
        p[1],
        p[2],
        best,
        stepwise(drawn, recentred[1], divisor, statistic, alpha),
        blockLength,
        draws,
        alpha);
  }

  /** Takes out who is better, and asks again of the others, until nobody is. */
  private static List<Integer> stepwise(
      double[][] drawn, double[] recentred, double[] divisor, double[] statistic, double alpha) {
    List<Integer> superior = new ArrayList<>();
    boolean[] left = new boolean[statistic.length];
    Arrays.fill(left, true);
    boolean found = true;
    while (found && superior.size() < statistic.length) {
      found = false;
      double[] largest = largest(drawn, recentred, divisor, left);
      Arrays.sort(largest);
      double at = (1 - alpha) * (largest.length - 1);
      int below = (int) at;
      int above = Math.min(below + 1, largest.length - 1);
      double critical = largest[below] + (at - below) * (largest[above] - largest[below]);
      for (int j = 0; j < statistic.length; j++) {
        if (left[j] && statistic[j] > critical) {
          left[j] = false;
          superior.add(j);
          found = true;
        }
      }
    }
    superior.sort(null);
    return superior;
  }

  private static double[][] differences(double[] benchmark, double[][] challengers) {
    Require.moderate("benchmark", benchmark, 10);
    Require.sameLength("challengers", challengers.length, "benchmark", benchmark.length);
    Require.finite("challengers", challengers, 10);
    int k = challengers[0].length;
    Require.within("challengers' columns", k, 1, MOST_CHALLENGERS);
    double[][] differences = new double[k][benchmark.length];
    for (int t = 0; t < benchmark.length; t++) {
      Require.moderate("challengers", challengers[t], 1);
      for (int j = 0; j < k; j++) {
        differences[j][t] = challengers[t][j] - benchmark[t];
      }
    }
    return differences;
  }

  private static double[][] drawMeans(
      double[][] differences, StationaryBootstrap bootstrap, int draws) {
    int n = differences[0].length;
    int[] rows = new int[n];
    double[][] drawn = new double[draws][differences.length];
    for (double[] means : drawn) {
      bootstrap.next(rows);
      for (int j = 0; j < means.length; j++) {
        double[] difference = differences[j];
        double sum = 0;
        for (int row : rows) {
          sum += difference[row];
        }
        means[j] = sum / n;
      }
    }
    return drawn;
  }

  private static double[] largest(
      double[][] drawn, double[] recentred, double[] divisor, boolean[] of) {
    double[] largest = new double[drawn.length];
    for (int b = 0; b < drawn.length; b++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < divisor.length; j++) {
        if (of[j]) {
          most = Math.max(most, (drawn[b][j] - recentred[j]) / divisor[j]);
        }
      }
      largest[b] = most;
    }
    return largest;
  }

  private static double shareAbove(double[] drawn, double value) {
    int above = 0;
    for (double d : drawn) {
      above += d > value ? 1 : 0;
    }
    return (double) above / drawn.length;
  }

  /**
   * Of a mean under the stationary bootstrap, in closed form (Politis and Romano 1994, lemma 1).
   */
  private static double error(double[] values, double mean, double blockLength, int column) {
    int n = values.length;
    double[] centred = new double[n];
    double size = 0;
    for (int t = 0; t < n; t++) {
      centred[t] = values[t] - mean;
      size = Math.max(size, Math.abs(values[t]));
    }
    double goOn = 1 - 1 / blockLength;
    double variance = 0;
    for (int lag = 0; lag < n; lag++) {
      double after = StrictMath.pow(goOn, n - lag);
      double before = StrictMath.pow(goOn, lag);
      double kappa = lag == 0 ? 0.5 : (1 - (double) lag / n) * before + (double) lag / n * after;
      if (kappa < 1e-18) {
        continue;
      }
      double sum = 0;
      for (int t = lag; t < n; t++) {
        sum += centred[t] * centred[t - lag];
      }
      variance += 2 * kappa * sum / n;
    }
    double error = Math.sqrt(Math.max(0, variance) / n);
    if (!(error > 1e-14 * size)) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT,
          "challengers column " + column,
          "differences to the benchmark that vary",
          "an error of " + error);
    }
    return error;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
