package io.planwright.temporal.schedules;

import java.util.List;

/**
 * What applying a declared schedule does.
 *
 * @param differences what is changed, as {@code field: is → should be}
 */
public record ScheduleChange(String id, Kind kind, List<String> differences) {
  public ScheduleChange {
    differences = List.copyOf(differences);
  }

  /** What is done to the schedule; none is ever deleted. */
  public enum Kind {
    CREATE,
    UPDATE,
    UNCHANGED
  }
}
