package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.List;
import java.util.Set;

/** A gate that nobody is named to decide. */
final class GateUndecided implements Rule {
  private static final String REVIEW = "gate.review";
  private static final Set<String> DECIDERS =
      Set.of("deciders", "approvers", "reviewers", "decided-by", "who");

  @Override
  public String code() {
    return "gate-undecided";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "Each gate has somebody who decides.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    for (Phase phase : plan.phases()) {
      phaseGate(phase, findings, this);
      phase.tasks().stream()
          .filter(task -> isGate(task) && !Called.closed(task.state()))
          .filter(task -> task.assignee().or(phase::assignee).isEmpty())
          .filter(task -> task.details().supporters().isEmpty())
          .filter(task -> task.binding().inputs().keySet().stream().noneMatch(DECIDERS::contains))
          .forEach(
              task ->
                  findings.add(
                      this,
                      task.source(),
                      Called.of(task) + " is a gate, and nobody is named to decide",
                      "name an owner"));
    }
  }

  /** Where all is measured it may decide by itself: then nobody need be named. */
  private static void phaseGate(Phase phase, Findings findings, Rule rule) {
    phase
        .gate()
        .filter(gate -> !Boolean.TRUE.equals(gate.inputs().get("automatic")))
        .filter(gate -> !(gate.inputs().get("approvers") instanceof List<?> who && !who.isEmpty()))
        .filter(gate -> phase.assignee().isEmpty())
        .filter(gate -> phase.tasks().stream().anyMatch(task -> !Called.closed(task.state())))
        .ifPresent(
            gate ->
                findings.add(
                    rule,
                    phase.source(),
                    "phase " + phase.title() + " has a gate, and nobody is named to decide",
                    "declare it with approvers"));
  }

  private static boolean isGate(Task task) {
    return task.details().gate() || task.binding().executor().equals(REVIEW);
  }
}
