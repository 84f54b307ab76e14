package io.planwright.quant;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NOT_FINITE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;

/** What the methods demand of their arguments; each throws {@link InvalidData} with the row. */
public final class Require {
  private Require() {}

  /** Every value is a number, and there are at least so many. */
  public static void finite(String argument, double[] values, int atLeast) {
    atLeast(argument, values.length, atLeast);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw InvalidData.at(NOT_FINITE, argument, i, "a finite number", values[i]);
      }
    }
  }

  /** The largest magnitude whose fourth power, summed up over any array, is still a number. */
  public static final double MOST_MAGNITUDE = 1e60;

  /**
   * Every value is a number of a magnitude that moments can be taken of, at most {@link
   * #MOST_MAGNITUDE}, and there are at least so many.
   */
  public static void moderate(String argument, double[] values, int atLeast) {
    finite(argument, values, atLeast);
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i]) > MOST_MAGNITUDE) {
        throw InvalidData.at(
            OUT_OF_RANGE, argument, i, "a magnitude of at most " + MOST_MAGNITUDE, values[i]);
      }
    }
  }

  /** Every value of a table is a number, all rows are as wide as the first, which is not empty. */
  public static void finite(String argument, double[][] rows, int atLeast) {
    atLeast(argument, rows.length, atLeast);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != rows[0].length || rows[i].length == 0) {
        throw InvalidData.at(
            LENGTH_DIFFERS, argument, i, Math.max(1, rows[0].length) + " columns", rows[i].length);
      }
      for (int j = 0; j < rows[i].length; j++) {
        if (!Double.isFinite(rows[i][j])) {
          throw InvalidData.at(
              NOT_FINITE, argument, i, "a finite number in column " + j, rows[i][j]);
        }
      }
    }
  }

  public static void atLeast(String argument, int rows, int atLeast) {
    if (rows < atLeast) {
      throw InvalidData.of(TOO_FEW, argument, "at least " + atLeast + " rows", rows);
    }
  }

  public static void sameLength(String argument, int length, String other, int otherLength) {
    if (length != otherLength) {
      throw InvalidData.of(
          LENGTH_DIFFERS, argument, "as many rows as " + other + ", " + otherLength, length);
    }
  }

  /** At least one value differs from the first by more than rounding. */
  public static void varies(String argument, double[] values) {
    double scale = 0;
    double spread = 0;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
      spread = Math.max(spread, Math.abs(value - values[0]));
    }
    if (spread <= 1e-14 * scale) {
      throw InvalidData.of(
          CONSTANT, argument, "values that vary", values.length + " times " + values[0]);
    }
  }

  /** {@code low < value < high}. */
  public static void between(String argument, double value, double low, double high) {
    if (!(value > low && value < high)) {
      throw InvalidData.of(
          OUT_OF_RANGE, argument, "more than %s, less than %s".formatted(low, high), value);
    }
  }

  /** {@code low ≤ value ≤ high}. */
  public static void within(String argument, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw InvalidData.of(OUT_OF_RANGE, argument, "%s to %s".formatted(low, high), value);
    }
  }

  /** Finite and more than 0. */
  public static void positive(String argument, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw InvalidData.of(OUT_OF_RANGE, argument, "a finite number above 0", value);
    }
  }
}
