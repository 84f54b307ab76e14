package io.planwright.quant.challenger;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.resample.StationaryBootstrap;
import java.util.Arrays;

/**
 * Whether two strategies' mean returns on the same bars differ, by drawing blocks of bars again
 * (Politis and Romano 1994): nothing is assumed of the shape of returns, and neighbours may depend
 * on each other. The interval is symmetric, so that it and the p-value agree.
 *
 * @param difference mean return of the challenger less the control's
 * @param standardError deviation of the drawn means
 * @param p two-sided: the share of draws at least as far from the difference as 0 is
 * @param low of the interval at level {@code 1 − alpha}
 * @param high of the interval
 * @param blockLength mean, in bars
 * @param draws of all bars
 * @param alpha error of the first kind
 */
public record MeanDifference(
    double difference,
    double standardError,
    double p,
    double low,
    double high,
    double blockLength,
    int draws,
    double alpha) {

  /**
   * @throws InvalidData where lengths differ, there is no bar, or a value is not finite
   */
  static double[] differences(double[] control, double[] challenger) {
    Require.moderate("control", control, 1);
    Require.moderate("challenger", challenger, 1);
    Require.sameLength("challenger", challenger.length, "control", control.length);
    double[] differences = new double[control.length];
    for (int t = 0; t < differences.length; t++) {
      differences[t] = challenger[t] - control[t];
    }
    return differences;
  }

  /**
   * @param differences of each bar, challenger less control, in the order of time
   * @param blockLength mean, in bars; {@link StationaryBootstrap#blockLength} is one that suits
   * @param draws 100 to 1,000,000
   * @param seed the same seed draws the same bars
   * @throws InvalidData where there are fewer than 10 bars, a value is not finite, all are the
   *     same, or an argument is outside of its range
   */
  public static MeanDifference bootstrap(
      double[] differences, double blockLength, int draws, double alpha, long seed) {
    Require.moderate("differences", differences, 10);
    Require.varies("differences", differences);
    Require.between("alpha", alpha, 0, 1);
    Require.within("draws", draws, 100, 1_000_000);
    int n = differences.length;
    StationaryBootstrap bootstrap = new StationaryBootstrap(n, blockLength, seed);
    double mean = Arrays.stream(differences).sum() / n;
    int[] rows = new int[n];
    double[] off = new double[draws];
    double squares = 0;
    for (int b = 0; b < draws; b++) {
      bootstrap.next(rows);
      double sum = 0;
      for (int row : rows) {
        sum += differences[row];
      }
      off[b] = Math.abs(sum / n - mean);
      squares += off[b] * off[b];
    }
    Arrays.sort(off);
    int asFar = 0;
    for (double far : off) {
      asFar += far >= Math.abs(mean) ? 1 : 0;
    }
    double half = off[Math.min(draws, (int) Math.ceil((1 - alpha) * (draws + 1.0))) - 1];
    return new MeanDifference(
        mean,
        Math.sqrt(squares / draws),
        (asFar + 1.0) / (draws + 1),
        mean - half,
        mean + half,
        blockLength,
        draws,
        alpha);
  }
}
