package io.planwright.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A table whose rows each have a time, in the order of its source.
 *
 * @param time name of the time's column
 * @param times one for each row
 * @param columns the others, in order, each name once
 */
public record Dataset(String time, List<Instant> times, List<Column> columns) {
  /**
   * @throws IllegalArgumentException where a column has not as many rows as there are times, or a
   *     name repeats
   */
  public Dataset {
    times = List.copyOf(times);
    columns = List.copyOf(columns);
    TreeSet<String> names = new TreeSet<>(List.of(time));
    for (Column column : columns) {
      if (column.rows() != times.size()) {
        throw new IllegalArgumentException(
            "expected %d rows in column %s, was %d"
                .formatted(times.size(), column.name(), column.rows()));
      }
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("each column must be named once, was " + column.name());
      }
    }
  }

  public int rows() {
    return times.size();
  }

  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** One column's values. */
  public sealed interface Column {
    String name();

    int rows();

    /** {@code number} or {@code text}. */
    String type();

    /** As it stands in a canonical file; empty where it is absent. */
    String text(int row);
  }

  /** Numbers; NaN where one is absent. */
  public static final class Numbers implements Column {
    private final String name;
    private final double[] values;

    public Numbers(String name, double[] values) {
      this.name = name;
      this.values = values.clone();
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public String type() {
      return "number";
    }

    public double value(int row) {
      return values[row];
    }

    public double[] values() {
      return values.clone();
    }

    @Override
    public String text(int row) {
      double value = values[row];
      if (Double.isNaN(value)) {
        return "";
      }
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /** Texts; empty where one is absent. */
  public record Texts(String name, List<String> values) implements Column {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public int rows() {
      return values.size();
    }

    @Override
    public String type() {
      return "text";
    }

    @Override
    public String text(int row) {
      return values.get(row);
    }
  }
}
