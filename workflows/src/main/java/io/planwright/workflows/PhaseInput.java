package io.planwright.workflows;

import io.planwright.plan.Priority;
import io.planwright.plan.run.Command;
import java.util.List;

/**
 * What opens a phase.
 *
 * @param ended tasks and phases elsewhere that it waits for and that have ended already
 * @param commands verbs that came for its tasks before it was open
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
    List<Command> commands) {
  public PhaseInput {
    ended = List.copyOf(ended);
    commands = List.copyOf(commands);
  }
}
