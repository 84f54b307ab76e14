package io.planwright.quant.features;

import io.planwright.quant.model.ForwardReturns;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Features and what they are to foretell: rows in the order of time. */
public final class FeatureTable {
  private final List<String> names;
  private final List<Instant> times;
  private final double[] values;
  private final ForwardReturns future;

  /**
   * @param names of the columns, each once
   * @param times of the rows, strictly rising
   * @param values finite, row after row: rows × columns
   * @param future one forward return for each row
   * @throws IllegalArgumentException where the shapes do not fit, times do not rise, names repeat
   *     or a value is not finite
   */
  public FeatureTable(
      List<String> names, List<Instant> times, double[] values, ForwardReturns future) {
    this.names = List.copyOf(names);
    this.times = List.copyOf(times);
    this.values = values.clone();
    this.future = future;
    if (names.isEmpty() || new TreeSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("features need names, each once, were " + names);
    }
    if (values.length != (long) names.size() * times.size() || future.rows() != times.size()) {
      throw new IllegalArgumentException(
          "%d rows of %d features need %d values and %d forward returns, were %d and %d"
              .formatted(
                  times.size(),
                  names.size(),
                  (long) names.size() * times.size(),
                  times.size(),
                  values.length,
                  future.rows()));
    }
    for (int row = 0; row < times.size(); row++) {
      if (row > 0 && !times.get(row).isAfter(times.get(row - 1))) {
        throw new IllegalArgumentException(
            "times must rise, but " + times.get(row) + " came after " + times.get(row - 1));
      }
      for (int column = 0; column < names.size(); column++) {
        if (!Double.isFinite(value(row, column))) {
          throw new IllegalArgumentException(
              "a feature must be a finite number, %s was %s at %s"
                  .formatted(names.get(column), value(row, column), times.get(row)));
        }
      }
    }
  }

  public List<String> names() {
    return names;
  }

  public int rows() {
    return times.size();
  }

  public int columns() {
    return names.size();
  }

  public Instant time(int row) {
    return times.get(row);
  }

  public double value(int row, int column) {
    return values[row * names.size() + column];
  }

  public ForwardReturns future() {
    return future;
  }

  /** 1 where the price rose over the horizon, else 0. */
  public int label(int row) {
    return future.label(row);
  }

  /** The first row after a time; {@link #rows()} where there is none. */
  public int firstAfter(Instant time) {
    int row = 0;
    while (row < rows() && !times.get(row).isAfter(time)) {
      row++;
    }
    return row;
  }

  /**
   * The features of rows {@code from} (inclusive) to {@code to} (exclusive), row after row, in
   * single precision.
   *
   * @throws IndexOutOfBoundsException where the rows are not in the table
   */
  public float[] matrix(int from, int to) {
    Objects.checkFromToIndex(from, to, rows());
    float[] matrix = new float[(to - from) * columns()];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) values[from * columns() + i];
    }
    return matrix;
  }
}
