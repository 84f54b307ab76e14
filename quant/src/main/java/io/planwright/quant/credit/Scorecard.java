package io.planwright.quant.credit;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * The scale of a score: {@code score = offset + factor · ln(odds)}, odds being good to bad (Siddiqi
 * 2006, Credit Risk Scorecards).
 *
 * @param factor points by which a score rises where the odds are e times as good
 * @param offset score at even odds
 */
public record Scorecard(double factor, double offset) {
  /**
   * @throws InvalidData where the factor is not above 0 or a number is not finite
   */
  public Scorecard {
    Require.positive("factor", factor);
    Require.finite("offset", new double[] {offset}, 1);
  }

  /**
   * @param score that stands for the odds
   * @param odds good to bad, 50 for 50:1
   * @param pointsToDouble that a score rises by where the odds double
   * @throws InvalidData where odds or points are not above 0
   */
  public static Scorecard of(double score, double odds, double pointsToDouble) {
    Require.finite("score", new double[] {score}, 1);
    Require.positive("odds", odds);
    Require.positive("pointsToDouble", pointsToDouble);
    double factor = pointsToDouble / StrictMath.log(2);
    return new Scorecard(factor, score - factor * StrictMath.log(odds));
  }

  /**
   * @param probabilityOfDefault between 0 and 1
   * @throws InvalidData where it is not
   */
  public double score(double probabilityOfDefault) {
    Require.between("probabilityOfDefault", probabilityOfDefault, 0, 1);
    return offset
        + factor * (StrictMath.log1p(-probabilityOfDefault) - StrictMath.log(probabilityOfDefault));
  }

  /** The probability of default that a score stands for. */
  public double probabilityOfDefault(double score) {
    Require.finite("score", new double[] {score}, 1);
    return 1 / (1 + StrictMath.exp((score - offset) / factor));
  }
}
