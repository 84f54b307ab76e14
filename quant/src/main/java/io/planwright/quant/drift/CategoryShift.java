package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether two samples fall into categories alike, by Pearson's χ² of the table of two rows; {@code
 * scipy.stats.chi2_contingency(correction=False)}. A category that neither has is left out.
 *
 * @param chiSquared the statistic
 * @param degreesOfFreedom categories less 1
 * @param p of shares as different
 * @param smallestExpected count of a cell; below 5 the p-value is rough
 */
public record CategoryShift(
    double chiSquared, int degreesOfFreedom, double p, double smallestExpected) {

  /**
   * @param expected count of each category
   * @param actual count of each category
   * @throws InvalidData where lengths differ, a count is negative or no number, fewer than 2
   *     categories have a row, or one side has none
   */
  public static CategoryShift of(double[] expected, double[] actual) {
    double n = total("expected", expected);
    double m = total("actual", actual);
    Require.sameLength("actual", actual.length, "expected", expected.length);
    double chi = 0;
    double smallest = Double.POSITIVE_INFINITY;
    int categories = 0;
    for (int i = 0; i < expected.length; i++) {
      double both = expected[i] + actual[i];
      if (both > 0) {
        double e = both * (n / (n + m));
        double a = both * (m / (n + m));
        chi += (expected[i] - e) * (expected[i] - e) / e + (actual[i] - a) * (actual[i] - a) / a;
        smallest = Math.min(smallest, Math.min(e, a));
        categories++;
      }
    }
    if (categories < 2) {
      throw InvalidData.of(
          InvalidData.Code.TOO_FEW, "expected", "at least 2 categories with a row", categories);
    }
    double p = ChiSquaredDistribution.of(categories - 1.0).survivalProbability(chi);
    return new CategoryShift(chi, categories - 1, p, smallest);
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
    if (!(total > 0)) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, argument, "at least 1 row", total);
    }
    return total;
  }
}
