package io.planwright.quant.goal;

import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Simulated growth. Final wealth is {@code wealth · growth + monthly · annuity} on each path, so
 * that one simulation answers for any wealth and any contribution. Where it is not positive, wealth
 * was used up on the way: it then would only have fallen further.
 */
final class GoalPaths {
  static final int LEAST_PATHS = 100;
  static final int MOST_PATHS = 1_000_000;

  /** Of months on all paths. */
  private static final long MOST_STEPS = 250_000_000;

  /** By path, at the end of the goal. */
  final double[] growth;

  /** By path, at the end of the goal. */
  final double[] annuity;

  /** Paths that have the target, by month, the first month first. */
  final int[] successes;

  private final double[][] atMilestones;

  private GoalPaths(int paths, int horizon, int milestones) {
    growth = new double[paths];
    annuity = new double[paths];
    successes = new int[horizon];
    atMilestones = new double[milestones][paths];
  }

  /**
   * @param horizon months to simulate, no fewer than the goal's
   * @param milestones months whose wealth is kept
   */
  static GoalPaths of(Goal goal, int horizon, int[] milestones, int paths, long seed) {
    Require.within("paths", paths, LEAST_PATHS, Math.min(MOST_PATHS, MOST_STEPS / horizon));
    GoalPaths result = new GoalPaths(paths, horizon, milestones.length);
    int end = goal.months();
    double step = 1.0 / 12;
    double drift = (goal.annualReturn() - goal.volatility() * goal.volatility() / 2) * step;
    double deviation = goal.volatility() * Math.sqrt(step);
    SplittableRandom chance = new SplittableRandom(seed);
    double[] wealth = new double[horizon + 1];
    wealth[0] = goal.wealth();
    for (int path = 0; path < paths; path++) {
      double growth = 1;
      double annuity = 0;
      for (int month = 1; month <= horizon; month++) {
        double factor = StrictMath.exp(drift + deviation * chance.nextGaussian());
        growth *= factor;
        annuity = annuity * factor + 1;
        double now = Math.max(0, goal.wealth() * growth + goal.contribution() * annuity);
        wealth[month] = now;
        if (now >= goal.target()) {
          result.successes[month - 1]++;
        }
        if (month == end) {
          result.growth[path] = growth;
          result.annuity[path] = annuity;
        }
      }
      for (int i = 0; i < milestones.length; i++) {
        result.atMilestones[i][path] = wealth[milestones[i]];
      }
    }
    return result;
  }

  int paths() {
    return growth.length;
  }

  /** Sorted wealth at a milestone. */
  double[] wealthAt(int milestone) {
    double[] sorted = atMilestones[milestone].clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Sorted wealth at the end of the goal. */
  double[] finalWealth(Goal goal) {
    double[] wealth = new double[paths()];
    for (int path = 0; path < wealth.length; path++) {
      wealth[path] =
          Math.max(0, goal.wealth() * growth[path] + goal.contribution() * annuity[path]);
    }
    Arrays.sort(wealth);
    return wealth;
  }
}
