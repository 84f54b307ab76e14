package io.planwright.plan.lint;

import io.planwright.plan.Progress;
import io.planwright.plan.Task;

/** How findings speak of tasks, and of how many there are. */
final class Called {
  private Called() {}

  static String of(Task task) {
    return task.id().map(id -> id + " " + task.title()).orElse(task.title());
  }

  /** Like {@code 1 item} and {@code 2.5 items}. */
  static String count(String number, String one) {
    return number + " " + one + (number.equals("1") ? "" : "s");
  }

  /** Whether nothing is left to do. */
  static boolean closed(Progress state) {
    return state == Progress.DONE || state == Progress.CANCELLED;
  }
}
