package io.planwright.workflows;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import java.util.Optional;

/**
 * A task or a phase has ended, by its key.
 *
 * @param actor who did it, where a person did
 * @param stored whether the outcome is to be read from the store
 */
public record End(
    String key, State state, Outcome outcome, Optional<String> actor, boolean stored) {
  public End(String key, State state, Outcome outcome) {
    this(key, state, outcome, Optional.empty());
  }

  public End(String key, State state, Outcome outcome, Optional<String> actor) {
    this(key, state, outcome, actor, false);
  }

  /** It succeeded; what it gave is in the store. */
  static End stored(String key) {
    return new End(key, State.SUCCEEDED, Outcome.NONE, Optional.empty(), true);
  }
}
