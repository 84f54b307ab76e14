package io.planwright.quant.sequential;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * An interval that holds at all looks together: one may look as often as one likes, and stop when
 * one likes.
 *
 * <p>The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
 * (arXiv:2103.06476, theorem 2.2), a mixture of normal likelihood ratios: with n rows, an estimate
 * of standard error s and {@code v = n ρ² + 1} the half width is {@code s √(2 v ln(√v/α)/(n ρ²))};
 * with one side {@code s √(2 v ln(1 + √v/(2α))/(n ρ²))}. It is what GrowthBook computes. It holds
 * from where the central limit does: not in the first dozens of rows.
 *
 * @param alpha error of the first kind over all looks
 * @param tunedFor the number of rows, both arms together, at which the sequence is narrowest
 */
public record ConfidenceSequence(double alpha, double tunedFor) {
  /** GrowthBook's default. */
  public static final double TUNED_FOR = 5000;

  /**
   * @throws InvalidData where alpha is not between 0 and 1, or {@code tunedFor} is less than 1
   */
  public ConfidenceSequence {
    Require.between("alpha", alpha, 0, 1);
    Require.within("tunedFor", tunedFor, 1, 1e15);
  }

  /**
   * One look.
   *
   * @param effect estimated, in its unit
   * @param low of the interval
   * @param high of the interval
   * @param p always valid: less than alpha where 0 is outside of the interval
   * @param rows seen
   */
  public record Look(double effect, double low, double high, double p, long rows) {
    /** Whether 0 is outside. */
    public boolean decided() {
      return low > 0 || high < 0;
    }
  }

  /** The mixture's parameter ρ: {@code √((−2 ln α + ln(−2 ln α + 1))/tunedFor)}. */
  public double rho() {
    return rho(alpha);
  }

  private double rho(double level) {
    double l = -2 * StrictMath.log(level);
    return Math.sqrt((l + StrictMath.log(l + 1)) / tunedFor);
  }

  /**
   * Of an estimate.
   *
   * @param rows behind the estimate, both arms together, at least 2
   * @param effect estimated
   * @param standardError of the estimate, positive
   * @throws InvalidData where an argument is outside of its range
   */
  public Look at(long rows, double effect, double standardError) {
    double half = halfWidth(rows, standardError);
    Require.moderate("effect", new double[] {effect}, 1);
    return new Look(effect, effect - half, effect + half, p(rows, effect / standardError), rows);
  }

  /** Half the width of the interval, in the unit of the error. */
  public double halfWidth(long rows, double standardError) {
    demand(rows, standardError);
    double rho = rho();
    double v = rows * rho * rho + 1;
    return standardError
        * Math.sqrt(2 * v * (StrictMath.log(v) / 2 - StrictMath.log(alpha)) / (v - 1));
  }

  /**
   * How far below the estimate the effect may be, with the error alpha on this side alone; tuned
   * for two sides of 2α, as in GrowthBook.
   *
   * @throws InvalidData where alpha is not less than a half, or an argument is outside of its range
   */
  public double oneSidedWidth(long rows, double standardError) {
    Require.between("alpha", alpha, 0, 0.5);
    demand(rows, standardError);
    double rho = rho(2 * alpha);
    double v = rows * rho * rho + 1;
    return standardError
        * Math.sqrt(2 * v * StrictMath.log1p(Math.sqrt(v) / (2 * alpha)) / (v - 1));
  }

  /**
   * How many rows, both arms together, bring half the width down to a size.
   *
   * @param halfWidth wanted, in the unit of the values
   * @param deviation standard error times the root of rows, the same at each size
   * @throws InvalidData where an argument is not positive, or a quadrillion rows are not enough
   */
  public long rowsFor(double halfWidth, double deviation) {
    return rowsFor("halfWidth", halfWidth, deviation);
  }

  /**
   * The same, of half a width that goes by another name.
   *
   * @param argument the half width's name in an error
   */
  public long rowsFor(String argument, double halfWidth, double deviation) {
    Require.positive(argument, halfWidth);
    Require.positive("deviation", deviation);
    long high = 2;
    while (halfWidth(high, deviation / Math.sqrt(high)) > halfWidth) {
      high *= 2;
      if (high > 1L << 50) {
        throw InvalidData.of(
            InvalidData.Code.INFEASIBLE, argument, "a width that rows can reach", halfWidth);
      }
    }
    long low = high / 2;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (halfWidth(middle, deviation / Math.sqrt(middle)) > halfWidth) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** One over the mixture of likelihood ratios, at most 1. */
  private double p(long rows, double z) {
    double rho = rho();
    double v = rows * rho * rho + 1;
    return Math.min(1, StrictMath.exp(StrictMath.log(v) / 2 - z * z / 2 * ((v - 1) / v)));
  }

  private static void demand(long rows, double standardError) {
    if (rows < 2) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, "rows", "at least 2", rows);
    }
    Require.positive("standardError", standardError);
  }
}
