package io.planwright.quant.performance;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/** What is demanded of a series of simple returns, given as fractions: 0.01 is one per cent. */
public final class Returns {
  /** Largest return: a millionfold of the money in one period is an error of the data. */
  public static final double LARGEST = 1e6;

  /** Largest number, of either sign, in a series whose moments are taken. */
  public static final double LARGEST_VALUE = 1e50;

  private Returns() {}

  /**
   * Each return is a number from −1, where all is lost, to {@link #LARGEST}.
   *
   * @throws InvalidData where one is not, or there are fewer than {@code atLeast}
   */
  public static void require(String argument, double[] returns, int atLeast) {
    Require.finite(argument, returns, atLeast);
    for (int t = 0; t < returns.length; t++) {
      if (returns[t] < -1 || returns[t] > LARGEST) {
        throw InvalidData.at(OUT_OF_RANGE, argument, t, "a return of -1 to 1e6", returns[t]);
      }
    }
  }

  /**
   * Each value is a number whose fourth power is one too.
   *
   * @throws InvalidData where one is not, or there are fewer than {@code atLeast}
   */
  public static void requireModerate(String argument, double[] values, int atLeast) {
    Require.finite(argument, values, atLeast);
    for (int t = 0; t < values.length; t++) {
      if (Math.abs(values[t]) > LARGEST_VALUE) {
        throw InvalidData.at(OUT_OF_RANGE, argument, t, "a number of at most 1e50", values[t]);
      }
    }
  }
}
