package io.planwright.quant.risk;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Returns;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether forecasts of value at risk held: how often the loss was larger, and whether such breaches
 * came alone.
 *
 * @param days forecasts
 * @param breaches losses beyond the forecast
 * @param expected breaches of a right model
 * @param coverage whether the number of breaches fits
 * @param independence whether a breach makes one the day after likelier
 * @param conditionalCoverage both together
 * @param light the supervisors' verdict
 */
public record VarBacktest(
    int days,
    int breaches,
    double expected,
    LikelihoodRatio coverage,
    LikelihoodRatio independence,
    LikelihoodRatio conditionalCoverage,
    TrafficLight light) {

  /**
   * A likelihood ratio test.
   *
   * @param statistic chi-square under a right model
   * @param p probability of such a statistic or a larger one under a right model
   */
  public record LikelihoodRatio(double statistic, double p) {}

  /** Numbers of breaches, both included. */
  public record Region(int fewest, int most) {}

  /** The zones of the Basel Committee (1996, Supervisory framework for backtesting). */
  public enum Zone {
    /** Fewer breaches than a right model has with a probability of 95 %. */
    GREEN,
    /** More, but as few as a right model has with a probability of less than 99.99 %. */
    YELLOW,
    /** More than a right model has but once in ten thousand times. */
    RED
  }

  /**
   * The supervisors' verdict.
   *
   * @param zone of the number of breaches
   * @param probabilityOfAsMany that a right model has as many breaches or more
   * @param multiplier of the capital: 3 and the addition of the Committee's table, which is of 250
   *     days at 99 %; by cumulative probability for other numbers
   */
  public record TrafficLight(Zone zone, double probabilityOfAsMany, double multiplier) {}

  private static final ChiSquaredDistribution ONE = ChiSquaredDistribution.of(1);
  private static final ChiSquaredDistribution TWO = ChiSquaredDistribution.of(2);

  /** Most days. */
  public static final int MOST_DAYS = 10_000_000;

  /** The Committee's additions to the multiplier from 5 to 9 breaches of 250 days at 99 %. */
  private static final double[] ADDITIONS = {0.40, 0.50, 0.65, 0.75, 0.85};

  /**
   * @param returns that came, as fractions or in currency
   * @param forecasts of value at risk for the same days, as losses above 0
   * @param confidence of the forecasts, such as 0.99
   * @throws InvalidData where a value is not finite, lengths differ, or there are fewer than two
   *     days
   */
  public static VarBacktest of(double[] returns, double[] forecasts, double confidence) {
    Returns.requireModerate("returns", returns, 2);
    Returns.requireModerate("forecasts", forecasts, 2);
    Require.sameLength("forecasts", forecasts.length, "returns", returns.length);
    boolean[] breached = new boolean[returns.length];
    for (int t = 0; t < returns.length; t++) {
      breached[t] = -returns[t] > forecasts[t];
    }
    return of(breached, confidence);
  }

  /**
   * Forecasts each day from the days just before it, and tests these forecasts.
   *
   * @param returns in the order of time, as fractions or in currency
   * @param window days that a forecast is made from
   * @param confidence of the forecasts, such as 0.99
   * @param method one that needs data only
   * @throws InvalidData where a return is not finite, the returns of a window are all the same, or
   *     there are fewer than two days after the first window
   */
  public static VarBacktest rolling(
      double[] returns, int window, double confidence, TailRisk.Method method) {
    Returns.requireModerate("returns", returns, 4);
    Require.within("window", window, 2, returns.length - 2.0);
    int days = returns.length - window;
    double[] forecasts = new double[days];
    for (int t = 0; t < days; t++) {
      double[] past = Arrays.copyOfRange(returns, t, t + window);
      forecasts[t] = TailRisk.of(method, past, confidence).valueAtRisk();
    }
    return of(Arrays.copyOfRange(returns, window, returns.length), forecasts, confidence);
  }

  /**
   * @param breached by day, in the order of time
   * @param confidence of the forecasts, such as 0.99
   * @throws InvalidData where there are fewer than two days
   */
  public static VarBacktest of(boolean[] breached, double confidence) {
    Require.between("confidence", confidence, 0.5, 1);
    Require.atLeast("breached", breached.length, 2);
    Require.within("days", breached.length, 2, MOST_DAYS);
    int breaches = 0;
    for (boolean b : breached) {
      breaches += b ? 1 : 0;
    }
    double probability = 1 - confidence;
    LikelihoodRatio coverage = kupiec(breached.length, breaches, probability);
    LikelihoodRatio independence = independence(breached);
    double both = coverage.statistic() + independence.statistic();
    return new VarBacktest(
        breached.length,
        breaches,
        breached.length * probability,
        coverage,
        independence,
        new LikelihoodRatio(both, TWO.survivalProbability(both)),
        trafficLight(breached.length, breaches, probability));
  }

  /**
   * The test of unconditional coverage, or proportion of failures (Kupiec 1995,
   * doi:10.3905/jod.1995.407942).
   *
   * @param probability of a breach, such as 0.01
   */
  public static LikelihoodRatio kupiec(int days, int breaches, double probability) {
    requireCounts(days, breaches, probability);
    double share = (double) breaches / days;
    double statistic =
        Math.max(
            0,
            2
                * (logLikelihood(share, breaches, days - breaches)
                    - logLikelihood(probability, breaches, days - breaches)));
    return new LikelihoodRatio(statistic, ONE.survivalProbability(statistic));
  }

  /**
   * The numbers of breaches that Kupiec's test does not reject.
   *
   * @param alpha error of the first kind
   * @throws InvalidData where every number is rejected
   */
  public static Region kupiecRegion(int days, double probability, double alpha) {
    requireCounts(days, 0, probability);
    Require.between("alpha", alpha, 0, 1);
    double critical = ONE.inverseSurvivalProbability(alpha);
    int expected = (int) (days * probability);
    int inside = kupiec(days, expected, probability).statistic() < critical ? expected : -1;
    if (inside < 0 && expected < days) {
      inside = kupiec(days, expected + 1, probability).statistic() < critical ? expected + 1 : -1;
    }
    if (inside < 0) {
      throw InvalidData.of(OUT_OF_RANGE, "alpha", "one that some number of breaches passes", alpha);
    }
    // The statistic falls up to the expected number and rises after it.
    int low = 0;
    int high = inside;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (kupiec(days, middle, probability).statistic() < critical) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    int fewest = low;
    low = inside;
    high = days;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (kupiec(days, middle, probability).statistic() < critical) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Region(fewest, low);
  }

  /**
   * The test of independence against a Markov chain of first order (Christoffersen 1998,
   * doi:10.2307/2527341).
   *
   * @param breached by day, in the order of time
   * @return statistic 0 and p 1 where no day, or each, was breached: then nothing can be told
   */
  public static LikelihoodRatio independence(boolean[] breached) {
    Require.atLeast("breached", breached.length, 2);
    int[][] moves = new int[2][2];
    for (int t = 1; t < breached.length; t++) {
      moves[breached[t - 1] ? 1 : 0][breached[t] ? 1 : 0]++;
    }
    int stayed = moves[0][0] + moves[1][0];
    int struck = moves[0][1] + moves[1][1];
    double statistic =
        Math.max(
            0,
            2
                * (logLikelihood(share(moves[0][1], moves[0][0]), moves[0][1], moves[0][0])
                    + logLikelihood(share(moves[1][1], moves[1][0]), moves[1][1], moves[1][0])
                    - logLikelihood(share(struck, stayed), struck, stayed)));
    return new LikelihoodRatio(statistic, ONE.survivalProbability(statistic));
  }

  /**
   * @param probability of a breach, such as 0.01
   */
  public static TrafficLight trafficLight(int days, int breaches, double probability) {
    requireCounts(days, breaches, probability);
    BinomialDistribution right = BinomialDistribution.of(days, probability);
    double asMany = breaches == 0 ? 1 : right.survivalProbability(breaches - 1);
    double upTo = right.cumulativeProbability(breaches);
    Zone zone = upTo < 0.95 ? Zone.GREEN : upTo < 0.9999 ? Zone.YELLOW : Zone.RED;
    double multiplier =
        switch (zone) {
          case GREEN -> 3;
          case YELLOW -> 3 + addition(upTo);
          case RED -> 4;
        };
    return new TrafficLight(zone, asMany, multiplier);
  }

  /** Of the row of the Committee's table with the same cumulative probability. */
  private static double addition(double upTo) {
    BinomialDistribution table = BinomialDistribution.of(250, 0.01);
    int row = 0;
    while (row < ADDITIONS.length - 1 && upTo > table.cumulativeProbability(5 + row) + 1e-12) {
      row++;
    }
    return ADDITIONS[row];
  }

  private static void requireCounts(int days, int breaches, double probability) {
    Require.within("days", days, 1, MOST_DAYS);
    Require.within("breaches", breaches, 0, days);
    Require.between("probability", probability, 0, 1);
  }

  private static double share(int of, int other) {
    return of + other == 0 ? 0 : (double) of / (of + other);
  }

  /** Where {@code 0 ln 0} is 0. */
  private static double logLikelihood(double p, int hits, int misses) {
    return (hits == 0 ? 0 : hits * StrictMath.log(p))
        + (misses == 0 ? 0 : misses * StrictMath.log1p(-p));
  }
}
