package io.planwright.plan.schedule;

import io.planwright.plan.Estimate;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.time.Duration;
import java.util.Optional;

/**
 * What a task takes, in seconds of working time.
 *
 * @param least a range's lower end; else the same as most
 * @param assumed whether its estimate says neither time nor points
 */
record Work(long least, long most, boolean assumed) {
  static final Work NONE = new Work(0, 0, false);

  static Work of(Task task, Assumptions assumptions) {
    if (task.state() == Progress.DONE || task.state() == Progress.CANCELLED) {
      return NONE;
    }
    Optional<Duration> effort = task.estimate().flatMap(Estimate::effort);
    if (effort.isPresent()) {
      long most = effort.get().getSeconds();
      long least = task.estimate().flatMap(Estimate::least).map(Duration::getSeconds).orElse(most);
      return new Work(Math.min(least, most), most, false);
    }
    return task.estimate()
        .flatMap(Estimate::points)
        .map(points -> single(Math.round(points * assumptions.perPoint().getSeconds()), false))
        .orElseGet(() -> single(assumptions.unestimated().getSeconds(), true));
  }

  private static Work single(long seconds, boolean assumed) {
    return new Work(seconds, seconds, assumed);
  }

  boolean isRange() {
    return least < most;
  }

  /** PERT's mean, with the middle of a range as the likeliest. */
  long expected() {
    return least + (most - least) / 2;
  }
}
