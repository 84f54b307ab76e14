package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import java.util.List;

/** A task that says otherwise than its checklist. */
final class ChecklistContradiction implements Rule {
  @Override
  public String code() {
    return "checklist-contradiction";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "The state of a task fits that of its checklist.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    plan.tasks().filter(task -> !task.subtasks().isEmpty()).forEach(task -> check(task, findings));
  }

  private void check(Task task, Findings findings) {
    List<Subtask> open =
        task.subtasks().stream().filter(item -> !Called.closed(item.state())).toList();
    if (task.state() == Progress.DONE && !open.isEmpty()) {
      findings.add(
          this,
          task.source(),
          "%s is done, %d of its %s %s open, the first in line %d: %s"
              .formatted(
                  Called.of(task),
                  open.size(),
                  Called.count(Integer.toString(task.subtasks().size()), "item"),
                  open.size() == 1 ? "is" : "are",
                  open.getFirst().source().line(),
                  open.getFirst().title()),
          "tick the items or reopen the task");
    } else if (open.isEmpty() && !Called.closed(task.state())) {
      findings.add(
          this,
          Severity.INFO,
          task.source(),
          task.subtasks().size() == 1
              ? Called.of(task) + " is open, its only item is done"
              : "%s is open, all of its %d items are done"
                  .formatted(Called.of(task), task.subtasks().size()),
          "tick the task, or name what is left of it");
    }
  }
}
