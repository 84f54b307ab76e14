package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether two proportions differ: the z test with the pooled variance ({@code
 * statsmodels.proportions_ztest}), and for their difference Newcombe's hybrid interval of two
 * Wilson intervals (1998,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I), which stays inside −1
 * and 1; {@code statsmodels.confint_proportions_2indep(method="newcomb")}.
 *
 * @param difference share of the challenger less the control's, a fraction
 * @param standardError pooled
 * @param z difference over its error
 * @param p two-sided
 * @param low of the interval at level {@code 1 − alpha}; test and interval come of different
 *     approximations, and may disagree at the edge
 * @param high of the interval
 * @param alpha error of the first kind
 */
public record ProportionTest(
    double difference,
    double standardError,
    double z,
    double p,
    double low,
    double high,
    double alpha) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * Successes of trials.
   *
   * @throws InvalidData where successes are negative or more than trials, or there is no trial
   */
  public record Count(long successes, long trials) {
    public Count {
      if (trials < 1) {
        throw InvalidData.of(InvalidData.Code.TOO_FEW, "trials", "at least 1", trials);
      }
      if (successes < 0 || successes > trials) {
        throw InvalidData.of(
            InvalidData.Code.OUT_OF_RANGE, "successes", "0 to " + trials, successes);
      }
    }

    public double share() {
      return (double) successes / trials;
    }

    /**
     * Wilson's score interval (1927, doi:10.2307/2276774), fractions; {@code
     * statsmodels.proportion_confint(method="wilson")}.
     *
     * @throws InvalidData where alpha is not between 0 and 1
     */
    public Interval wilson(double alpha) {
      Require.between("alpha", alpha, 0, 1);
      double z = NORMAL.inverseSurvivalProbability(alpha / 2);
      double n = trials;
      double share = share();
      double denominator = 1 + z * z / n;
      double middle = (share + z * z / (2 * n)) / denominator;
      double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / denominator;
      return new Interval(
          successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half);
    }
  }

  /** From low to high, both inside. */
  public record Interval(double low, double high) {}

  /**
   * @throws InvalidData where nobody or everybody succeeded in both arms, which leaves no variance,
   *     or alpha is not between 0 and 1
   */
  public static ProportionTest of(Count control, Count challenger, double alpha) {
    Require.between("alpha", alpha, 0, 1);
    double pooled =
        (control.successes + challenger.successes) / ((double) control.trials + challenger.trials);
    double error =
        Math.sqrt(pooled * (1 - pooled) * (1.0 / control.trials + 1.0 / challenger.trials));
    if (error == 0) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT,
          "successes",
          "some successes and some failures",
          control.successes + challenger.successes);
    }
    double difference = challenger.share() - control.share();
    double z = difference / error;
    Interval a = control.wilson(alpha);
    Interval b = challenger.wilson(alpha);
    double down = StrictMath.hypot(challenger.share() - b.low, a.high - control.share());
    double up = StrictMath.hypot(b.high - challenger.share(), control.share() - a.low);
    double p = 2 * NORMAL.survivalProbability(Math.abs(z));
    return new ProportionTest(difference, error, z, p, difference - down, difference + up, alpha);
  }
}
