package io.planwright.quant.covariance;

/** A closed-form series of 90 returns of 12 assets, of which the peers' numbers were computed. */
public final class TwelveAssets {
  private TwelveAssets() {}

  public static double[][] returns() {
    double[][] returns = new double[90][12];
    for (int t = 0; t < returns.length; t++) {
      for (int j = 0; j < 12; j++) {
        returns[t][j] =
            0.0004 * (j % 5)
                + 0.01 * StrictMath.sin(0.37 * (t + 1) * (j + 1))
                + 0.006 * StrictMath.cos(0.23 * (t + 1) * (j + 2))
                + 0.01 * StrictMath.sin(0.11 * (t + 1));
      }
    }
    return returns;
  }
}
