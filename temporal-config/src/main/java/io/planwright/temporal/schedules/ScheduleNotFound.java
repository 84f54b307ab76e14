package io.planwright.temporal.schedules;

import java.util.NoSuchElementException;

/** There is no schedule of that id, or it is not one of plans. */
public final class ScheduleNotFound extends NoSuchElementException {
  private static final long serialVersionUID = 1;

  ScheduleNotFound(String id) {
    super("schedule " + id + " does not exist");
  }
}
