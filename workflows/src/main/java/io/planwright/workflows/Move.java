package io.planwright.workflows;

import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import java.util.Optional;

/** A state that something comes to, with what the journal tells of it. */
record Move(
    State to,
    Optional<String> actor,
    Optional<String> reason,
    Optional<Outcome> outcome,
    Optional<Failure> failure,
    Optional<Waiting> waiting,
    int execution) {

  static Move to(State state) {
    return new Move(
        state,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  Move by(Optional<String> who) {
    return new Move(to, who, reason, outcome, failure, waiting, execution);
  }

  Move because(Optional<String> why) {
    return new Move(to, actor, why, outcome, failure, waiting, execution);
  }

  Move because(String why) {
    return because(Optional.of(why));
  }

  Move giving(Outcome what) {
    return new Move(to, actor, reason, Optional.of(what), failure, waiting, execution);
  }

  Move failing(Optional<Failure> why) {
    return new Move(to, actor, reason, outcome, why, waiting, execution);
  }

  Move waiting(Waiting what) {
    return new Move(to, actor, reason, outcome, failure, Optional.of(what), execution);
  }

  Move execution(int number) {
    return new Move(to, actor, reason, outcome, failure, waiting, number);
  }
}
