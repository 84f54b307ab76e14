package io.planwright.quant.overfit;

import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Whether a signal looks into the future: it is computed again on the first rows only, and must not
 * differ from what it was on all rows. What differs was told by rows that were not there yet.
 *
 * @param biased whether a value differs
 * @param findings one for each truncation with a value that differs, in the order of the cuts
 * @param cuts truncations that were compared
 * @param compared values that were compared
 */
public record LookAhead(boolean biased, List<Finding> findings, int cuts, long compared) {
  /**
   * A truncation that changed the past.
   *
   * @param cut rows that were left
   * @param row first whose value differs
   * @param values how many differ
   * @param largest difference, in the unit of the signal
   */
  public record Finding(int cut, int row, int values, double largest) {}

  /**
   * A signal on the first rows.
   *
   * @param values one a row
   */
  public record Truncated(double[] values) {}

  /**
   * @param rows of the whole history
   * @param cuts how many rows are left, each 1 to {@code rows − 1}
   * @param signal computes from so many first rows one value a row
   * @param tolerance of a difference, relative to the larger value
   * @throws InvalidData as {@link #compare}
   */
  public static LookAhead detect(
      int rows, List<Integer> cuts, IntFunction<double[]> signal, double tolerance) {
    Require.atLeast("rows", rows, 2);
    List<Truncated> truncated = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      int cut = cuts.get(i);
      if (cut < 1 || cut >= rows) {
        throw InvalidData.at(OUT_OF_RANGE, "cuts", i, "1 to " + (rows - 1) + " rows", cut);
      }
      double[] values = signal.apply(cut);
      Require.sameLength("signal", values.length, "the rows that are left", cut);
      truncated.add(new Truncated(values));
    }
    double[] full = signal.apply(rows);
    Require.sameLength("signal", full.length, "rows", rows);
    return compare(full, truncated, tolerance);
  }

  /**
   * @param full the signal on all rows; a value that is not defined yet is NaN, and must be NaN in
   *     the truncated signal too
   * @param truncated the signal on fewer first rows
   * @param tolerance of a difference, relative to the larger value
   * @throws InvalidData where nothing is truncated, a truncated signal is empty or as long as the
   *     full one, or the tolerance is not 0 to 1
   */
  public static LookAhead compare(double[] full, List<Truncated> truncated, double tolerance) {
    Require.within("tolerance", tolerance, 0, 1);
    Require.atLeast("truncated", truncated.size(), 1);
    List<Finding> findings = new ArrayList<>();
    long compared = 0;
    for (int i = 0; i < truncated.size(); i++) {
      double[] part = truncated.get(i).values();
      if (part.length == 0 || part.length >= full.length) {
        throw InvalidData.at(
            LENGTH_DIFFERS, "truncated", i, "1 to " + (full.length - 1) + " rows", part.length);
      }
      compared += part.length;
      int first = -1;
      int values = 0;
      double largest = 0;
      for (int t = 0; t < part.length; t++) {
        double difference = difference(full[t], part[t]);
        if (difference > tolerance * Math.max(Math.abs(full[t]), Math.abs(part[t]))
            || difference == Double.MAX_VALUE) {
          first = first < 0 ? t : first;
          values++;
          largest = Math.max(largest, difference);
        }
      }
      if (values > 0) {
        findings.add(new Finding(part.length, first, values, largest));
      }
    }
    return new LookAhead(!findings.isEmpty(), findings, truncated.size(), compared);
  }

  /** The largest number where one of both is not defined. */
  private static double difference(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b) ? 0 : Double.MAX_VALUE;
    }
    return a == b ? 0 : Math.min(Double.MAX_VALUE, Math.abs(a - b));
  }
}
