package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Estimate;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.time.Duration;
import java.util.List;

/** An effort of the whole plan that is not the sum of its tasks', where all are estimated. */
final class EffortTotal implements Rule {
  @Override
  public String code() {
    return "effort-total";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "The effort of the plan is the sum of its tasks' efforts.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    List<Task> tasks = plan.tasks().filter(task -> task.state() != Progress.CANCELLED).toList();
    if (tasks.isEmpty()
        || tasks.stream().anyMatch(t -> t.estimate().flatMap(Estimate::effort).isEmpty())) {
      return;
    }
    Duration least = Duration.ZERO;
    Duration most = Duration.ZERO;
    for (Task task : tasks) {
      Duration effort = task.estimate().flatMap(Estimate::effort).orElse(Duration.ZERO);
      most = most.plus(effort);
      least = least.plus(task.estimate().flatMap(Estimate::least).orElse(effort));
    }
    for (StatedTime stated : StatedTime.of(plan)) {
      boolean apart = stated.least().compareTo(most) > 0 || stated.most().compareTo(least) < 0;
      if (stated.effort() && apart) {
        findings.add(
            this,
            stated.source(),
            "the plan says %s of effort, its tasks add up to %s"
                .formatted(stated.text(), StatedTime.range(least, most)),
            "correct one of the two");
      }
    }
  }
}
