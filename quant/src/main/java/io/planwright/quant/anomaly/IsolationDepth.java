package io.planwright.quant.anomaly;

import io.planwright.quant.Require;

/**
 * What depth means in a tree that isolates points by random cuts (Liu, Ting and Zhou 2008,
 * doi:10.1109/ICDM.2008.17).
 */
public enum IsolationDepth {
  /** With the harmonic number summed up. */
  EXACT,
  /** With {@code ln(n − 1) + γ} for the harmonic number, as in the paper and scikit-learn. */
  ASYMPTOTIC;

  private static final double EULER = 0.5772156649015329;
  private static final int MOST_SUMMED = 10_000_000;

  /**
   * The mean depth at which a search in a random tree of n points ends without a find, {@code 2 H(n
   * − 1) − 2 (n − 1)/n}; 1 for two points.
   *
   * @param points in the tree, at least 2
   * @return cuts
   * @throws io.planwright.quant.InvalidData where there are fewer than 2 points, or more than ten
   *     million
   */
  public double average(int points) {
    Require.within("points", points, 2, MOST_SUMMED);
    if (points == 2) {
      return 1;
    }
    double harmonic = this == EXACT ? harmonic(points - 1) : StrictMath.log(points - 1.0) + EULER;
    return 2 * harmonic - 2 * (points - 1.0) / points;
  }

  /**
   * The score {@code 2^(−depth/average)}: near 1 for a point that is isolated at once, under a half
   * for an ordinary one.
   *
   * @param depth mean over trees, in cuts, not negative
   * @throws io.planwright.quant.InvalidData where an argument is outside of its range
   */
  public double score(double depth, int points) {
    Require.within("depth", depth, 0, 1e9);
    return StrictMath.pow(2, -depth / average(points));
  }

  private static double harmonic(int n) {
    double sum = 0;
    for (int i = n; i >= 1; i--) {
      sum += 1.0 / i;
    }
    return sum;
  }
}
