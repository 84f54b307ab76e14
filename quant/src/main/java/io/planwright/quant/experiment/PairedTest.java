package io.planwright.quant.experiment;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Whether the mean of paired differences is 0, with errors that hold where the differences depend
 * on each other in time.
 *
 * <p>The variance of the mean is {@code S/n}, {@code S = γ(0) + 2 Σ w(j) γ(j)} over j = 1 … lag,
 * with autocovariances {@code γ(j) = Σ d(t) d(t−j) / n} of the centred differences and Bartlett's
 * weights {@code w(j) = 1 − j/(lag+1)} (Newey and West 1987, doi:10.2307/1913610). There is no
 * correction for small samples; p and interval are the normal distribution's, as in {@code
 * statsmodels.OLS(d, 1).fit(cov_type="HAC")}.
 *
 * @param meanDifference in the unit of the differences
 * @param standardError of the mean
 * @param t mean over standard error
 * @param p two-sided
 * @param low of the interval at level {@code 1 − alpha}
 * @param high of the interval
 * @param rows pairs
 * @param lag the longest dependence that is allowed for, in rows
 * @param alpha error of the first kind
 */
public record PairedTest(
    double meanDifference,
    double standardError,
    double t,
    double p,
    double low,
    double high,
    int rows,
    int lag,
    double alpha) {

  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  /**
   * The usual lag for a number of rows: {@code ⌊4 (n/100)^(2/9)⌋} (Newey and West 1994,
   * doi:10.2307/2297912), and less than n.
   *
   * @throws IllegalArgumentException where there is no row
   */
  public static int automaticLag(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a lag needs at least 1 row, was " + rows);
    }
    return Math.min(rows - 1, (int) (4 * StrictMath.pow(rows / 100.0, 2.0 / 9)));
  }

  /** With the automatic lag. */
  public static PairedTest of(double[] differences, double alpha) {
    return of(differences, automaticLag(Math.max(1, differences.length)), alpha);
  }

  /**
   * @param differences in the order of time
   * @return the test; where all differences are 0: t is 0 and p is 1
   * @throws IllegalArgumentException where there are fewer than two differences, one is not finite,
   *     the lag is not 0 to n − 1, alpha is not between 0 and 1, or all differences are the same
   *     but not 0, which no error can be told of
   */
  public static PairedTest of(double[] differences, int lag, double alpha) {
    int n = differences.length;
    if (n < 2) {
      throw new IllegalArgumentException("a paired test needs at least 2 pairs, was " + n);
    }
    if (lag < 0 || lag >= n) {
      throw new IllegalArgumentException("the lag must be 0 to " + (n - 1) + ", was " + lag);
    }
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be between 0 and 1, was " + alpha);
    }
    double mean = mean(differences);
    double[] centred = new double[n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      centred[i] = differences[i] - mean;
      largest = Math.max(largest, Math.abs(centred[i]));
    }
    boolean constant = largest <= 1e-12 * Math.abs(mean);
    if (constant && mean == 0) {
      return new PairedTest(0, 0, 0, 1, 0, 0, n, lag, alpha);
    }
    double error = Math.sqrt(Math.max(0, longRunVariance(centred, lag)) / n);
    if (constant || error == 0) {
      throw new IllegalArgumentException(
          "the differences must vary, but all %d are close to %s".formatted(n, mean));
    }
    double t = mean / error;
    double half = NORMAL.inverseCumulativeProbability(1 - alpha / 2) * error;
    double p = 2 * NORMAL.cumulativeProbability(-Math.abs(t));
    return new PairedTest(mean, error, t, p, mean - half, mean + half, n, lag, alpha);
  }

  private static double mean(double[] differences) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      if (!Double.isFinite(differences[i])) {
        throw new IllegalArgumentException(
            "a difference must be a finite number, was %s in row %d".formatted(differences[i], i));
      }
      sum += differences[i];
    }
    return sum / differences.length;
  }

  private static double longRunVariance(double[] centred, int lag) {
    double variance = autocovariance(centred, 0);
    for (int j = 1; j <= lag; j++) {
      variance += 2 * (1 - j / (lag + 1.0)) * autocovariance(centred, j);
    }
    return variance;
  }

  private static double autocovariance(double[] centred, int lag) {
    double sum = 0;
    for (int t = lag; t < centred.length; t++) {
      sum += centred[t] * centred[t - lag];
    }
    return sum / centred.length;
  }
}
