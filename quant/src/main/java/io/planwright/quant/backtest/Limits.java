package io.planwright.quant.backtest;

import io.planwright.quant.Require;

/**
 * What a strategy may hold. A weight beyond its bound is cut to it; then, where the sizes of all
 * add up to more than {@code gross}, all are made smaller alike.
 *
 * @param least weight of an instrument, 0 for no short sales
 * @param most weight of an instrument
 * @param gross sum of the weights' sizes
 */
public record Limits(double least, double most, double gross) {
  /** Long only, without debt. */
  public static final Limits LONG_ONLY = new Limits(0, 1, 1);

  /** Long and short, without debt. */
  public static final Limits LONG_SHORT = new Limits(-1, 1, 1);

  /**
   * @throws io.planwright.quant.InvalidData where least is not −100 to 0, most not 0 to 100, or
   *     gross not above 0 and up to 100
   */
  public Limits {
    Require.within("least", least, -100, 0);
    Require.within("most", most, 0, 100);
    Require.positive("gross", gross);
    Require.within("gross", gross, 0, 100);
  }

  /**
   * Keeps weights within the limits.
   *
   * @param weights finite
   * @param size sum of their sizes
   * @return the sum of their sizes then; the same where nothing was changed
   */
  double apply(double[] weights, double size) {
    boolean beyond = false;
    for (double weight : weights) {
      beyond |= weight < least | weight > most;
    }
    double now = size;
    if (beyond) {
      now = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.clamp(weights[i], least, most);
        now += Math.abs(weights[i]);
      }
    }
    // Weights that were made to add up to the limit exceed it by rounding only.
    if (now > gross * (1 + 1e-12)) {
      double scale = gross / now;
      now = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= scale;
        now += Math.abs(weights[i]);
      }
    }
    return now;
  }
}
