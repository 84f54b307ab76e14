package io.planwright.quant.performance;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * The first four moments of a series, those above the second without correction for small samples,
 * as {@code scipy.stats.skew} and {@code kurtosis} give them.
 *
 * @param count values
 * @param mean in the unit of the values
 * @param deviation standard deviation by n − 1
 * @param populationDeviation standard deviation by n
 * @param skewness third standardised moment
 * @param excessKurtosis fourth standardised moment less 3, which is 0 for a normal distribution
 */
public record Moments(
    int count,
    double mean,
    double deviation,
    double populationDeviation,
    double skewness,
    double excessKurtosis) {

  /**
   * @throws InvalidData where a value is not finite or beyond ±1e50, there are fewer than two, or
   *     all are the same
   */
  public static Moments of(String argument, double[] values) {
    Returns.requireModerate(argument, values, 2);
    Require.varies(argument, values);
    int n = values.length;
    double mean = mean(values);
    double scale = 0;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value - mean));
    }
    // Scaled, since squares of numbers below 1e-160 are 0.
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
    for (double value : values) {
      double d = (value - mean) / scale;
      double square = d * d;
      m2 += square;
      m3 += square * d;
      m4 += square * square;
    }
    double variance = m2 / n;
    double population = Math.sqrt(variance);
    return new Moments(
        n,
        mean,
        scale * Math.sqrt(m2 / (n - 1)),
        scale * population,
        m3 / n / (variance * population),
        m4 / n / (variance * variance) - 3);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double left = 0;
    for (double value : values) {
      left += value - mean;
    }
    return mean + left / values.length;
  }
}
