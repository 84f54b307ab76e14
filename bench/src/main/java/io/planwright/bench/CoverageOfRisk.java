package io.planwright.bench;

import io.planwright.quant.risk.TailBootstrap;
import io.planwright.quant.risk.TailRisk;
import io.planwright.quant.risk.VarBacktest;
import io.planwright.quant.risk.VarBacktest.Region;
import io.planwright.quant.risk.VarBacktest.Zone;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether backtests of value at risk accept a right model and reject a wrong one, whether the
 * bootstrap's intervals cover, and whether the filtered value at risk is exceeded as often as it
 * says.
 *
 * <p>A backtest counts few breaches, so that its error is a step function of the days: at 250 days
 * and 1 % Kupiec's test errs in 9.5 % of the years and not in 5 %. The exact error of the count
 * based tests is a sum of binomial probabilities and is what is demanded here. The test of
 * independence has fewer pairs of breaches still: it errs in 1 % to 9 %.
 */
final class CoverageOfRisk {
  private static final double ALPHA = 0.05;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final PromiseTable table;

  CoverageOfRisk(PromiseTable table) {
    this.table = table;
  }

  /** Backtests of so many days at a level. */
  private enum Years {
    ONE_AT_1(250, 0.01),
    ONE_AT_5(250, 0.05),
    FOUR_AT_1(1000, 0.01),
    FOUR_AT_5(1000, 0.05);

    private final int days;
    private final double share;

    Years(int days, double share) {
      this.days = days;
      this.share = share;
    }

    /** Error of Kupiec's test, by the numbers of breaches that it rejects. */
    double kupiecError() {
      Region kept = VarBacktest.kupiecRegion(days, share, ALPHA);
      BinomialDistribution right = BinomialDistribution.of(days, share);
      return 1 - right.probability(kept.fewest() - 1, kept.most());
    }

    /** How often a right model is beyond the zone that ends at a cumulative probability. */
    double lightError(double end) {
      BinomialDistribution right = BinomialDistribution.of(days, share);
      int breaches = 0;
      while (right.cumulativeProbability(breaches) < end) {
        breaches++;
      }
      return right.survivalProbability(breaches - 1);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%d days at %.0f %%", days, 100 * share);
    }
  }

  /** How often each test rejects. */
  private static final class Rejections {
    private int kupiec;
    private int independence;
    private int both;
    private int light;
    private int red;

    private void add(VarBacktest backtest) {
      kupiec += backtest.coverage().p() < ALPHA ? 1 : 0;
      independence += backtest.independence().p() < ALPHA ? 1 : 0;
      both += backtest.conditionalCoverage().p() < ALPHA ? 1 : 0;
      light += backtest.light().zone() == Zone.GREEN ? 0 : 1;
      red += backtest.light().zone() == Zone.RED ? 1 : 0;
    }
  }

  /** What the returns do, with a variance of 1 in the long run. */
  private enum Market {
    /** Independent and normal. */
    CALM(0, 0),
    /** GARCH(1,1) with the memory of daily equity indices. */
    CLUSTERED(0.1, 0.88),
    /** GARCH(1,1) whose volatility moves further. */
    STORMY(0.2, 0.79);

    private final double alpha;
    private final double beta;

    Market(double alpha, double beta) {
      this.alpha = alpha;
      this.beta = beta;
    }

    /** Deviations in the first row, returns in the second; the last is a deviation to come. */
    double[][] path(SplittableRandom chance, int days) {
      double[] deviations = new double[days + 1];
      double[] returns = new double[days];
      double variance = 1;
      // Enough days before the first for the variance to forget where it began.
      for (int t = alpha == 0 ? 0 : -300; t <= days; t++) {
        double deviation = Math.sqrt(variance);
        double value = deviation * chance.nextGaussian();
        if (t >= 0) {
          deviations[t] = deviation;
        }
        if (t >= 0 && t < days) {
          returns[t] = value;
        }
        variance = 1 - alpha - beta + alpha * value * value + beta * variance;
      }
      return new double[][] {deviations, returns};
    }
  }

  /** Forecasts that are right on each day: the true deviation's quantile. */
  void rightModel() {
    table.head("rejections of a right model, tests at 5 %");
    int runs = table.runs(5000);
    for (Years years : Years.values()) {
      Rejections rejections = rejections(years, Market.CLUSTERED, runs, 1, true);
      exactly("Kupiec, " + years, rejections.kupiec, runs, years.kupiecError());
      table.row("independence, " + years, rejections.independence, runs, 0, ALPHA, 0.035);
      table.row("conditional coverage, " + years, rejections.both, runs, 0, ALPHA, 0.035);
      exactly("Basel not green, " + years, rejections.light, runs, years.lightError(0.95));
      exactly("Basel red, " + years, rejections.red, runs, years.lightError(0.9999));
    }
  }

  private void exactly(String what, int hits, int runs, double error) {
    table.row(
        String.format(Locale.ROOT, "%s (exactly %.4f)", what, error), hits, runs, error, error, 0);
  }

  void wrongModel() {
    int runs = table.runs(2000);
    table.head("power: value at risk that is 30 % too small");
    for (Years years : Years.values()) {
      Rejections rejections = rejections(years, Market.CALM, runs, 0.7, false);
      table.row("Kupiec, " + years, rejections.kupiec, runs, 0.9, 1, 0);
      table.row("conditional coverage, " + years, rejections.both, runs, 0.85, 1, 0);
      table.row("Basel not green, " + years, rejections.light, runs, 0.9, 1, 0);
      table.row("independence (not for this), " + years, rejections.independence, runs, 0, 1, 0);
    }
    clusters(Market.CLUSTERED, runs, new double[] {0.1, 0.35, 0.4, 0.6});
    clusters(Market.STORMY, runs, new double[] {0.1, 0.75, 0.6, 0.95});
  }

