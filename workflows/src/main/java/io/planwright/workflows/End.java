package io.planwright.workflows;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import java.util.Optional;

/**
 * A task or a phase has ended, by its key.
 *
 * @param actor who did it, where a person did
 */
public record End(String key, State state, Outcome outcome, Optional<String> actor) {
  public End(String key, State state, Outcome outcome) {
    this(key, state, outcome, Optional.empty());
  }
}
