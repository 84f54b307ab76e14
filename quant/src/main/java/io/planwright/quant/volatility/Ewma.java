package io.planwright.quant.volatility;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Returns;

/**
 * Exponentially weighted volatility about a mean of 0 (J.P. Morgan and Reuters 1996, RiskMetrics
 * Technical Document): {@code σ²[t] = λ σ²[t−1] + (1 − λ) r²[t−1]}. It begins, as in {@code
 * arch.EWMAVariance}, with the mean of the first 75 squares, weighted by 0.94 to the power of their
 * age.
 *
 * @param decay λ
 * @param conditional standard deviation of each row given those before, in the unit of the series
 * @param next standard deviation of the row after the last
 */
public record Ewma(double decay, double[] conditional, double next) {
  /** Of daily data, by RiskMetrics. */
  public static final double DAILY_DECAY = 0.94;

  private static final int BEFORE_ROWS = 75;
  private static final double BEFORE_DECAY = 0.94;

  /**
   * @param series returns or changes, in the order of time
   * @param decay 0 to 1, exclusive
   * @throws InvalidData where a number is not finite, or none differs from 0
   */
  public static Ewma of(double[] series, double decay) {
    Returns.requireModerate("series", series, 1);
    Require.between("decay", decay, 0, 1);
    double sum = 0;
    double weights = 0;
    double weight = 1;
    for (int t = 0; t < Math.min(BEFORE_ROWS, series.length); t++) {
      sum += weight * series[t] * series[t];
      weights += weight;
      weight *= BEFORE_DECAY;
    }
    double variance = sum / weights;
    double[] conditional = new double[series.length];
    for (int t = 0; t < series.length; t++) {
      conditional[t] = Math.sqrt(variance);
      variance = decay * variance + (1 - decay) * series[t] * series[t];
    }
    if (!(variance > 0)) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT, "series", "a number that is not 0", "none that counts");
    }
    return new Ewma(decay, conditional, Math.sqrt(variance));
  }
}
