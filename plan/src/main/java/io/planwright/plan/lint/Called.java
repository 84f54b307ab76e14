package io.planwright.plan.lint;

import io.planwright.plan.Progress;
import io.planwright.plan.Task;

/** How findings speak of tasks. */
final class Called {
  private Called() {}

  static String of(Task task) {
    return task.id().map(id -> id + " " + task.title()).orElse(task.title());
  }

  /** Whether nothing is left to do. */
  static boolean closed(Progress state) {
    return state == Progress.DONE || state == Progress.CANCELLED;
  }
}
