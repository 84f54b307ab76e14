package io.planwright.quant.challenger;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.experiment.PairedTest;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether two strategies' Sharpe ratios on the same bars differ; ratios are mean over deviation,
 * per bar.
 *
 * @param difference ratio of the challenger less the control's, per bar
 * @param standardError of the difference
 * @param z difference over its error
 * @param p two-sided; of the bootstrap the share of draws as far off, else the normal one
 * @param low of the interval at level {@code 1 − alpha}
 * @param high of the interval
 * @param alpha error of the first kind
 */
public record SharpeDifference(
    double difference,
    double standardError,
    double z,
    double p,
    double low,
    double high,
    double alpha) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * For normal returns without memory: Jobson and Korkie's test as corrected by Memmel (2003):
   * {@code (2 − 2ρ + ½ (a² + b² − 2 a b ρ²))/n}. Others: {@link #robust}.
   *
   * @param control return of each bar
   * @param challenger return of each bar
   * @throws InvalidData where lengths differ, there are fewer than 10 bars, a value is not finite,
   *     or a series or their relation does not vary
   */
  public static SharpeDifference memmel(double[] control, double[] challenger, double alpha) {
    Pair pair = Pair.of(control, challenger);
    Require.between("alpha", alpha, 0, 1);
    double a = pair.sharpeControl;
    double b = pair.sharpeChallenger;
    double rho = pair.correlation();
    double variance = 2 - 2 * rho + (a * a + b * b - 2 * a * b * rho * rho) / 2;
    return normal(b - a, variance, pair.length(), alpha);
  }

  /**
   * For fat tails and memory: the delta method on the four moments with Bartlett's weights (Ledoit
   * and Wolf 2008, section 3.1, doi:10.1016/j.jempfin.2008.03.002, who weigh by the
   * quadratic-spectral kernel).
   *
   * @param lag the longest dependence that is allowed for, 0 to bars − 1; {@link
   *     PairedTest#automaticLag} is the usual one
   * @throws InvalidData as {@link #memmel}
   */
  public static SharpeDifference robust(
      double[] control, double[] challenger, int lag, double alpha) {
    Pair pair = Pair.of(control, challenger);
    Require.between("alpha", alpha, 0, 1);
    Require.within("lag", lag, 0, pair.length() - 1.0);
    double[] influence = pair.influence();
    double variance = product(influence, 0);
    for (int j = 1; j <= lag; j++) {
      variance += 2 * (1 - j / (lag + 1.0)) * product(influence, j);
    }
    return normal(pair.sharpeChallenger - pair.sharpeControl, variance, pair.length(), alpha);
  }

  /**
   * The studentized circular block bootstrap that Ledoit and Wolf recommend (2008, section 3.2):
   * draws are divided by their own error, from the sums of their blocks, and the interval is
   * symmetric.
   *
   * @param block bars in a block, 1 to a quarter of all
   * @param draws 100 to 100,000
   * @param seed the same seed draws the same bars
   * @throws InvalidData as {@link #memmel}
   */
  public static SharpeDifference bootstrap(
      double[] control, double[] challenger, int block, int draws, double alpha, long seed) {
    Pair pair = Pair.of(control, challenger);
    Require.within("block", block, 1, pair.length() / 4.0);
    Require.within("draws", draws, 100, 100_000);
    SharpeDifference whole =
        robust(control, challenger, PairedTest.automaticLag(pair.length()), alpha);
    SplittableRandom chance = new SplittableRandom(seed);
    int blocks = pair.length() / block;
    int[] rows = new int[blocks * block];
    double[] sizes = new double[draws];
    double[] a = new double[rows.length];
    double[] b = new double[rows.length];
    for (int draw = 0; draw < draws; draw++) {
      for (int i = 0; i < blocks; i++) {
        int start = chance.nextInt(pair.length());
        for (int j = 0; j < block; j++) {
          rows[i * block + j] = (start + j) % pair.length();
        }
      }
      for (int i = 0; i < rows.length; i++) {
        a[i] = control[rows[i]];
        b[i] = challenger[rows[i]];
      }
      sizes[draw] = studentized(a, b, block, whole.difference);
    }
    Arrays.sort(sizes);
    double size = Math.abs(whole.z);
    int asFar = 0;
    for (double s : sizes) {
      asFar += s >= size ? 1 : 0;
    }
    int rank = Math.min(draws, (int) Math.ceil((1 - alpha) * (draws + 1.0)));
    double half = sizes[rank - 1] * whole.standardError;
    return new SharpeDifference(
        whole.difference,
        whole.standardError,
        whole.z,
        (asFar + 1.0) / (draws + 1),
        whole.difference - half,
        whole.difference + half,
        alpha);
  }

  /** How far a draw's difference is from that of all bars, in its own errors. */
  private static double studentized(double[] a, double[] b, int block, double difference) {
    Pair drawn = new Pair(a, b);
    double[] influence = drawn.influence();
    int blocks = a.length / block;
    double squares = 0;
    for (int i = 0; i < blocks; i++) {
      double sum = 0;
      for (int j = 0; j < block; j++) {
        sum += influence[i * block + j];
      }
      squares += sum * sum / block;
    }
    double error = Math.sqrt(squares / blocks / a.length);
    double apart = Math.abs(drawn.sharpeChallenger - drawn.sharpeControl - difference);
    return error > 0 && Double.isFinite(apart) ? apart / error : Double.MAX_VALUE;
  }

  /**
   * @param variance of what one bar adds to the difference; that of ratios of one deviation is 0
   *     but for rounding where one series is the other's, moved or stretched
   */
  private static SharpeDifference normal(
      double difference, double variance, int bars, double alpha) {
    if (!(variance > 1e-13)) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT,
          "challenger",
          "returns that are not the control's, moved or stretched",
          "a variance of " + variance);
    }
    double error = Math.sqrt(variance / bars);
    double z = difference / error;
    double half = NORMAL.inverseSurvivalProbability(alpha / 2) * error;
    double p = 2 * NORMAL.survivalProbability(Math.abs(z));
    return new SharpeDifference(
        difference, error, z, p, difference - half, difference + half, alpha);
  }

  private static double product(double[] values, int lag) {
    double sum = 0;
    for (int t = lag; t < values.length; t++) {
      sum += values[t] * values[t - lag];
    }
    return sum / values.length;
  }

  /** Two series with the moments of both. */
  private static final class Pair {
    private final double[] control;
    private final double[] challenger;
    private final double meanControl;
    private final double meanChallenger;
    private final double deviationControl;
    private final double deviationChallenger;
    private final double sharpeControl;
    private final double sharpeChallenger;

    private Pair(double[] control, double[] challenger) {
      this.control = control;
      this.challenger = challenger;
      this.meanControl = mean(control);
      this.meanChallenger = mean(challenger);
      this.deviationControl = deviation(control, meanControl);
      this.deviationChallenger = deviation(challenger, meanChallenger);
      this.sharpeControl = meanControl / deviationControl;
      this.sharpeChallenger = meanChallenger / deviationChallenger;
    }

    static Pair of(double[] control, double[] challenger) {
      Require.moderate("control", control, 10);
      Require.moderate("challenger", challenger, 10);
      Require.sameLength("challenger", challenger.length, "control", control.length);
      Require.varies("control", control);
      Require.varies("challenger", challenger);
      Pair pair = new Pair(control, challenger);
      if (!(pair.deviationControl > 0) || !(pair.deviationChallenger > 0)) {
        throw InvalidData.of(
            InvalidData.Code.CONSTANT,
            pair.deviationControl > 0 ? "challenger" : "control",
            "returns whose squares can be told apart",
            0);
      }
      return pair;
    }

    int length() {
      return control.length;
    }

    double correlation() {
      double sum = 0;
      for (int t = 0; t < control.length; t++) {
        sum += (control[t] - meanControl) * (challenger[t] - meanChallenger);
      }
      return sum / control.length / deviationControl / deviationChallenger;
    }

    /** What each bar adds to the difference of the ratios: the gradient on its moments, centred. */
    double[] influence() {
      double[] influence = new double[control.length];
      for (int t = 0; t < influence.length; t++) {
        double x = (control[t] - meanControl) / deviationControl;
        double y = (challenger[t] - meanChallenger) / deviationChallenger;
        influence[t] =
            y - sharpeChallenger * (y * y - 1) / 2 - (x - sharpeControl * (x * x - 1) / 2);
      }
      return influence;
    }

    private static double mean(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      return Math.sqrt(squares / values.length);
    }
  }
}
