package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.sequential.ConfidenceSequence;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long an experiment still runs, if rows come as they did and vary as they did.
 *
 * @param rowsNeeded in both arms together
 * @param rowsLeft of them that are still to come
 * @param days until they have come; 0 where they are here
 * @param shortest days, where the rate is at the upper end of its 95 % interval
 * @param longest days, where the rate is at its lower end
 */
public record RemainingTime(
    double rowsNeeded, double rowsLeft, double days, double shortest, double longest) {
  private static final double WIDE = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

  /**
   * Until a test with a fixed end has its power.
   *
   * @param smallestEffect that must be seen, in the unit of the values
   * @param deviation of a value, in its unit
   * @param rows that have come, both arms together
   * @param days in which they came
   * @throws InvalidData where an argument is outside of its range
   */
  public static RemainingTime fixed(
      double smallestEffect, double deviation, double power, double alpha, long rows, double days) {
    Require.positive("deviation", deviation);
    double perArm = SampleSize.perArmForMeans(smallestEffect / deviation, power, 1, alpha);
    return of(2 * Math.ceil(perArm), rows, days);
  }

  /**
   * Until the confidence sequence is so narrow that it decides, were the effect the smallest that
   * matters, in half of all experiments.
   *
   * @param smallestEffect in the unit of the values, positive
   * @param deviation of a value, in its unit; arms of the same size
   * @throws InvalidData where an argument is outside of its range
   */
  public static RemainingTime anyTime(
      double smallestEffect,
      double deviation,
      ConfidenceSequence sequence,
      long rows,
      double days) {
    Require.positive("deviation", deviation);
    return of(sequence.rowsFor("smallestEffect", smallestEffect, 2 * deviation), rows, days);
  }

  private static RemainingTime of(double needed, long rows, double days) {
    if (rows < 1) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, "rows", "at least 1", rows);
    }
    Require.positive("days", days);
    double left = Math.max(0, needed - rows);
    double spread = WIDE / Math.sqrt(rows);
    return new RemainingTime(
        needed,
        left,
        left / (rows / days),
        left / (rows * StrictMath.exp(spread) / days),
        left / (rows * StrictMath.exp(-spread) / days));
  }
}
