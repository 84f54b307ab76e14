package io.planwright.bench;

import io.planwright.quant.challenger.MeanDifference;
import io.planwright.quant.challenger.SharpeDifference;
import io.planwright.quant.conformal.AdaptiveConformal;
import io.planwright.quant.conformal.ConformalInterval;
import io.planwright.quant.conformal.SplitConformal;
import io.planwright.quant.experiment.MeanTest;
import io.planwright.quant.experiment.PairedTest;
import io.planwright.quant.experiment.ProportionTest;
import io.planwright.quant.experiment.ProportionTest.Count;
import io.planwright.quant.experiment.Sample;
import io.planwright.quant.resample.Bootstrap;
import io.planwright.quant.resample.Statistic;
import io.planwright.quant.sequential.ConfidenceSequence;
import io.planwright.quant.sequential.GroupSequential;
import io.planwright.quant.sequential.TwoArms;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Whether tests err as seldom as they say and intervals cover what they say, by simulation with
 * fixed seeds. Prints a table; ends with status 1 where a number is outside of what its method
 * promises. An argument scales the number of runs, 1 by default.
 */
public final class CoverageOfTests {
  private static final double ALPHA = 0.05;
  private static final double Z = 1.959963984540054;

  private final PromiseTable table;

  private CoverageOfTests(PromiseTable table) {
    this.table = table;
  }

  public static void main(String[] arguments) {
    PromiseTable table =
        new PromiseTable(arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1);
    CoverageOfTests coverage = new CoverageOfTests(table);
    coverage.peeking();
    coverage.intervals();
    coverage.series();
    coverage.conformal();
    CoverageOfRisk risk = new CoverageOfRisk(table);
    risk.rightModel();
    risk.wrongModel();
    risk.intervals();
    risk.filtered();
    if (table.broken()) {
      System.exit(1);
    }
  }

  /** Two arms without any difference, looked at 100 times, 50 users in each between looks. */
  private void peeking() {
    table.head("error of the first kind at 100 looks, two arms that don't differ");
    int runs = table.runs(4000);
    int looks = 100;
    for (Draw draw : Draw.values()) {
      ConfidenceSequence sequence = new ConfidenceSequence(ALPHA, 5000);
      double bound = GroupSequential.pocock(looks, ALPHA, true).bounds().getFirst();
      int always = 0;
      int naive = 0;
      int planned = 0;
      int once = 0;
      for (int run = 0; run < runs; run++) {
        SplittableRandom chance = new SplittableRandom(1_000_003L * run + draw.ordinal());
        TwoArms arms = new TwoArms(sequence);
        boolean decided = false;
        double largest = 0;
        double last = 0;
        for (int look = 0; look < looks; look++) {
          for (int i = 0; i < 50; i++) {
            arms.control(draw.next(chance));
            arms.challenger(draw.next(chance));
          }
          ConfidenceSequence.Look seen = arms.look().orElseThrow();
          decided |= seen.decided();
          double error = (seen.high() - seen.effect()) / sequence.halfWidth(seen.rows(), 1);
          last = Math.abs(seen.effect()) / error;
          largest = Math.max(largest, last);
        }
        always += decided ? 1 : 0;
        naive += largest > Z ? 1 : 0;
        planned += largest > bound ? 1 : 0;
        once += last > Z ? 1 : 0;
      }
      table.row("always valid, " + draw, always, runs, 0, ALPHA, 0.005);
      table.row("Pocock's 100 planned looks, " + draw, planned, runs, ALPHA, ALPHA, 0.005);
      table.row("one look at the end, " + draw, once, runs, ALPHA, ALPHA, 0.005);
      table.row(
          "naive peeking, " + draw,
          naive,
          runs,
          GroupSequential.naivePeeking(looks, Z),
          GroupSequential.naivePeeking(looks, Z),
          0.02);
    }
  }

  /** What users do, with a mean that is the same in both arms. */
  private enum Draw {
    NORMAL {
      @Override
      double next(SplittableRandom chance) {
        return chance.nextGaussian();
      }
    },
    EXPONENTIAL {
      @Override
      double next(SplittableRandom chance) {
        return chance.nextExponential();
      }
    },
    ONE_IN_FIVE {
      @Override
      double next(SplittableRandom chance) {
        return chance.nextDouble() < 0.2 ? 1 : 0;
      }
    };

    abstract double next(SplittableRandom chance);
  }

