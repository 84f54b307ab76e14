package io.planwright.quant.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.experiment.ProportionTest.Count;
import io.planwright.quant.method.Method;
import io.planwright.quant.sequential.ConfidenceSequence;
import io.planwright.quant.sequential.GroupSequential;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class ExperimentMethods {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  private ExperimentMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "welch-test",
            List.of("welch_wikipedia"),
            "Whether the means of two independent arms differ, variances may too: challenger less"
                + " control in the unit of the values (alpha 0.05).",
            TwoSamples.class,
            q -> MeanTest.welch(q.first(), q.second(), q.level())),
        new Method<>(
            "student-test",
            List.of("student_wikipedia"),
            "Whether the means of two independent arms of one variance differ: challenger less"
                + " control in the unit of the values (alpha 0.05).",
            TwoSamples.class,
            q -> MeanTest.student(q.first(), q.second(), q.level())),
        new Method<>(
            "relative-lift",
            List.of(),
            "Challenger over control less 1, a fraction, with an interval by the delta method"
                + " (alpha 0.05).",
            TwoSamples.class,
            q -> MeanTest.relative(q.first(), q.second(), q.level())),
        new Method<>(
            "welch-test-of-sums",
            List.of(),
            "Welch's test of means and of the relative lift from counts, sums and sums of squares"
                + " (alpha 0.05).",
            TwoSums.class,
            ExperimentMethods::ofSums),
        new Method<>(
            "paired-test",
            List.of(),
            "Whether pairs that don't depend on each other differ in their mean, in their unit"
                + " (alpha 0.05).",
            TwoSamples.class,
            q -> MeanTest.paired(q.control, q.challenger, q.level())),
        new Method<>(
            "paired-hac-test",
            List.of("paired_D_minus_A"),
            "Whether two series on the same bars differ in their mean, with errors by Newey and"
                + " West (alpha 0.05, the automatic lag).",
            TwoSeries.class,
            ExperimentMethods::pairedHac),
        new Method<>(
            "proportion-test",
            List.of("prop_z_45_100_vs_60_100"),
            "Whether two shares of successes differ: a fraction, by the pooled z test, with"
                + " Newcombe's interval (alpha 0.05).",
            TwoCounts.class,
            q -> ProportionTest.of(q.control, q.challenger, q.alpha.orElse(ALPHA))),
        new Method<>(
            "wilson-interval",
            List.of("wilson_8_of_10"),
            "The interval of a share of successes, fractions (alpha 0.05).",
            OneCount.class,
            q -> new Count(q.successes, q.trials).wilson(q.alpha.orElse(ALPHA))),
        new Method<>(
            "sample-size-means",
            List.of("n_per_arm_d0.5_80"),
            "Rows of the control arm for a power of Student's test, at an effect in standard"
                + " deviations (power 0.8, alpha 0.05, ratio 1).",
            Effect.class,
            q ->
                SampleSize.perArmForMeans(
                    q.effect, q.power.orElse(POWER), q.ratio.orElse(1.0), q.alpha.orElse(ALPHA))),
        new Method<>(
            "power-means",
            List.of(),
            "Power, a fraction, of Student's test of so many rows in the control arm, at an effect"
                + " in standard deviations (alpha 0.05, ratio 1).",
            Rows.class,
            q ->
                SampleSize.powerOfMeans(
                    q.effect, q.perArm, q.ratio.orElse(1.0), q.alpha.orElse(ALPHA))),
        new Method<>(
            "detectable-effect",
            List.of(),
            "The smallest effect, in standard deviations, that Student's test of so many rows in"
                + " the control arm sees (power 0.8, alpha 0.05, ratio 1).",
            Detectable.class,
            q ->
                SampleSize.detectableEffect(
                    q.perArm, q.power.orElse(POWER), q.ratio.orElse(1.0), q.alpha.orElse(ALPHA))),
        new Method<>(
            "sample-size-shares",
            List.of("n_per_arm_10_to_12_pooled"),
            "Rows per arm for a power of the pooled z test of two shares, fractions (power 0.8,"
                + " alpha 0.05).",
            Shares.class,
            q ->
                SampleSize.perArmForShares(
                    q.control, q.challenger, q.power.orElse(POWER), q.alpha.orElse(ALPHA))),
        new Method<>(
            "sample-size-shares-arcsine",
            List.of("n_per_arm_10_to_12_arcsine"),
            "Rows per arm for a power of the test of two shares by their arcsine effect, fractions"
                + " (power 0.8, alpha 0.05).",
            Shares.class,
            q ->
                SampleSize.perArmForSharesArcsine(
                    q.control, q.challenger, q.power.orElse(POWER), q.alpha.orElse(ALPHA))),
        new Method<>(
            "sample-ratio",
            List.of("srm_[1000, 1200]", "srm_[135, 115]", "srm_[310, 98]"),
            "Whether arms have the sizes that their shares promise (equal shares, alarm at p under"
                + " 0.001).",
            Sizes.class,
            q ->
                SampleRatio.of(
                    q.sizes,
                    q.shares.orElseGet(() -> equal(q.sizes.length)),
                    q.alarm.orElse(SampleRatio.ALARM))),
        new Method<>(
            "cuped",
            List.of("cuped_fixture"),
            "How much of a metric's variance a covariate from before the experiment explains, in"
                + " the unit of the metric squared.",
            Covariate.class,
            q -> Cuped.of(q.before, q.metric)),
        new Method<>(
            "cuped-test",
            List.of(),
            "Welch's test of two arms whose metric is adjusted by a covariate from before the"
                + " experiment (alpha 0.05).",
            TwoCovariates.class,
            q ->
                Cuped.test(
                    q.controlBefore,
                    q.control,
                    q.challengerBefore,
                    q.challenger,
                    q.alpha.orElse(ALPHA))),
        new Method<>(
            "non-inferiority",
            List.of(),
            "Whether the challenger is worse by less than a margin in the unit of the values"
                + " (higher is better, alpha 0.05 of one side; tunedFor rows: at any time).",
            Guardrail.class,
            ExperimentMethods::guardrail),
        new Method<>(
            "remaining-time",
            List.of(),
            "Days until an experiment has the rows it needs, at the rate so far (power 0.8, alpha"
                + " 0.05; tunedFor rows: for an interval at any time).",
            Remaining.class,
            ExperimentMethods::remaining),
        new Method<>(
            "verdict",
            List.of(),
            "Winner, loser, inconclusive or invalid, with test, reasons and assumptions, of two"
                + " arms of users (higher is better, once, half of users each, alpha 0.05).",
            Judged.class,
            q ->
                q.of()
                    .judge(
                        new Arms.Means(
                            Sample.of("control", q.control),
                            Sample.of("challenger", q.challenger)))),
        new Method<>(
            "verdict-same-rows",
            List.of(),
            "The verdict on two series on the same bars (higher is better, once, alpha 0.05).",
            Judged.class,
            q -> q.of().judge(Arms.SameRows.of(q.control, q.challenger))),
        new Method<>(
            "verdict-counts",
            List.of(),
            "The verdict on successes of trials in two arms; effects are fractions (higher is"
                + " better, once, half of users each, alpha 0.05).",
            JudgedCounts.class,
            q ->
                experiment(
                        q.smallestEffect,
                        q.better,
                        q.alpha,
                        q.challengerShare,
                        q.tunedFor,
                        q.look,
                        q.looks)
                    .judge(new Arms.Counts(q.control, q.challenger))));
  }

  record TwoSamples(
      double[] control,
      double[] challenger,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {
    Sample first() {
      return Sample.of("control", control);
    }

    Sample second() {
      return Sample.of("challenger", challenger);
    }

    double level() {
      return alpha.orElse(ALPHA);
    }
  }

  record Sums(long count, double sum, double sumOfSquares) {
    Sample sample() {
      return Sample.ofSums(count, sum, sumOfSquares);
    }
  }

  record TwoSums(
      Sums control, Sums challenger, @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record TwoSeries(
      double[] control,
      double[] challenger,
      @JsonProperty(defaultValue = "by the rows") Optional<Integer> lag,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record TwoCounts(
      Count control,
      Count challenger,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record OneCount(
      long successes, long trials, @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Effect(
      double effect,
      @JsonProperty(defaultValue = "0.8") Optional<Double> power,
      @JsonProperty(defaultValue = "1.0") Optional<Double> ratio,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Rows(
      double effect,
      double perArm,
      @JsonProperty(defaultValue = "1.0") Optional<Double> ratio,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Detectable(
      double perArm,
      @JsonProperty(defaultValue = "0.8") Optional<Double> power,
      @JsonProperty(defaultValue = "1.0") Optional<Double> ratio,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Shares(
      double control,
      double challenger,
      @JsonProperty(defaultValue = "0.8") Optional<Double> power,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Sizes(
      double[] sizes,
      @JsonProperty(defaultValue = "equal") Optional<double[]> shares,
      @JsonProperty(defaultValue = "0.001") Optional<Double> alarm) {}

  record Covariate(double[] before, double[] metric) {}

  record TwoCovariates(
      double[] controlBefore,
      double[] control,
      double[] challengerBefore,
      double[] challenger,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Guardrail(
      double[] control,
      double[] challenger,
      double margin,
      @JsonProperty(defaultValue = "HIGHER") Optional<Better> better,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "a fixed end") Optional<Double> tunedFor) {}

  record Remaining(
      double smallestEffect,
      double deviation,
      long rows,
      double days,
      @JsonProperty(defaultValue = "0.8") Optional<Double> power,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "a fixed end") Optional<Double> tunedFor) {}

  record Judged(
      double[] control,
      double[] challenger,
      double smallestEffect,
      @JsonProperty(defaultValue = "HIGHER") Optional<Better> better,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "0.5") Optional<Double> challengerShare,
      @JsonProperty(defaultValue = "a fixed end") Optional<Double> tunedFor,
      @JsonProperty(defaultValue = "none") Optional<Integer> look,
      @JsonProperty(defaultValue = "one look") Optional<Integer> looks) {
    Experiment of() {
      return experiment(smallestEffect, better, alpha, challengerShare, tunedFor, look, looks);
    }
  }

  record JudgedCounts(
      Count control,
      Count challenger,
      double smallestEffect,
      @JsonProperty(defaultValue = "HIGHER") Optional<Better> better,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "0.5") Optional<Double> challengerShare,
      @JsonProperty(defaultValue = "a fixed end") Optional<Double> tunedFor,
      @JsonProperty(defaultValue = "none") Optional<Integer> look,
      @JsonProperty(defaultValue = "one look") Optional<Integer> looks) {}

  /** A look of many is one of O'Brien and Fleming's; {@code tunedFor} means at any time. */
  private static Experiment experiment(
      double smallestEffect,
      Optional<Better> better,
      Optional<Double> alpha,
      Optional<Double> challengerShare,
      Optional<Double> tunedFor,
      Optional<Integer> look,
      Optional<Integer> looks) {
    double level = alpha.orElse(ALPHA);
    Looks how = new Looks.Once();
    if (tunedFor.isPresent()) {
      how = new Looks.AnyTime(tunedFor.get());
    } else if (looks.isPresent()) {
      how =
          new Looks.Planned(
              GroupSequential.obrienFleming(looks.get(), level, true),
              look.orElseThrow(
                  () ->
                      InvalidData.of(
                          InvalidData.Code.OUT_OF_RANGE, "look", "1 to " + looks.get(), "none")));
    }
    return new Experiment(
        level,
        better.orElse(Better.HIGHER),
        how,
        smallestEffect,
        challengerShare.orElse(0.5),
        Experiment.FEWEST_ROWS);
  }

  private static Object ofSums(TwoSums q) {
    Sample control = q.control.sample();
    Sample challenger = q.challenger.sample();
    double alpha = q.alpha.orElse(ALPHA);
    return new MeansAndLift(
        MeanTest.welch(control, challenger, alpha), MeanTest.relative(control, challenger, alpha));
  }

  record MeansAndLift(MeanTest absolute, MeanTest relative) {}

  private static Object pairedHac(TwoSeries q) {
    Arms.SameRows rows = Arms.SameRows.of(q.control, q.challenger);
    int lag = q.lag.orElseGet(() -> PairedTest.automaticLag(rows.rows()));
    return rows.test(lag, q.alpha.orElse(ALPHA));
  }

  private static Object guardrail(Guardrail q) {
    Sample control = Sample.of("control", q.control);
    Sample challenger = Sample.of("challenger", q.challenger);
    Better better = q.better.orElse(Better.HIGHER);
    double alpha = q.alpha.orElse(ALPHA);
    return q.tunedFor.isPresent()
        ? NonInferiority.anyTime(control, challenger, q.margin, better, alpha, q.tunedFor.get())
        : NonInferiority.fixed(control, challenger, q.margin, better, alpha);
  }

  private static Object remaining(Remaining q) {
    Require.between("power", q.power.orElse(POWER), 0, 1);
    double alpha = q.alpha.orElse(ALPHA);
    return q.tunedFor.isPresent()
        ? RemainingTime.anyTime(
            q.smallestEffect,
            q.deviation,
            new ConfidenceSequence(alpha, q.tunedFor.get()),
            q.rows,
            q.days)
        : RemainingTime.fixed(
            q.smallestEffect, q.deviation, q.power.orElse(POWER), alpha, q.rows, q.days);
  }

  private static double[] equal(int arms) {
    double[] shares = new double[arms];
    Arrays.fill(shares, 1);
    return shares;
  }
}
