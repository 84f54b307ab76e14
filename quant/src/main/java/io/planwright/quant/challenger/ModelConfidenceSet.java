package io.planwright.quant.challenger;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.resample.StationaryBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The strategies among which the best one is, with an error of alpha, when none is the benchmark
 * (Hansen, Lunde and Nason 2011, doi:10.3982/ECTA5771): the range statistic, the worst taken out
 * until the others can't be told apart; {@code arch.bootstrap.MCS(method="R")}.
 *
 * @param included strategies of the set, counted from 0
 * @param p of each strategy: it is in the set of every error less than that
 * @param eliminated all, in the order in which they were taken out, the best last
 * @param blockLength mean, in bars
 * @param draws of the bootstrap
 * @param alpha error
 */
public record ModelConfidenceSet(
    List<Integer> included,
    List<Double> p,
    List<Integer> eliminated,
    double blockLength,
    int draws,
    double alpha) {
  /** Work grows with the cube of the strategies. */
  public static final int MOST_STRATEGIES = 64;

  public ModelConfidenceSet {
    included = List.copyOf(included);
    p = List.copyOf(p);
    eliminated = List.copyOf(eliminated);
  }

  /**
   * @param returns by bar, then by strategy; for losses their negatives
   * @param blockLength mean, in bars, 1 to their number
   * @param draws 100 to 20,000
   * @param seed the same seed draws the same bars
   * @throws InvalidData where there are fewer than 10 bars or than 2 strategies, a value is not
   *     finite, or two strategies differ by the same in each bar
   */
  public static ModelConfidenceSet of(
      double[][] returns, double blockLength, int draws, double alpha, long seed) {
    Require.finite("returns", returns, 10);
    Require.between("alpha", alpha, 0, 1);
    Require.within("draws", draws, 100, 20_000);
    int n = returns.length;
    int k = returns[0].length;
    Require.within("returns' columns", k, 2, MOST_STRATEGIES);
    for (double[] row : returns) {
      Require.moderate("returns", row, 2);
    }
    double[] loss = new double[k];
    for (double[] row : returns) {
      for (int j = 0; j < k; j++) {
        loss[j] -= row[j] / n;
      }
    }
    double[][] drawn =
        drawDeviations(returns, loss, new StationaryBootstrap(n, blockLength, seed), draws);
    double[][] error = errors(drawn, loss);
    boolean[] left = new boolean[k];
    Arrays.fill(left, true);
    Double[] p = new Double[k];
    List<Integer> eliminated = new ArrayList<>();
    double sofar = 0;
    for (int out = 0; out < k - 1; out++) {
      int worst = -1;
      double range = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          if (left[i] && left[j] && i != j && (loss[i] - loss[j]) / error[i][j] > range) {
            range = (loss[i] - loss[j]) / error[i][j];
            worst = i;
          }
        }
      }
      sofar = Math.max(sofar, shareAbove(drawn, error, left, range));
      p[worst] = sofar;
      left[worst] = false;
      eliminated.add(worst);
    }
    List<Integer> included = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      if (left[j]) {
        p[j] = 1.0;
        eliminated.add(j);
      }
      if (p[j] > alpha) {
        included.add(j);
      }
    }
    return new ModelConfidenceSet(
        included, Arrays.asList(p), eliminated, blockLength, draws, alpha);
  }

  /** Of each draw and strategy, the mean loss less that of all bars. */
  private static double[][] drawDeviations(
      double[][] returns, double[] loss, StationaryBootstrap bootstrap, int draws) {
    int n = returns.length;
    int k = loss.length;
    int[] rows = new int[n];
    double[][] drawn = new double[draws][k];
    for (double[] deviation : drawn) {
      bootstrap.next(rows);
      for (int row : rows) {
        for (int j = 0; j < k; j++) {
          deviation[j] -= returns[row][j];
        }
      }
      for (int j = 0; j < k; j++) {
        deviation[j] = deviation[j] / n - loss[j];
      }
    }
    return drawn;
  }

  private static double[][] errors(double[][] drawn, double[] loss) {
    int k = loss.length;
    double[][] error = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        double squares = 0;
        for (double[] deviation : drawn) {
          double d = deviation[i] - deviation[j];
          squares += d * d;
        }
        error[i][j] = Math.sqrt(squares / drawn.length);
        error[j][i] = error[i][j];
        if (!(error[i][j] > 1e-13 * (Math.abs(loss[i]) + Math.abs(loss[j])))) {
          throw InvalidData.of(
              InvalidData.Code.CONSTANT,
              "returns columns %d and %d".formatted(j, i),
              "differences that vary",
              "an error of " + error[i][j]);
        }
      }
    }
    return error;
  }

  private static double shareAbove(
      double[][] drawn, double[][] error, boolean[] left, double range) {
    int above = 0;
    for (double[] deviation : drawn) {
      if (exceeds(deviation, error, left, range)) {
        above++;
      }
    }
    return (double) above / drawn.length;
  }

  private static boolean exceeds(
      double[] deviation, double[][] error, boolean[] left, double range) {
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; left[i] && j < i; j++) {
        if (left[j] && Math.abs(deviation[i] - deviation[j]) > range * error[i][j]) {
          return true;
        }
      }
    }
    return false;
  }
}
