package io.planwright.models;

import io.planwright.quant.features.FeatureTable;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a model learns from: the first rows of a feature set.
 *
 * @param to the first row that is not learnt from
 * @param featureSet sha256 of the feature set's file, in hex
 */
public record TrainingRows(FeatureTable table, int to, String featureSet) {
  /**
   * @throws IllegalArgumentException where the rows are not 1 to the table's
   */
  public TrainingRows {
    if (to < 1 || to > table.rows()) {
      throw new IllegalArgumentException(
          "rows to learn from must be 1 to %d, was %d".formatted(table.rows(), to));
    }
  }

  Instant from() {
    return table.time(0);
  }

  Instant until() {
    return table.time(to - 1);
  }

  float[] labels() {
    float[] labels = new float[to];
    for (int row = 0; row < to; row++) {
      labels[row] = table.label(row);
    }
    return labels;
  }

  int[] classes() {
    int[] classes = new int[to];
    Arrays.setAll(classes, table::label);
    return classes;
  }
}
