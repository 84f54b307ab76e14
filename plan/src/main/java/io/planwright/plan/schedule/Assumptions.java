package io.planwright.plan.schedule;

import java.time.Duration;

/**
 * What a schedule takes for granted beside the plan.
 *
 * @param unestimated what a task takes that has no estimate in time or points
 * @param perPoint what a story point takes
 * @param sigma the spread of a task that has one figure: lognormal, that figure its median; 0 for
 *     none
 * @param draws of the simulation, fewer for large plans: {@link Forecast#MOST_TASK_DRAWS}
 * @param seed of the simulation
 * @param levelled whether each assignee does one task at a time
 */
public record Assumptions(
    Calendar calendar,
    Duration unestimated,
    Duration perPoint,
    double sigma,
    int draws,
    long seed,
    boolean levelled) {
  public static final Duration UNESTIMATED = Duration.ofHours(8);
  public static final Duration PER_POINT = Duration.ofHours(4);

  /** A task in ten takes more than 1.67 times its estimate. */
  public static final double SIGMA = 0.4;

  public static final int DRAWS = 10_000;

  public Assumptions {
    if (unestimated.isNegative() || perPoint.isNegative()) {
      throw new IllegalArgumentException(
          "durations must be >= 0, were " + unestimated + " and " + perPoint);
    }
    if (!(sigma >= 0 && sigma <= 2)) {
      throw new IllegalArgumentException("sigma must be between 0 and 2, was " + sigma);
    }
    if (draws < 1 || draws > 1_000_000) {
      throw new IllegalArgumentException("draws must be 1 to 1000000, were " + draws);
    }
  }

  /** The defaults, each owner free to do several tasks at once. */
  public static Assumptions from(Calendar calendar) {
    return new Assumptions(calendar, UNESTIMATED, PER_POINT, SIGMA, DRAWS, 1, false);
  }

  /** The same with one task at a time for each assignee. */
  public Assumptions byOwner() {
    return new Assumptions(calendar, unestimated, perPoint, sigma, draws, seed, true);
  }
}
