package io.planwright.workflows;

import io.planwright.plan.Priority;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Shares;
import io.planwright.workflows.plans.Reopening;
import java.util.List;
import java.util.Optional;

/**
 * What opens a phase.
 *
 * @param ended tasks and phases elsewhere that it waits for and that have ended already
 * @param stored keys of more of them that succeeded, whose outcomes are in the store
 * @param commands verbs that came for its tasks before it was open
 * @param opening 1 for the first, more where the run comes back to the phase
 * @param reopening what it takes over from before
 * @param carried how it stood when it was continued as new
 * @param shares what its run may take; absent in phases from before there was a limit
 * @param answers whether its result tells the run of its end; else a signal does
 */
public record PhaseInput(
    String run,
    String planId,
    String planHash,
    String part,
    String team,
    Priority priority,
    boolean all,
    List<End> ended,
    List<String> stored,
    List<Command> commands,
    int opening,
    Optional<Reopening> reopening,
    Optional<PhaseCarried> carried,
    Optional<Shares> shares,
    boolean answers) {
  public PhaseInput {
    // Phases that were opened before this was counted were opened once.
    opening = Math.max(1, opening);
    ended = List.copyOf(ended);
    // Phases that were opened before there was such a thing know all outcomes.
    stored = stored == null ? List.of() : List.copyOf(stored);
    commands = List.copyOf(commands);
  }

  PhaseInput continued(
      StoredOutcomes.Travelling known, PhaseCarried standing, boolean stillAnswers) {
    return new PhaseInput(
        run,
        planId,
        planHash,
        part,
        team,
        priority,
        all,
        known.ended(),
        known.stored(),
        List.of(),
        opening,
        Optional.empty(),
        Optional.of(standing),
        shares,
        stillAnswers);
  }
}
