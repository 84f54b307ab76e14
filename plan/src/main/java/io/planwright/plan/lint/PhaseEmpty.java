package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;

/** A phase in which nothing is to be done. */
final class PhaseEmpty implements Rule {
  @Override
  public String code() {
    return "phase-empty";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "Each phase has a task.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    plan.phases().stream()
        .filter(phase -> phase.tasks().isEmpty())
        .forEach(
            phase ->
                findings.add(
                    this,
                    phase.source(),
                    phase.title() + " has no task",
                    "add its tasks, or remove it"));
  }
}
