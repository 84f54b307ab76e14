package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * What a test of means needs of one arm's values; arms of several days add up.
 *
 * @param count of values
 * @param mean of them, in their unit
 * @param deviations sum of squared deviations from the mean, in their unit squared
 */
public record Sample(long count, double mean, double deviations) {
  public static final Sample NONE = new Sample(0, 0, 0);

  /**
   * @throws InvalidData where a component is not finite, or count or deviations are negative
   */
  public Sample {
    if (count < 0) {
      throw InvalidData.of(InvalidData.Code.OUT_OF_RANGE, "count", "0 or more", count);
    }
    Require.moderate("mean", new double[] {mean}, 1);
    Require.within("deviations", deviations, 0, 1e200);
  }

  /**
   * @param argument the name of the values in an error
   * @throws InvalidData where a value is not finite or too large to be squared
   */
  public static Sample of(String argument, double[] values) {
    Require.moderate(argument, values, 1);
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    double rest = 0;
    for (double value : values) {
      double d = value - mean;
      squares += d * d;
      rest += d;
    }
    double deviations = squares - rest * rest / values.length;
    boolean rounding = deviations <= 1e-26 * values.length * mean * mean;
    return new Sample(values.length, mean, rounding ? 0 : deviations);
  }

  /**
   * From what a warehouse sums up. Deviations of less than a million millionth of the squares are
   * what rounding leaves of values that don't vary, and count as none; values that vary so little
   * around a large mean must be summed up less that mean.
   *
   * @throws InvalidData where the squares are fewer than the sum allows, or larger than 1e200
   */
  public static Sample ofSums(long count, double sum, double sumOfSquares) {
    if (count < 1) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, "count", "at least 1", count);
    }
    Require.within("sum", sum, -1e100, 1e100);
    Require.within("sumOfSquares", sumOfSquares, 0, 1e200);
    double mean = sum / count;
    double deviations = sumOfSquares - sum * mean;
    if (deviations < -1e-9 * Math.abs(sumOfSquares)) {
      throw InvalidData.of(
          InvalidData.Code.OUT_OF_RANGE,
          "sumOfSquares",
          "at least sum²/count, " + sum * mean,
          sumOfSquares);
    }
    return new Sample(count, mean, deviations <= 1e-12 * Math.abs(sumOfSquares) ? 0 : deviations);
  }

  /** With the values of the other (Chan, Golub and LeVeque 1983, doi:10.2307/2683386). */
  public Sample plus(Sample other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long both = count + other.count;
    double apart = other.mean - mean;
    double share = (double) other.count / both;
    return new Sample(
        both, mean + apart * share, deviations + other.deviations + apart * apart * count * share);
  }

  /**
   * With n − 1 in the denominator.
   *
   * @throws InvalidData where there are fewer than 2 values
   */
  public double variance() {
    if (count < 2) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, "count", "at least 2 values", count);
    }
    return deviations / (count - 1);
  }

  /** Of the mean, squared. */
  double errorSquared() {
    return variance() / count;
  }
}
