package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.multiple.Adjustment;
import java.util.ArrayList;
import java.util.List;

/**
 * One window of a model's inputs and predictions, compared to where it learnt: which columns moved
 * (population drift), whether what it says moved (prediction drift), and what the alarms make of
 * it.
 *
 * @param columns of the inputs, in their order
 * @param population alarm of the inputs, of the largest index of all columns
 * @param prediction alarm of the predictions
 * @param predictions how they moved
 */
public record DriftReport(
    List<Column> columns,
    Hysteresis.State population,
    Hysteresis.State prediction,
    PopulationStability predictions) {

  /**
   * How one column moved.
   *
   * @param stability of it
   * @param d Kolmogorov-Smirnov's distance
   * @param p of that distance, adjusted over all columns by Benjamini and Hochberg
   */
  public record Column(PopulationStability stability, double d, double p) {}

  public DriftReport {
    columns = List.copyOf(columns);
  }

  /**
   * @param expected inputs by row and column, where the model learnt
   * @param actual inputs of the window, of the same columns
   * @param expectedPredictions one of each expected row
   * @param actualPredictions one of each actual row
   * @param bins of the index, 2 to 1000
   * @param rule when alarms change
   * @param population alarm before this window
   * @param prediction alarm before this window
   * @throws InvalidData where shapes differ, a value is not finite, or an expected column does not
   *     vary
   */
  public static DriftReport of(
      double[][] expected,
      double[][] actual,
      double[] expectedPredictions,
      double[] actualPredictions,
      int bins,
      Hysteresis rule,
      Hysteresis.State population,
      Hysteresis.State prediction) {
    Require.finite("expected", expected, 2);
    Require.finite("actual", actual, 2);
    Require.sameLength("actual's columns", actual[0].length, "expected", expected[0].length);
    Require.sameLength(
        "expectedPredictions", expectedPredictions.length, "expected", expected.length);
    Require.sameLength("actualPredictions", actualPredictions.length, "actual", actual.length);
    Require.finite("expectedPredictions", expectedPredictions, 2);
    Require.finite("actualPredictions", actualPredictions, 2);
    int k = expected[0].length;
    PopulationStability[] moved = new PopulationStability[k];
    double[] d = new double[k];
    double[] p = new double[k];
    double largest = 0;
    for (int j = 0; j < k; j++) {
      double[] before = column(expected, j);
      double[] now = column(actual, j);
      if (before.length > 1 && constant(before)) {
        throw InvalidData.of(
            InvalidData.Code.CONSTANT, "expected column " + j, "values that vary", before[0]);
      }
      moved[j] = PopulationStability.ofValues(before, now, bins);
      KolmogorovSmirnov ks = KolmogorovSmirnov.of(before, now);
      d[j] = ks.d();
      p[j] = ks.p();
      largest = Math.max(largest, moved[j].psi());
    }
    double[] adjusted = Adjustment.BENJAMINI_HOCHBERG.adjust(p);
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      columns.add(new Column(moved[j], d[j], adjusted[j]));
    }
    PopulationStability said =
        PopulationStability.ofValues(expectedPredictions, actualPredictions, bins);
    return new DriftReport(
        columns, rule.next(population, largest), rule.next(prediction, said.psi()), said);
  }

  private static boolean constant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static double[] column(double[][] rows, int j) {
    double[] column = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][j];
    }
    return column;
  }
}
