package io.planwright.quant.goal;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The chance of reaching a goal by simulation in steps of a month.
 *
 * @param probability share of the paths that have the target at the end
 * @param standardError of the probability, {@code √(p (1 − p) / paths)}; where no path or each one
 *     has it, the one of {@code p = 1 / (paths + 2)}, since nothing simulated is certain
 * @param closedForm the chance without simulation; none where something is added each month
 * @param wealth at the end, in units of the currency, at the quantiles 5, 25, 50, 75 and 95 %
 * @param meanShortfall what lacks to the target on the paths that do not have it; 0 if none
 * @param milestones in the order that was asked for
 */
public record GoalSimulation(
    double probability,
    double standardError,
    int paths,
    Optional<Double> closedForm,
    List<Double> wealth,
    double meanShortfall,
    List<Reached> milestones) {

  private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

  public GoalSimulation {
    wealth = List.copyOf(wealth);
    milestones = List.copyOf(milestones);
  }

  /**
   * An amount to have on the way.
   *
   * @param month counted from 1
   * @param amount in units of the currency
   */
  public record Milestone(int month, double amount) {}

  /**
   * How a milestone goes.
   *
   * @param probability that wealth is the amount or more then
   * @param median of wealth then
   */
  public record Reached(
      int month, double amount, double probability, double standardError, double median) {}

  /**
   * @param paths 100 to 1,000,000, and at most 250,000,000 months of all paths together
   * @param seed of the chance; the same one gives the same answer
   * @throws InvalidData where the years are no whole number of months, the paths are outside that
   *     range, or a milestone is after the end
   */
  public static GoalSimulation of(Goal goal, List<Milestone> milestones, int paths, long seed) {
    int end = goal.months();
    int[] months = new int[milestones.size()];
    for (int i = 0; i < months.length; i++) {
      months[i] = milestones.get(i).month();
      if (months[i] < 1 || months[i] > end) {
        throw InvalidData.at(OUT_OF_RANGE, "milestones", i, "month 1 to " + end, months[i]);
      }
      if (!Double.isFinite(milestones.get(i).amount())) {
        throw InvalidData.at(
            OUT_OF_RANGE, "milestones", i, "a finite amount", milestones.get(i).amount());
      }
    }
    GoalPaths simulated = GoalPaths.of(goal, end, months, paths, seed);
    List<Reached> reached = new ArrayList<>();
    for (int i = 0; i < months.length; i++) {
      reached.add(reached(milestones.get(i), simulated.wealthAt(i)));
    }
    double[] wealth = simulated.finalWealth(goal);
    int below = below(wealth, goal.target());
    double lacks = 0;
    for (int i = 0; i < below; i++) {
      lacks += goal.target() - wealth[i];
    }
    List<Double> quantiles = new ArrayList<>();
    for (double quantile : QUANTILES) {
      quantiles.add(quantile(wealth, quantile));
    }
    return new GoalSimulation(
        1 - (double) below / paths,
        standardError(below, paths),
        paths,
        goal.contribution() == 0 ? Optional.of(goal.success()) : Optional.empty(),
        quantiles,
        below == 0 ? 0 : lacks / below,
        reached);
  }

  private static Reached reached(Milestone milestone, double[] wealth) {
    int below = below(wealth, milestone.amount());
    return new Reached(
        milestone.month(),
        milestone.amount(),
        1 - (double) below / wealth.length,
        standardError(below, wealth.length),
        quantile(wealth, 0.5));
  }

  static double standardError(int failures, int paths) {
    double p = failures == 0 || failures == paths ? 1.0 / (paths + 2) : (double) failures / paths;
    return Math.sqrt(p * (1 - p) / paths);
  }

  private static int below(double[] sorted, double amount) {
    int below = 0;
    while (below < sorted.length && sorted[below] < amount) {
      below++;
    }
    return below;
  }

  /** By linear interpolation between order statistics, as {@code numpy.quantile}. */
  static double quantile(double[] sorted, double p) {
    double place = p * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
