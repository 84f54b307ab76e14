package io.planwright.api.commands;

import io.planwright.plan.Priority;
import java.util.Optional;

/**
 * A priority for a run, or for a part of it.
 *
 * @param target key of a phase or a task; absent: the whole run
 */
public record PrioritiseRun(Optional<String> target, Priority priority, Optional<String> reason) {
  public PrioritiseRun {
    if (priority == null) {
      throw new IllegalArgumentException("priority must be P0, P1, P2 or P3, was missing");
    }
  }
}
