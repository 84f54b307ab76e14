package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether two means differ, by Student's distribution.
 *
 * @param difference challenger less control, in the unit of the values; of the relative test a
 *     fraction of the control's mean
 * @param standardError of the difference
 * @param t difference over its error
 * @param degreesOfFreedom of Student's distribution
 * @param p two-sided
 * @param low of the interval at level {@code 1 − alpha}
 * @param high of the interval
 * @param alpha error of the first kind
 */
public record MeanTest(
    double difference,
    double standardError,
    double t,
    double degreesOfFreedom,
    double p,
    double low,
    double high,
    double alpha) {

  /**
   * Two independent arms whose variances may differ (Welch 1947, doi:10.1093/biomet/34.1-2.28);
   * {@code scipy.stats.ttest_ind(equal_var=False)}.
   *
   * @throws InvalidData where an arm has fewer than 2 values, neither arm varies, or alpha is not
   *     between 0 and 1
   */
  public static MeanTest welch(Sample control, Sample challenger, double alpha) {
    double a = arm("control", control);
    double b = arm("challenger", challenger);
    return of(
        challenger.mean() - control.mean(),
        a + b,
        satterthwaite(a, control.count(), b, challenger.count()),
        alpha);
  }

  /**
   * Two independent arms of one variance (Student 1908); {@code scipy.stats.ttest_ind}. Where the
   * variances may differ, {@link #welch} is the test.
   *
   * @throws InvalidData as {@link #welch}
   */
  public static MeanTest student(Sample control, Sample challenger, double alpha) {
    arm("control", control);
    arm("challenger", challenger);
    double df = control.count() + challenger.count() - 2.0;
    double pooled = (control.deviations() + challenger.deviations()) / df;
    return of(
        challenger.mean() - control.mean(),
        pooled / control.count() + pooled / challenger.count(),
        df,
        alpha);
  }

  /**
   * Pairs that don't depend on each other; {@code scipy.stats.ttest_rel}. For bars in time, {@link
   * PairedTest} is the test.
   *
   * @throws InvalidData where the lengths differ, there are fewer than 2 pairs, a value is not
   *     finite, or all differences are the same
   */
  public static MeanTest paired(double[] control, double[] challenger, double alpha) {
    Require.sameLength("challenger", challenger.length, "control", control.length);
    Require.moderate("control", control, 2);
    Require.moderate("challenger", challenger, 2);
    double[] differences = new double[control.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = challenger[i] - control[i];
    }
    Sample sample = Sample.of("differences", differences);
    return of(sample.mean(), arm("differences", sample), sample.count() - 1.0, alpha);
  }

  /**
   * Relative lift {@code challenger/control − 1} by the delta method: the variance is {@code
   * s²(b)/(n(b) a²) + s²(a) b²/(n(a) a⁴)} with means a and b (Deng, Knoblich and Lu 2018,
   * doi:10.1145/3219819.3219919), the degrees of freedom those of {@link #welch}, as in GrowthBook.
   * Good where the control's mean is many of its errors away from 0.
   *
   * @throws InvalidData as {@link #welch}, or where the control's mean is less than 2 of its errors
   *     away from 0, so that a ratio to it means nothing
   */
  public static MeanTest relative(Sample control, Sample challenger, double alpha) {
    double a = arm("control", control);
    double b = arm("challenger", challenger);
    double base = control.mean();
    if (base == 0 || Math.abs(base) < 2 * Math.sqrt(a)) {
      throw InvalidData.of(
          InvalidData.Code.OUT_OF_RANGE,
          "control",
          "a mean at least 2 standard errors away from 0",
          base + " with an error of " + Math.sqrt(a));
    }
    double ratio = challenger.mean() / base;
    double fromControl = a / base / base * ratio * ratio;
    double fromChallenger = b / base / base;
    return of(
        ratio - 1,
        fromControl + fromChallenger,
        satterthwaite(a, control.count(), b, challenger.count()),
        alpha);
  }

  /** The squared error of an arm's mean. */
  private static double arm(String argument, Sample sample) {
    if (sample.count() < 2) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, argument, "at least 2 values", sample.count());
    }
    return sample.errorSquared();
  }

  private static double satterthwaite(double a, long countA, double b, long countB) {
    double both = a + b;
    if (both == 0) {
      return countA + countB - 2.0;
    }
    double u = a / both;
    double v = b / both;
    return 1 / (u * u / (countA - 1) + v * v / (countB - 1));
  }

  private static MeanTest of(double difference, double squaredError, double df, double alpha) {
    Require.between("alpha", alpha, 0, 1);
    double error = Math.sqrt(squaredError);
    if (!Double.isFinite(difference) || !Double.isFinite(error)) {
      throw InvalidData.of(
          InvalidData.Code.OUT_OF_RANGE,
          "challenger",
          "a difference and an error that are numbers",
          difference + " and " + error);
    }
    if (error <= 1e-14 * Math.abs(difference)) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT,
          "challenger",
          "values that vary in an arm",
          "a difference of " + difference + " without any error");
    }
    TDistribution student = TDistribution.of(df);
    double t = difference / error;
    double half = student.inverseSurvivalProbability(alpha / 2) * error;
    double p = Math.min(1, 2 * student.survivalProbability(Math.abs(t)));
    return new MeanTest(difference, error, t, df, p, difference - half, difference + half, alpha);
  }
}
