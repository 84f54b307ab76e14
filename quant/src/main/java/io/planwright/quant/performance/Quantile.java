package io.planwright.quant.performance;

import io.planwright.quant.Require;
import java.util.Arrays;

/**
 * The sample quantile of type 7 (Hyndman and Fan 1996, doi:10.2307/2684934): linear between the two
 * values nearest to rank {@code (n − 1) p}, as {@code numpy.quantile} has it.
 */
public final class Quantile {
  private Quantile() {}

  /**
   * @param values in any order
   * @param p from 0, the smallest value, to 1, the largest
   * @return in the unit of the values
   * @throws io.planwright.quant.InvalidData where a value is not finite, there is none, or p is not
   *     0 to 1
   */
  public static double of(String argument, double[] values, double p) {
    Require.finite(argument, values, 1);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, p);
  }

  /** The same of values that are in ascending order, which is not checked. */
  public static double ofSorted(double[] sorted, double p) {
    Require.within("p", p, 0, 1);
    double rank = (sorted.length - 1) * p;
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    double share = rank - below;
    // The sum of two shares, not a step from one value, so that it never leaves their interval.
    return sorted[below] == sorted[above]
        ? sorted[below]
        : (1 - share) * sorted[below] + share * sorted[above];
  }
}
