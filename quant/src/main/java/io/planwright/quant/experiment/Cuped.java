package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * Takes out of a metric what a covariate from before the experiment already told: {@code y − θ (x −
 * mean x)}, {@code θ = cov(x, y)/var(x)}; the variance falls by {@code 1 − ρ²} and the mean stays
 * (Deng, Xu, Kohavi and Walker 2013, doi:10.1145/2433396.2433413).
 *
 * @param theta of the metric on the covariate, pooled over the arms
 * @param varianceBefore of the metric within arms, in its unit squared, n − 1
 * @param varianceAfter of the adjusted metric within arms
 * @param correlationSquared ρ² within arms, a fraction
 */
public record Cuped(
    double theta, double varianceBefore, double varianceAfter, double correlationSquared) {

  /**
   * Of one arm, or of all as one.
   *
   * @param before the covariate, taken before the experiment, by user
   * @param metric in the experiment, by user
   * @throws InvalidData where lengths differ, there are fewer than 3 users, a value is not finite,
   *     or one of the two does not vary
   */
  public static Cuped of(double[] before, double[] metric) {
    double[] of = moments("before", before, "metric", metric);
    return of(of[0], of[1], of[2], of[3]);
  }

  /**
   * Of two arms: θ from their deviations from each arm's own means, so that it holds nothing of the
   * difference that is being tested.
   */
  static Cuped of(
      double[] controlBefore,
      double[] controlMetric,
      double[] challengerBefore,
      double[] challengerMetric) {
    double[] control = moments("controlBefore", controlBefore, "control", controlMetric);
    double[] challenger =
        moments("challengerBefore", challengerBefore, "challenger", challengerMetric);
    return of(
        control[0] + challenger[0],
        control[1] + challenger[1],
        control[2] + challenger[2],
        control[3] + challenger[3]);
  }

  private static Cuped of(double xx, double xy, double yy, double df) {
    double theta = xy / xx;
    double rho2 = Math.min(1, xy / xx * (xy / yy));
    return new Cuped(theta, yy / df, Math.max(0, yy - theta * xy) / df, rho2);
  }

  /**
   * The Welch test of two arms with their metrics adjusted.
   *
   * @throws InvalidData as {@link #of(double[], double[])} for each arm
   */
  public static MeanTest test(
      double[] controlBefore,
      double[] controlMetric,
      double[] challengerBefore,
      double[] challengerMetric,
      double alpha) {
    Cuped cuped = of(controlBefore, controlMetric, challengerBefore, challengerMetric);
    double centre =
        (Sample.of("controlBefore", controlBefore))
            .plus(Sample.of("challengerBefore", challengerBefore))
            .mean();
    return MeanTest.welch(
        Sample.of("control", adjusted(controlBefore, controlMetric, cuped.theta, centre)),
        Sample.of("challenger", adjusted(challengerBefore, challengerMetric, cuped.theta, centre)),
        alpha);
  }

  private static double[] adjusted(double[] before, double[] metric, double theta, double centre) {
    double[] adjusted = new double[metric.length];
    for (int i = 0; i < adjusted.length; i++) {
      adjusted[i] = metric[i] - theta * (before[i] - centre);
    }
    return adjusted;
  }

  /** Sums of squares xx, xy, yy around the means, and degrees of freedom. */
  private static double[] moments(String covariate, double[] before, String arm, double[] metric) {
    Require.moderate(arm, metric, 3);
    Require.sameLength(covariate, before.length, arm, metric.length);
    Require.moderate(covariate, before, 3);
    Require.varies(covariate, before);
    Require.varies(arm, metric);
    Sample x = Sample.of(covariate, before);
    Sample y = Sample.of(arm, metric);
    if (x.deviations() == 0 || y.deviations() == 0) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT, covariate, "values whose squares can be told apart", 0);
    }
    double xy = 0;
    for (int i = 0; i < metric.length; i++) {
      xy += (before[i] - x.mean()) * (metric[i] - y.mean());
    }
    return new double[] {x.deviations(), xy, y.deviations(), metric.length - 1};
  }
}
