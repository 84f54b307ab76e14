package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * How far stated probabilities are from what came true, in bins of equal width (Naeini, Cooper and
 * Hauskrecht 2015, doi:10.1609/aaai.v29i1.9602).
 *
 * @param expectedError the mean distance of probability and share, weighted by rows; a fraction
 * @param largestError the distance of the worst bin; a fraction
 * @param brier mean squared distance of probability and outcome
 * @param bins those that have a row, from low to high
 */
public record Calibration(double expectedError, double largestError, double brier, List<Bin> bins) {

  /**
   * Rows of like probability.
   *
   * @param rows in the bin
   * @param stated mean probability
   * @param cameTrue share of outcomes that are 1
   */
  public record Bin(int rows, double stated, double cameTrue) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * @param probabilities of the outcome 1, 0 to 1
   * @param outcomes 0 or 1
   * @param bins of equal width, 1 to 1000; a bin holds its lower edge, the last both
   * @throws InvalidData where there is no row, lengths differ, a probability is not from 0 to 1, or
   *     an outcome not 0 or 1
   */
  public static Calibration of(double[] probabilities, int[] outcomes, int bins) {
    Require.finite("probabilities", probabilities, 1);
    Require.sameLength("outcomes", outcomes.length, "probabilities", probabilities.length);
    Require.within("bins", bins, 1, 1000);
    int[] rows = new int[bins];
    double[] stated = new double[bins];
    double[] cameTrue = new double[bins];
    double brier = 0;
    for (int i = 0; i < outcomes.length; i++) {
      double p = probabilities[i];
      if (p < 0 || p > 1) {
        throw InvalidData.at(InvalidData.Code.OUT_OF_RANGE, "probabilities", i, "0 to 1", p);
      }
      if (outcomes[i] != 0 && outcomes[i] != 1) {
        throw InvalidData.at(InvalidData.Code.OUT_OF_RANGE, "outcomes", i, "0 or 1", outcomes[i]);
      }
      int bin = Math.min(bins - 1, (int) (p * bins));
      rows[bin]++;
      stated[bin] += p;
      cameTrue[bin] += outcomes[i];
      brier += (p - outcomes[i]) * (p - outcomes[i]) / outcomes.length;
    }
    double expected = 0;
    double largest = 0;
    List<Bin> full = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      if (rows[bin] > 0) {
        Bin one = new Bin(rows[bin], stated[bin] / rows[bin], cameTrue[bin] / rows[bin]);
        double off = Math.abs(one.stated - one.cameTrue);
        expected += off * one.rows / outcomes.length;
        largest = Math.max(largest, off);
        full.add(one);
      }
    }
    return new Calibration(expected, largest, brier, full);
  }
}
