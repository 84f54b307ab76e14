package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;

/** A task of nobody where most are somebody's. */
final class OwnerMissing implements Rule {
  private static final int FEWEST_TASKS = 3;

  @Override
  public String code() {
    return "owner-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "Where most tasks have an owner, each has.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    long all = plan.tasks().count();
    long owned =
        plan.phases().stream()
            .mapToLong(phase -> phase.tasks().stream().filter(task -> owned(phase, task)).count())
            .sum();
    if (all < FEWEST_TASKS || owned * 3 < all * 2) {
      return;
    }
    for (Phase phase : plan.phases()) {
      phase.tasks().stream()
          .filter(task -> !owned(phase, task) && !Called.closed(task.state()))
          .forEach(
              task ->
                  findings.add(
                      this,
                      task.source(),
                      "%s has no owner, %d of %d tasks have one"
                          .formatted(Called.of(task), owned, all),
                      "say who does it"));
    }
  }

  private static boolean owned(Phase phase, Task task) {
    return task.assignee().or(phase::assignee).isPresent();
  }
}