  /** Independent rows. */
  private void intervals() {
    table.head("coverage of 95 % intervals, independent rows");
    int runs = table.runs(20_000);
    simulate(
        "Welch, 20 and 40 of other variances",
        runs,
        0.004,
        chance -> {
          MeanTest t = MeanTest.welch(normal(chance, 20, 1, 1), normal(chance, 40, 1.5, 3), ALPHA);
          return t.low() <= 0.5 && 0.5 <= t.high();
        });
    simulate(
        "relative lift, 400 each, 10 to 11",
        runs,
        0.004,
        chance -> {
          MeanTest t =
              MeanTest.relative(normal(chance, 400, 10, 5), normal(chance, 400, 11, 5), ALPHA);
          return t.low() <= 0.1 && 0.1 <= t.high();
        });
    simulate(
        "Wilson, 2 in 10 of 50",
        runs,
        0.02,
        chance -> {
          ProportionTest.Interval wilson = new Count(binomial(chance, 50, 0.2), 50).wilson(ALPHA);
          return wilson.low() <= 0.2 && 0.2 <= wilson.high();
        });
    simulate(
        "Newcombe, 10 and 15 % of 200",
        runs,
        0.015,
        chance -> {
          ProportionTest test =
              ProportionTest.of(
                  new Count(binomial(chance, 200, 0.1), 200),
                  new Count(binomial(chance, 200, 0.15), 200),
                  ALPHA);
          return test.low() <= 0.05 && 0.05 <= test.high();
        });
    simulate(
        "BCa of a mean, 50 exponential",
        table.runs(2000),
        0.035,
        chance -> {
          double[] values = new double[50];
          Arrays.setAll(values, _ -> chance.nextExponential());
          Bootstrap mean =
              Bootstrap.bca(
                  new double[][] {values}, Statistic.Named.MEAN, ALPHA, 1000, chance.nextLong());
          return mean.low() <= 1 && 1 <= mean.high();
        });
  }

  /** Rows that depend on those before: what the paired tests are for. */
  private void series() {
    table.head("error of the first kind, differences of 500 bars with a memory of 0.5");
    int runs = table.runs(2000);
    int[] wrong = new int[4];
    int[] sharpe = new int[2];
    for (int run = 0; run < runs; run++) {
      SplittableRandom chance = new SplittableRandom(77_000_000L + run);
      double[] differences = remembering(chance, 500, 0.5);
      double[] control = remembering(chance, 500, 0.5);
      double[] challenger = new double[500];
      Arrays.setAll(challenger, t -> control[t] + differences[t]);
      wrong[0] += MeanTest.paired(control, challenger, ALPHA).p() < ALPHA ? 1 : 0;
      wrong[1] += PairedTest.of(differences, 12, ALPHA).p() < ALPHA ? 1 : 0;
      wrong[2] += MeanDifference.bootstrap(differences, 15, 400, ALPHA, run).p() < ALPHA ? 1 : 0;
      double[] first = remembering(chance, 500, 0.2);
      double[] second = remembering(chance, 500, 0.2);
      sharpe[0] += SharpeDifference.robust(first, second, 8, ALPHA).p() < ALPHA ? 1 : 0;
      sharpe[1] +=
          SharpeDifference.bootstrap(first, second, 8, 400, ALPHA, run).p() < ALPHA ? 1 : 0;
    }
    table.row("plain paired t (not for this)", wrong[0], runs, 0, 1, 0);
    table.row("Newey and West, lag 12", wrong[1], runs, ALPHA, ALPHA, 0.035);
    table.row("stationary bootstrap, blocks of 15", wrong[2], runs, ALPHA, ALPHA, 0.035);
    table.row("Sharpe difference, lag 8, memory 0.2", sharpe[0], runs, ALPHA, ALPHA, 0.03);
    table.row("Sharpe difference, bootstrap of blocks of 8", sharpe[1], runs, ALPHA, ALPHA, 0.03);
  }

  private void conformal() {
    table.head("coverage of 90 % intervals around forecasts");
    int runs = table.runs(20_000);
    int covered = 0;
    for (int run = 0; run < runs; run++) {
      SplittableRandom chance = new SplittableRandom(99_000_000L + run);
      double[] outcomes = new double[99];
      Arrays.setAll(outcomes, _ -> Math.exp(chance.nextGaussian()));
      covered +=
          SplitConformal.around(outcomes, new double[99], 0, 0.1)
                  .covers(Math.exp(chance.nextGaussian()))
              ? 1
              : 0;
    }
    table.row("split conformal, 99 rows, lognormal errors", covered, runs, 0.9, 0.9, 0.005);
    SplittableRandom chance = new SplittableRandom(5);
    AdaptiveConformal adaptive = new AdaptiveConformal(0.1, 0.01, 500);
    int steps = table.runs(20_000);
    int inside = 0;
    for (int t = 0; t < steps; t++) {
      double outcome = chance.nextGaussian() * (1 + t / 2000 % 4);
      ConformalInterval given = adaptive.learn(0, outcome);
      inside += given.covers(outcome) ? 1 : 0;
    }
    table.row("adaptive, errors that grow and fall", inside, steps, 0.9, 0.9, 0.01);
  }

  private void simulate(String what, int runs, double limit, Predicate<SplittableRandom> covers) {
    int covered = 0;
    for (int run = 0; run < runs; run++) {
      covered += covers.test(new SplittableRandom(31L * run + what.hashCode())) ? 1 : 0;
    }
    table.row(what, covered, runs, 1 - ALPHA, 1 - ALPHA, limit);
  }

  private static Sample normal(SplittableRandom chance, int n, double mean, double deviation) {
    double[] values = new double[n];
    Arrays.setAll(values, _ -> chance.nextGaussian(mean, deviation));
    return Sample.of("values", values);
  }

  private static int binomial(SplittableRandom chance, int trials, double share) {
    int successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += chance.nextDouble() < share ? 1 : 0;
    }
    return successes;
  }

  private static double[] remembering(SplittableRandom chance, int n, double share) {
    double[] values = new double[n];
    double last = chance.nextGaussian() / Math.sqrt(1 - share * share);
    for (int t = 0; t < n; t++) {
      last = share * last + chance.nextGaussian();
      values[t] = last;
    }
    return values;
  }
}
