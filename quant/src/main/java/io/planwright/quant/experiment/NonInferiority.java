package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.sequential.ConfidenceSequence;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A guardrail: whether the challenger is worse by no more than a margin. Each side has its own
 * error alpha: {@link Guard#SAFE} is said where even the worst end of the one-sided interval is
 * inside the margin, {@link Guard#HARMED} where even the best end is beyond it.
 *
 * @param guard what is known
 * @param worsening of the challenger, in the unit of the values; above 0 is worse
 * @param atLeast lower end of the worsening, one-sided at level {@code 1 − alpha}
 * @param atMost upper end of the worsening, one-sided at level {@code 1 − alpha}
 * @param margin that is tolerated
 * @param alpha error of the first kind, of each side
 */
public record NonInferiority(
    Guard guard, double worsening, double atLeast, double atMost, double margin, double alpha) {

  /** What a guardrail knows. */
  public enum Guard {
    /** Worse by less than the margin, if at all. */
    SAFE,
    /** Worse by more than the margin. */
    HARMED,
    /** Neither is known yet. */
    UNDECIDED
  }

  /**
   * With a fixed end, by Welch's test.
   *
   * @param margin at least 0, in the unit of the values
   * @throws InvalidData as {@link MeanTest#welch}, or where the margin is negative
   */
  public static NonInferiority fixed(
      Sample control, Sample challenger, double margin, Better better, double alpha) {
    demand(margin, alpha);
    MeanTest welch = MeanTest.welch(control, challenger, alpha);
    double half =
        TDistribution.of(welch.degreesOfFreedom()).inverseSurvivalProbability(alpha)
            * welch.standardError();
    return of(worsening(welch, better), half, margin, alpha);
  }

  /**
   * To be looked at while it runs, as a safe roll-out is, by a one-sided confidence sequence.
   *
   * @param tunedFor rows, both arms together, at which the sequence is narrowest
   * @throws InvalidData as {@link #fixed}
   */
  public static NonInferiority anyTime(
      Sample control,
      Sample challenger,
      double margin,
      Better better,
      double alpha,
      double tunedFor) {
    demand(margin, alpha);
    MeanTest welch = MeanTest.welch(control, challenger, alpha);
    double half =
        new ConfidenceSequence(alpha, tunedFor)
            .oneSidedWidth(control.count() + challenger.count(), welch.standardError());
    return of(worsening(welch, better), half, margin, alpha);
  }

  private static double worsening(MeanTest test, Better better) {
    return better == Better.HIGHER ? -test.difference() : test.difference();
  }

  private static NonInferiority of(double worsening, double half, double margin, double alpha) {
    Guard guard = Guard.UNDECIDED;
    if (worsening + half < margin) {
      guard = Guard.SAFE;
    } else if (worsening - half > margin) {
      guard = Guard.HARMED;
    }
    return new NonInferiority(guard, worsening, worsening - half, worsening + half, margin, alpha);
  }

  private static void demand(double margin, double alpha) {
    Require.within("margin", margin, 0, Require.MOST_MAGNITUDE);
    Require.between("alpha", alpha, 0, 0.5);
  }
}
