package io.planwright.temporal.schedules;

import java.util.List;

/** A schedule of that id exists and is another one. */
public final class ScheduleDiffers extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ScheduleDiffers(String id, List<String> differences) {
    super("schedule " + id + " exists and differs: " + String.join("; ", differences));
  }
}
