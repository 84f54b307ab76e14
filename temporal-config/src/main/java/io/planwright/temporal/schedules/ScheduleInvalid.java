package io.planwright.temporal.schedules;

import java.util.List;

/** A schedule is asked for that cannot be, for every reason that was found. */
public final class ScheduleInvalid extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  ScheduleInvalid(String id, List<String> problems) {
    super("schedule " + id + ": " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
