package io.planwright.workflows;

import io.planwright.plan.run.Failure;
import io.planwright.workflows.plans.AmendmentScope;
import java.util.List;
import java.util.Optional;

/** What a run tells a phase on the way to another version of its plan. */
public sealed interface PhaseAmendment {
  /** The phase starts nothing, does not end, and says how it stands. */
  record Freeze(String id, AmendmentScope scope) implements PhaseAmendment {}

  /**
   * It goes on: as before, or by the new version.
   *
   * @param gone whether the new version has no such phase
   * @param ended what tasks of the phase wait for now and what has ended already
   */
  record Decided(
      String id,
      boolean amended,
      String planHash,
      boolean gone,
      List<End> ended,
      Optional<String> actor)
      implements PhaseAmendment {
    public Decided {
      ended = List.copyOf(ended);
    }
  }

  /** The tasks that an outcome adds have joined, or can't. */
  record Grown(String task, int execution, Optional<Failure> failure) implements PhaseAmendment {}
}
