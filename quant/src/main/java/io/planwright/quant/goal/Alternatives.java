package io.planwright.quant.goal;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Other ways to a goal with the chance that is wanted, each by one change alone: more today, more
 * each month, a lower target, or more time. All are read off one simulation.
 *
 * @param probability of the goal as it is
 * @param standardError of the probability, which the other values share
 * @param wealth that it would take today, in units of the currency
 * @param monthly that it would take at the end of each month
 * @param target that is reached with the chance
 * @param years it would take; none where they are more than {@link #MOST_YEARS}
 */
public record Alternatives(
    double probability,
    double standardError,
    double wealth,
    double monthly,
    double target,
    Optional<Double> years) {

  /** Longest time that is looked at. */
  public static final int MOST_YEARS = 60;

  /**
   * @param wanted chance, between 0 and 1
   * @param paths 100 to 1,000,000, and at most 250,000,000 months of all paths together
   * @param seed of the chance; the same one gives the same answer
   * @throws InvalidData where the chance or the paths are outside that range, or the years are no
   *     whole number of months
   */
  public static Alternatives of(Goal goal, double wanted, int paths, long seed) {
    Require.between("wanted", wanted, 0, 1);
    int end = goal.months();
    GoalPaths simulated =
        GoalPaths.of(goal, Math.max(end, MOST_YEARS * 12), new int[0], paths, seed);
    int failures = paths - simulated.successes[end - 1];
    return new Alternatives(
        1 - (double) failures / paths,
        GoalSimulation.standardError(failures, paths),
        Math.max(
            0,
            needed(
                paths,
                wanted,
                i ->
                    (goal.target() - goal.contribution() * simulated.annuity[i])
                        / simulated.growth[i])),
        needed(
            paths,
            wanted,
            i -> (goal.target() - goal.wealth() * simulated.growth[i]) / simulated.annuity[i]),
        -needed(
            paths,
            wanted,
            i ->
                -Math.max(
                    0,
                    goal.wealth() * simulated.growth[i]
                        + goal.contribution() * simulated.annuity[i])),
        years(simulated, wanted));
  }

  /** The least value that is enough on the wanted share of the paths. */
  private static double needed(int paths, double wanted, IntToDoubleFunction value) {
    double[] values = new double[paths];
    Arrays.setAll(values, value);
    Arrays.sort(values);
    return values[Math.clamp((int) Math.ceil(wanted * paths) - 1, 0, paths - 1)];
  }

  private static Optional<Double> years(GoalPaths simulated, double wanted) {
    for (int month = 0; month < simulated.successes.length; month++) {
      if (simulated.successes[month] >= wanted * simulated.paths()) {
        return Optional.of((month + 1) / 12.0);
      }
    }
    return Optional.empty();
  }
}
