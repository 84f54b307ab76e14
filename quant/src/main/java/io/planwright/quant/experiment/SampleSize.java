package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * How many rows a two-sided test with a fixed end needs, and what it sees with those it has. Sizes
 * are of the control arm and not rounded; the challenger has {@code ratio} times as many.
 */
public final class SampleSize {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);
  private static final double MOST = 1e12;
  private static final double MOST_EFFECT = 1e3;

  private SampleSize() {}

  /**
   * Power of Student's test of two arms, by the noncentral t distribution, both tails; {@code
   * statsmodels.TTestIndPower.power}.
   *
   * @param effect difference in standard deviations (Cohen's d)
   * @param perArm rows of the control arm, more than 1
   * @param ratio rows of the challenger over the control's
   * @return a fraction
   * @throws InvalidData where an argument is outside of its range
   */
  public static double powerOfMeans(double effect, double perArm, double ratio, double alpha) {
    Require.within("effect", effect, -MOST_EFFECT, MOST_EFFECT);
    Require.within("perArm", perArm, 1, MOST);
    Require.within("ratio", ratio, 1e-3, 1e3);
    Require.between("alpha", alpha, 0, 1);
    double df = perArm * (1 + ratio) - 2;
    if (!(df > 0)) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, "perArm", "more than 2 rows in all", perArm);
    }
    double noncentral = Math.abs(effect) * Math.sqrt(perArm * ratio / (1 + ratio));
    double critical = TDistribution.of(df).inverseSurvivalProbability(alpha / 2);
    return Math.min(1, noncentralTails(critical, noncentral, df));
  }

  /**
   * P(|T| &gt; t) of the noncentral t: over the density of {@code s = √(χ²/df)}, the normal tails
   * beyond ±t s.
   */
  private static double noncentralTails(double t, double noncentral, double df) {
    ChiSquaredDistribution chi = ChiSquaredDistribution.of(df);
    double reach = 9 / Math.sqrt(2 * df);
    double low = df < 1000 ? Math.sqrt(chi.inverseCumulativeProbability(1e-17) / df) : 1 - reach;
    double high = df < 1000 ? Math.sqrt(chi.inverseSurvivalProbability(1e-17) / df) : 1 + reach;
    int panels = 24;
    double half = (high - low) / panels / 2;
    double sum = 0;
    for (int panel = 0; panel < panels; panel++) {
      double middle = low + half * (2 * panel + 1);
      for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
        double s = middle + half * RULE.getPoint(i);
        double tails =
            NORMAL.survivalProbability(t * s - noncentral)
                + NORMAL.cumulativeProbability(-t * s - noncentral);
        sum += RULE.getWeight(i) * half * 2 * df * s * chi.density(df * s * s) * tails;
      }
    }
    return sum;
  }

  /**
   * Rows of the control arm for a power of Student's test; {@code TTestIndPower.solve_power}.
   *
   * @param effect in standard deviations, not 0
   * @throws InvalidData where an argument is outside of its range, or 10¹² rows are not enough
   */
  public static double perArmForMeans(double effect, double power, double ratio, double alpha) {
    Require.positive("effect", Math.abs(effect));
    demandPower(power, alpha);
    Require.within("ratio", ratio, 1e-3, 1e3);
    double least = Math.max(1, 2 / (1 + ratio) + 1e-3);
    return solve(least, n -> powerOfMeans(effect, n, ratio, alpha) - power, "effect", effect);
  }

  /**
   * The smallest difference, in standard deviations, that a test of so many rows sees with a power.
   *
   * @throws InvalidData where an argument is outside of its range
   */
  public static double detectableEffect(double perArm, double power, double ratio, double alpha) {
    demandPower(power, alpha);
    Require.within("perArm", perArm, 2, MOST);
    if (powerOfMeans(MOST_EFFECT, perArm, ratio, alpha) <= power) {
      throw InvalidData.of(
          InvalidData.Code.INFEASIBLE,
          "perArm",
          "rows that show an effect of %s deviations".formatted(MOST_EFFECT),
          perArm);
    }
    return new BrentSolver(1e-14, 1e-15, 1e-15)
        .solve(300, d -> powerOfMeans(d, perArm, ratio, alpha) - power, 0, MOST_EFFECT);
  }

  /**
   * Rows per arm for two shares by the arcsine effect {@code 2 asin √p(2) − 2 asin √p(1)}; {@code
   * statsmodels.NormalIndPower}, whose power counts both tails.
   *
   * @param control share, a fraction
   * @param challenger share, another
   * @throws InvalidData where an argument is outside of its range
   */
  public static double perArmForSharesArcsine(
      double control, double challenger, double power, double alpha) {
    demandShares(control, challenger);
    demandPower(power, alpha);
    double effect =
        Math.abs(
            2 * StrictMath.asin(Math.sqrt(challenger)) - 2 * StrictMath.asin(Math.sqrt(control)));
    double z = NORMAL.inverseSurvivalProbability(alpha / 2);
    return solve(
        1e-6,
        n -> {
          double shift = effect * Math.sqrt(n / 2);
          return NORMAL.survivalProbability(z - shift)
              + NORMAL.cumulativeProbability(-z - shift)
              - power;
        },
        "challenger",
        challenger);
  }

  /**
   * Rows per arm for two shares by the z test with the pooled variance: {@code (z(1−α/2) √(2 p̄
   * (1−p̄)) + z(power) √(p(1)(1−p(1)) + p(2)(1−p(2))))² / (p(2) − p(1))²} (Fleiss, Levin and Paik
   * 2003, section 4.2, without the continuity correction).
   *
   * @throws InvalidData where an argument is outside of its range
   */
  public static double perArmForShares(
      double control, double challenger, double power, double alpha) {
    demandShares(control, challenger);
    demandPower(power, alpha);
    double pooled = (control + challenger) / 2;
    double root =
        NORMAL.inverseSurvivalProbability(alpha / 2) * Math.sqrt(2 * pooled * (1 - pooled))
            + NORMAL.inverseCumulativeProbability(power)
                * Math.sqrt(control * (1 - control) + challenger * (1 - challenger));
    double apart = challenger - control;
    return root * root / (apart * apart);
  }

  private static void demandPower(double power, double alpha) {
    Require.between("alpha", alpha, 0, 1);
    Require.between("power", power, alpha, 1);
  }

  private static void demandShares(double control, double challenger) {
    Require.between("control", control, 0, 1);
    Require.between("challenger", challenger, 0, 1);
    if (Math.abs(control - challenger) < 1e-9) {
      throw InvalidData.of(
          InvalidData.Code.OUT_OF_RANGE, "challenger", "a share other than " + control, challenger);
    }
  }

  private static double solve(
      double low, DoubleUnaryOperator excess, String argument, double effect) {
    if (excess.applyAsDouble(low) >= 0) {
      return low;
    }
    double high = 2 * low + 2;
    while (excess.applyAsDouble(high) < 0) {
      high *= 2;
      if (high > MOST) {
        throw InvalidData.of(
            InvalidData.Code.INFEASIBLE, argument, "an effect that 1e12 rows can show", effect);
      }
    }
    return new BrentSolver(1e-14, 1e-12, 1e-15)
        .solve(300, excess::applyAsDouble, Math.max(low, high / 4), high);
  }
}