  /**
   * A year at 1 % has some three breaches, of which no test can tell whether they cluster.
   *
   * @param least power of the test of conditional coverage for each of {@link Years}
   */
  private void clusters(Market market, int runs, double[] least) {
    table.head("power: normal without memory, returns " + market);
    for (Years years : Years.values()) {
      Rejections rejections = rejections(years, market, runs, 1, false);
      double power = least[years.ordinal()];
      table.row("conditional coverage, " + years, rejections.both, runs, power, 1, 0);
      table.row("independence, " + years, rejections.independence, runs, 0, 1, 0);
      table.row("Kupiec, " + years, rejections.kupiec, runs, 0, 1, 0);
    }
  }

  /**
   * @param factor of the value at risk
   * @param knowing whether the forecast knows each day's deviation; else it is the long run's
   */
  private static Rejections rejections(
      Years years, Market market, int runs, double factor, boolean knowing) {
    double quantile = -factor * NORMAL.inverseCumulativeProbability(years.share);
    Rejections rejections = new Rejections();
    for (int run = 0; run < runs; run++) {
      SplittableRandom chance =
          new SplittableRandom(1_000_033L * run + 17 * years.ordinal() + market.ordinal());
      double[][] path = market.path(chance, years.days);
      double[] forecasts = new double[years.days];
      Arrays.setAll(forecasts, t -> quantile * (knowing ? path[0][t] : 1));
      rejections.add(VarBacktest.of(path[1], forecasts, 1 - years.share));
    }
    return rejections;
  }

  /** Independent normal returns, of which value at risk and shortfall are known. */
  void intervals() {
    table.head("coverage of the bootstrap's 95 % intervals");
    int runs = table.runs(1000);
    for (double confidence : new double[] {0.95, 0.99}) {
      double value = -NORMAL.inverseCumulativeProbability(1 - confidence);
      double shortfall = TailRisk.normalShortfallFactor(confidence);
      for (int rows : new int[] {250, 1000}) {
        int ofValue = 0;
        int ofShortfall = 0;
        for (int run = 0; run < runs; run++) {
          SplittableRandom chance = new SplittableRandom(7_000_003L * run + rows);
          double[] returns = new double[rows];
          Arrays.setAll(returns, _ -> chance.nextGaussian());
          TailBootstrap drawn = TailBootstrap.of(returns, confidence, 400, 1, chance.nextLong());
          ofValue += drawn.valueAtRiskLow() <= value && value <= drawn.valueAtRiskHigh() ? 1 : 0;
          ofShortfall +=
              drawn.expectedShortfallLow() <= shortfall
                      && shortfall <= drawn.expectedShortfallHigh()
                  ? 1
                  : 0;
        }
        String of = String.format(Locale.ROOT, "%d rows at %.0f %%", rows, 100 * confidence);
        // The worst of few rows bounds what resamples of them can reach.
        boolean few = rows * (1 - confidence) < 5;
        table.row("value at risk, " + of, ofValue, runs, 0.95, 0.95, few ? 0.1 : 0.03);
        table.row("expected shortfall, " + of, ofShortfall, runs, 0.95, 0.95, few ? 0.35 : 0.1);
      }
    }
  }

  /**
   * How likely the day after 750 others exceeds what was forecast from these, on average over many
   * histories, and where that day's volatility is well above that of the long run.
   */
  void filtered() {
    table.head("exceedances of a value at risk, GARCH returns");
    int runs = table.runs(500);
    for (double share : new double[] {0.05, 0.01}) {
      Exceedances filtered = new Exceedances();
      Exceedances plain = new Exceedances();
      for (int run = 0; run < runs; run++) {
        SplittableRandom chance = new SplittableRandom(5_000_011L * run);
        double[][] path = Market.CLUSTERED.path(chance, 750);
        double deviation = path[0][750];
        filtered.add(TailRisk.filteredHistorical(path[1], 1 - share), deviation);
        plain.add(TailRisk.historical(path[1], 1 - share), deviation);
      }
      String level = String.format(Locale.ROOT, " at %.0f %%", 100 * share);
      filtered.row(table, "filtered historical" + level, share, share, 0.12 * share);
      filtered.rowOfStorms(table, "the same in a storm" + level, share, share, 0.2 * share);
      plain.row(table, "plain historical" + level, 0, 1, 0);
      plain.rowOfStorms(table, "the same in a storm" + level, 1.5 * share, 1, 0);
    }
  }

  /** True probabilities, which say more than one draw would. */
  private static final class Exceedances {
    private static final double STORM = 1.2;

    private int all;
    private double sum;
    private double squares;
    private int storms;
    private double stormSum;
    private double stormSquares;

    private void add(TailRisk risk, double deviation) {
      double p = NORMAL.cumulativeProbability(-risk.valueAtRisk() / deviation);
      all++;
      sum += p;
      squares += p * p;
      if (deviation > STORM) {
        storms++;
        stormSum += p;
        stormSquares += p * p;
      }
    }

    private void row(PromiseTable table, String what, double low, double high, double limit) {
      row(table, what, sum, squares, all, low, high, limit);
    }

    private void rowOfStorms(
        PromiseTable table, String what, double low, double high, double limit) {
      row(table, what, stormSum, stormSquares, storms, low, high, limit);
    }

    private static void row(
        PromiseTable table,
        String what,
        double sum,
        double squares,
        int runs,
        double low,
        double high,
        double limit) {
      double mean = sum / runs;
      double error = Math.sqrt(Math.max(0, squares / runs - mean * mean) / runs);
      table.row(what, mean, error, runs, low, high, limit);
    }
  }
}
