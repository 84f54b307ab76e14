package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Estimate;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import io.planwright.plan.schedule.Assumptions;
import io.planwright.plan.schedule.Calendar;
import io.planwright.plan.schedule.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A time from start to end in which the tasks cannot be done, however many people do them. */
final class DurationShort implements Rule {
  @Override
  public String code() {
    return "duration-short";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "A stated duration is not shorter than the critical path.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    for (StatedTime stated : StatedTime.of(plan)) {
      if (!stated.effort()) {
        check("the plan", stated.text(), stated.most(), plan, stated.source(), findings);
      }
    }
    for (Phase phase : plan.phases()) {
      Optional<Estimate> estimate = phase.estimate().filter(e -> e.effort().isPresent());
      // Where all tasks are estimated, it is their sum that is not right.
      if (estimate.isPresent() && phase.tasks().stream().anyMatch(DurationShort::unestimated)) {
        Duration effort = estimate.get().effort().orElse(Duration.ZERO);
        Plan alone = Plan.of(phase.title(), List.of(phase));
        check(phase.title(), estimate.get().text(), effort, alone, phase.source(), findings);
      }
    }
  }

  private static boolean unestimated(Task task) {
    return task.estimate().flatMap(Estimate::effort).isEmpty();
  }

  private void check(
      String who, String text, Duration stated, Plan plan, Source at, Findings findings) {
    Assumptions shortest =
        new Assumptions(
            Calendar.from(LocalDate.EPOCH), Duration.ZERO, Duration.ZERO, 0, 1, 1, false);
    Duration length = Schedule.of(plan, shortest).length();
    if (stated.compareTo(length) < 0) {
      findings.add(
          this,
          at,
          "%s says %s, its critical path takes %s".formatted(who, text, StatedTime.words(length)),
          "allow more time, or let tasks that need not wait go side by side");
    }
  }
}
