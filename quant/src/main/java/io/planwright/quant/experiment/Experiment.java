package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.experiment.ProportionTest.Count;
import io.planwright.quant.experiment.Verdict.Evidence;
import io.planwright.quant.experiment.Verdict.Outcome;
import io.planwright.quant.sequential.ConfidenceSequence;
import io.planwright.quant.sequential.GroupSequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What was settled before the first look. It picks the test that fits arms and looks, and judges.
 *
 * @param alpha error of the first kind; of a planned design its own alpha holds
 * @param better which way of the metric
 * @param looks how often it is looked at
 * @param smallestEffect that matters, in the unit of the metric, positive
 * @param challengerShare of users who were to be in the challenger's arm, a fraction
 * @param atLeast rows in each arm (of same rows: rows), and of counts both users who did and who
 *     didn't by {@link #FEWEST_EVENTS}, under which nothing is tested
 */
public record Experiment(
    double alpha,
    Better better,
    Looks looks,
    double smallestEffect,
    double challengerShare,
    int atLeast) {
  /** Events and their opposites in both arms together, for a normal limit of counts. */
  public static final int FEWEST_EVENTS = 10;

  /** Rows in each arm, for a normal limit of means. */
  public static final int FEWEST_ROWS = 30;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double POWER = 0.8;

  /**
   * @throws InvalidData where a number is outside of its range
   */
  public Experiment {
    Require.between("alpha", alpha, 0, 0.5);
    Require.positive("smallestEffect", smallestEffect);
    Require.between("challengerShare", challengerShare, 0, 1);
    Require.within("atLeast", atLeast, 2, 1e9);
  }

  /** Halves, an alpha of 5 %, at least {@link #FEWEST_ROWS} rows in each arm. */
  public static Experiment of(Better better, Looks looks, double smallestEffect) {
    return new Experiment(0.05, better, looks, smallestEffect, 0.5, FEWEST_ROWS);
  }

  /** A test's numbers before they are judged. */
  private record Estimate(
      String test,
      String fits,
      List<String> assumes,
      double effect,
      double error,
      long rows,
      double fixedLow,
      double fixedHigh,
      double fixedP) {}

  /**
   * The verdict on what came so far.
   *
   * @throws InvalidData where a number is not finite; too few rows, a mismatch of the arms' sizes
   *     and values that don't vary give the verdict {@link Outcome#INVALID}
   */
  public Verdict judge(Arms arms) {
    Optional<Verdict> unusable = unusable(arms);
    if (unusable.isPresent()) {
      return unusable.get();
    }
    Estimate estimate;
    try {
      estimate = estimate(arms);
    } catch (InvalidData e) {
      if (e.code() != InvalidData.Code.CONSTANT) {
        throw e;
      }
      return invalid("nothing varies: " + e.getMessage(), "values that vary");
    }
    return judge(estimate);
  }

  private Optional<Verdict> unusable(Arms arms) {
    return switch (arms) {
      case Arms.Means(Sample control, Sample challenger) ->
          tooFew(control.count(), challenger.count())
              .or(() -> mismatch(control.count(), challenger.count()));
      case Arms.Counts(Count control, Count challenger) ->
          tooFew(control.trials(), challenger.trials())
              .or(() -> mismatch(control.trials(), challenger.trials()))
              .or(() -> tooFewEvents(control, challenger));
      case Arms.SameRows rows -> tooFew(rows.rows(), rows.rows());
    };
  }

  private Optional<Verdict> tooFew(long control, long challenger) {
    return Math.min(control, challenger) >= atLeast
        ? Optional.empty()
        : Optional.of(
            invalid(
                "too few: %d rows of the control, %d of the challenger"
                    .formatted(control, challenger),
                "at least %d rows in each".formatted(atLeast)));
  }

  private Optional<Verdict> mismatch(long control, long challenger) {
    SampleRatio ratio =
        SampleRatio.of(
            new double[] {control, challenger},
            new double[] {1 - challengerShare, challengerShare},
            SampleRatio.ALARM);
    return ratio.mismatch()
        ? Optional.of(
            invalid(
                "sample ratio mismatch: sizes %d and %d, where %s of all were to be challengers, have p %s"
                    .formatted(control, challenger, shown(challengerShare), shown(ratio.p())),
                "an assignment that is repaired, and a new start: sizes with a p of at least "
                    + SampleRatio.ALARM))
        : Optional.empty();
  }

  private Optional<Verdict> tooFewEvents(Count control, Count challenger) {
    long events = control.successes() + challenger.successes();
    long others = control.trials() + challenger.trials() - events;
    return Math.min(events, others) >= FEWEST_EVENTS
        ? Optional.empty()
        : Optional.of(
            invalid(
                "too few: %d events and %d that were none".formatted(events, others),
                "at least %d of either".formatted(FEWEST_EVENTS)));
  }

  private Estimate estimate(Arms arms) {
    return switch (arms) {
      case Arms.Means(Sample control, Sample challenger) -> {
        MeanTest t = MeanTest.welch(control, challenger, alpha);
        yield new Estimate(
            "Welch's t",
            "users are in one arm each, and the arms' variances may differ",
            List.of("users don't depend on each other", "means are nearly normal at this size"),
            t.difference(),
            t.standardError(),
            control.count() + challenger.count(),
            t.low(),
            t.high(),
            t.p());
      }
      case Arms.Counts(Count control, Count challenger) -> {
        ProportionTest z = ProportionTest.of(control, challenger, alpha);
        yield new Estimate(
            "z of two proportions",
            "users are in one arm each, and did something or not",
            List.of("users don't depend on each other", "each user counts once"),
            z.difference(),
            Math.max(z.standardError(), Math.sqrt(bernoulli(control) + bernoulli(challenger))),
            control.trials() + challenger.trials(),
            z.low(),
            z.high(),
            z.p());
      }
      case Arms.SameRows rows -> {
        PairedTest hac = rows.test(PairedTest.automaticLag(rows.rows()), alpha);
        yield new Estimate(
            "paired t with errors by Newey and West",
            "both arms saw the same rows in time: what moved both cancels in their differences, and"
                + " neighbours may depend on each other",
            List.of(
                "the mean difference does not drift over time",
                "rows further apart than %d don't depend on each other".formatted(hac.lag())),
            hac.meanDifference(),
            hac.standardError(),
            hac.rows(),
            hac.low(),
            hac.high(),
            hac.p());
      }
    };
  }

  /** The squared error of a share, not pooled. */
  private static double bernoulli(Count count) {
    return count.share() * (1 - count.share()) / count.trials();
  }

  private Verdict judge(Estimate e) {
    return switch (looks) {
      case Looks.Once _ ->
          judged(
              e,
              e.test + ", once at a fixed end",
              "the end was fixed before, and this is it",
              List.of("nobody acted on an earlier look"),
              evidence(e, e.fixedLow, e.fixedHigh, e.fixedP, alpha),
              e.fixedP < alpha,
              StrictMath.pow(
                  (NORMAL.inverseSurvivalProbability(alpha / 2)
                          + NORMAL.inverseCumulativeProbability(POWER))
                      * deviation(e)
                      / smallestEffect,
                  2));
      case Looks.AnyTime(double tunedFor) -> {
        ConfidenceSequence sequence = new ConfidenceSequence(alpha, tunedFor);
        ConfidenceSequence.Look look = sequence.at(e.rows, e.effect, e.error);
        yield judged(
            e,
            e.test + ", as an asymptotic confidence sequence",
            "it may be looked at as often as one likes",
            List.of("the central limit holds from the first look on"),
            evidence(e, look.low(), look.high(), look.p(), alpha),
            look.decided(),
            sequence.rowsFor("smallestEffect", smallestEffect, deviation(e)));
      }
      case Looks.Planned planned -> {
        GroupSequential design = planned.design();
        double half = planned.bound() * e.error;
        double p = 2 * NORMAL.survivalProbability(Math.abs(e.effect / e.error));
        double inflated = design.driftFor(POWER);
        yield judged(
            e,
            "%s, look %d of %d with bound %s"
                .formatted(e.test, planned.look(), design.bounds().size(), shown(planned.bound())),
            "looks were planned, and the bounds share alpha among them",
            List.of("it was looked at when planned, and nobody looked in between"),
            evidence(e, e.effect - half, e.effect + half, p, design.alpha()),
            Math.abs(e.effect) > half,
            StrictMath.pow(inflated * deviation(e) / smallestEffect, 2));
      }
    };
  }

  private static Evidence evidence(Estimate e, double low, double high, double p, double alpha) {
    return new Evidence(e.effect, e.error, low, high, p, alpha, e.rows);
  }

  private static double deviation(Estimate e) {
    return e.error * Math.sqrt(e.rows);
  }

  private Verdict judged(
      Estimate e,
      String test,
      String fits,
      List<String> assumes,
      Evidence evidence,
      boolean decided,
      double rowsNeeded) {
    Outcome outcome = Outcome.INCONCLUSIVE;
    if (decided) {
      outcome =
          (evidence.effect() > 0) == (better == Better.HIGHER) ? Outcome.WINNER : Outcome.LOSER;
    }
    List<String> all = new ArrayList<>(e.assumes);
    all.addAll(assumes);
    return new Verdict(
        outcome,
        test,
        e.fits + "; " + fits,
        because(outcome, evidence),
        all,
        wouldChange(outcome, evidence, rowsNeeded),
        Optional.of(evidence));
  }

  private String because(Outcome outcome, Evidence e) {
    String numbers =
        "the effect is %s, its %s %% interval %s to %s, p %s"
            .formatted(
                shown(e.effect()),
                shown(100 * (1 - e.alpha())),
                shown(e.low()),
                shown(e.high()),
                shown(e.p()));
    if (outcome != Outcome.INCONCLUSIVE) {
      return numbers;
    }
    return Math.max(e.high(), -e.low()) < smallestEffect
        ? numbers + "; an effect that matters, " + shown(smallestEffect) + ", is ruled out"
        : numbers + "; an effect that matters, " + shown(smallestEffect) + ", is not ruled out";
  }

  private List<String> wouldChange(Outcome outcome, Evidence e, double rowsNeeded) {
    List<String> change = new ArrayList<>();
    if (outcome == Outcome.INCONCLUSIVE) {
      double left = Math.ceil(rowsNeeded) - e.rows();
      change.add(
          left > 0
              ? "about %s more rows in all, were the effect %s"
                  .formatted(shown(left), shown(smallestEffect))
              : "an effect larger than %s: rows are enough to see that one"
                  .formatted(shown(smallestEffect)));
    } else {
      double near = e.effect() > 0 ? e.low() : e.high();
      change.add("demanding an effect beyond %s, the interval's near end".formatted(shown(near)));
      change.add("an error of the first kind of less than %s".formatted(shown(e.p())));
    }
    if (looks instanceof Looks.Once) {
      change.add(
          "having looked before: with 5 looks at this test the error is %s, not %s"
              .formatted(
                  shown(
                      GroupSequential.naivePeeking(
                          5, NORMAL.inverseSurvivalProbability(alpha / 2))),
                  shown(alpha)));
    }
    change.add("an assumption that does not hold");
    return change;
  }

  private static Verdict invalid(String because, String needed) {
    return new Verdict(
        Outcome.INVALID,
        "none",
        "no test fits numbers that can't be used",
        because,
        List.of(),
        List.of(needed),
        Optional.empty());
  }

  /** Four digits, never by the machine's locale. */
  private static String shown(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }
}
