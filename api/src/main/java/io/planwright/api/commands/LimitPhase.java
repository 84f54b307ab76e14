package io.planwright.api.commands;

import java.util.Optional;

/**
 * How many tasks of a phase may be in flight at once.
 *
 * @param tasks at least 1
 */
public record LimitPhase(int tasks, Optional<String> reason) {
  public LimitPhase {
    if (tasks < 1) {
      throw new IllegalArgumentException("tasks must be >= 1, was " + tasks);
    }
  }
}
