package io.planwright.plan.schedule;

import java.time.Duration;
import java.time.LocalDate;

/**
 * When the plan ends, with what chance.
 *
 * @param draws that were made: as many as assumed, or fewer, so that draws times tasks stay within
 *     {@link #MOST_TASK_DRAWS}
 * @param mean of the draws
 */
public record Forecast(int draws, Duration mean, Finish p50, Finish p80, Finish p95) {
  public static final long MOST_TASK_DRAWS = 20_000_000;

  /** By then, in that share of the draws, all is done. */
  public record Finish(Duration work, LocalDate date) {}

  /** How many draws a plan of so many tasks gets. */
  static int draws(int asked, int tasks) {
    return (int) Math.max(1, Math.min(asked, MOST_TASK_DRAWS / Math.max(1, tasks)));
  }
}
