package io.planwright.plan.lint;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;

/** A step that changes the outside, and no word on how that is taken back. */
final class UndoMissing implements Rule {
  private final Catalogue catalogue;

  UndoMissing(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String code() {
    return "undo-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "For each step with an effect it is said how it is undone, or that it is not.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    for (Phase phase : plan.phases()) {
      phase.tasks().stream()
          .filter(task -> task.state() != Progress.CANCELLED && !undone(task))
          .filter(task -> !rolledBack(plan, phase, task))
          .forEach(
              task ->
                  findings.add(
                      this,
                      task.source(),
                      "%s acts on the outside by %s, which has no undo of its own"
                          .formatted(Called.of(task), task.binding().executor()),
                      "write undo: none, name the executor that undoes it, or add rollback steps"));
    }
  }

  private boolean undone(Task task) {
    return switch (task.binding().undo()) {
      case Undo.None _, Undo.Step _ -> true;
      case Undo.Own _ ->
          catalogue
              .find(task.binding().executor())
              .map(executor -> !executor.effect() || executor.undoable())
              .orElse(true);
    };
  }

  private static boolean rolledBack(Plan plan, Phase phase, Task task) {
    return plan.rollbacks().stream()
        .anyMatch(
            rollback ->
                rollback.undoes().isEmpty()
                    || rollback.undoes().contains(task.key())
                    || rollback.undoes().contains(phase.key()));
  }
}
