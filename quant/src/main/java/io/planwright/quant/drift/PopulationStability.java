package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far the shares of bins have moved: {@code Σ (a − e) ln(a/e)} over expected and actual shares
 * (the symmetric divergence of Kullback and Leibler 1951, doi:10.1214/aoms/1177729694; Siddiqi 2006
 * for its use). A bin without rows counts as {@link #EMPTY} of all.
 *
 * @param psi the index, 0 where nothing moved
 * @param shift by the usual thresholds 0.1 and 0.25
 * @param p of an index as large from two samples of one population: {@code psi/(1/n + 1/m)} is
 *     nearly χ² with bins − 1 degrees of freedom (Yurdakul and Naranjo 2020,
 *     doi:10.21314/JRMV.2020.227); with many rows a tiny shift is significant, with few a large one
 *     is not
 * @param bins compared
 */
public record PopulationStability(double psi, Shift shift, double p, int bins) {
  /** The share that stands in for that of a bin without rows. */
  public static final double EMPTY = 1e-4;

  /** What is said of an index. */
  public enum Shift {
    /** Less than 0.1. */
    STABLE,
    /** From 0.1 to less than 0.25. */
    MODERATE,
    /** From 0.25. */
    LARGE;

    static Shift of(double psi) {
      if (psi < 0.1) {
        return STABLE;
      }
      return psi < 0.25 ? MODERATE : LARGE;
    }
  }

  /**
   * Of counts by bin or by category.
   *
   * @throws InvalidData where there are fewer than 2 bins, lengths differ, a count is negative or
   *     no number, or one side has no row
   */
  public static PopulationStability ofCounts(double[] expected, double[] actual) {
    double n = total("expected", expected);
    double m = total("actual", actual);
    Require.sameLength("actual", actual.length, "expected", expected.length);
    double psi = 0;
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != 0 || actual[i] != 0) {
        double e = expected[i] == 0 ? EMPTY : expected[i] / n;
        double a = actual[i] == 0 ? EMPTY : actual[i] / m;
        psi += (a - e) * StrictMath.log(a / e);
      }
    }
    double chi = psi / (1 / n + 1 / m);
    double p = ChiSquaredDistribution.of(expected.length - 1.0).survivalProbability(chi);
    return new PopulationStability(psi, Shift.of(psi), p, expected.length);
  }

  /**
   * Of values, in bins that hold equal shares of the expected ones: the edges are their quantiles
   * (type 7), equal edges are one, and the outer bins are open, so that a value beyond all expected
   * ones is in the last bin. A bin holds its upper edge.
   *
   * @param bins 2 to 1000
   * @throws InvalidData where there are fewer than 2 values on a side, one is not finite, or all
   *     expected values are the same
   */
  public static PopulationStability ofValues(double[] expected, double[] actual, int bins) {
    Require.finite("expected", expected, 2);
    Require.finite("actual", actual, 2);
    Require.varies("expected", expected);
    Require.within("bins", bins, 2, 1000);
    double[] edges = edges(expected, bins);
    return ofCounts(counts(expected, edges), counts(actual, edges));
  }

  private static double[] edges(double[] expected, int bins) {
    double[] sorted = expected.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins - 1];
    int kept = 0;
    for (int i = 1; i < bins; i++) {
      double at = (double) i / bins * (sorted.length - 1);
      int below = (int) at;
      double share = at - below;
      double edge =
          share == 0 ? sorted[below] : sorted[below] * (1 - share) + sorted[below + 1] * share;
      if (edge < sorted[sorted.length - 1] && (kept == 0 || edge > edges[kept - 1])) {
        edges[kept++] = edge;
      }
    }
    if (kept == 0) {
      return new double[] {largestBelow(sorted)};
    }
    return Arrays.copyOf(edges, kept);
  }

  /** Where nearly all values are the largest: the border to those that are not. */
  private static double largestBelow(double[] sorted) {
    int i = sorted.length - 1;
    while (sorted[i] == sorted[sorted.length - 1]) {
      i--;
    }
    return sorted[i];
  }

  private static double[] counts(double[] values, double[] edges) {
    double[] counts = new double[edges.length + 1];
    for (double value : values) {
      int at = Arrays.binarySearch(edges, value);
      counts[at < 0 ? -at - 1 : at]++;
    }
    return counts;
  }

  private static double total(String argument, double[] counts) {
    Require.moderate(argument, counts, 2);
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw InvalidData.at(
            InvalidData.Code.OUT_OF_RANGE, argument, i, "a count of 0 or more", counts[i]);
      }
      total += counts[i];
    }
    if (total == 0) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, argument, "at least 1 row", 0);
    }
    return total;
  }
}
