package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Estimate;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A phase's effort that is not the sum of its tasks'. Said of a phase whose tasks are all estimated
 * alone, since else the rest may be in the others.
 */
final class EffortSum implements Rule {
  private static final double ROUNDING = 1e-6;

  @Override
  public String code() {
    return "effort-sum";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "The effort of a phase is the sum of its tasks' efforts.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    for (Phase phase : plan.phases()) {
      List<Estimate> parts =
          phase.tasks().stream()
              .filter(task -> task.state() != Progress.CANCELLED)
              .flatMap(task -> task.estimate().stream())
              .toList();
      long tasks = phase.tasks().stream().filter(t -> t.state() != Progress.CANCELLED).count();
      if (phase.estimate().isPresent() && tasks > 0 && parts.size() == tasks) {
        effort(phase, phase.estimate().get(), parts, findings);
        points(phase, phase.estimate().get(), parts, findings);
      }
    }
  }

  private void effort(Phase phase, Estimate stated, List<Estimate> parts, Findings findings) {
    if (stated.effort().isEmpty() || parts.stream().anyMatch(part -> part.effort().isEmpty())) {
      return;
    }
    Duration most = sum(parts.stream().flatMap(part -> part.effort().stream()).toList());
    Duration least = sum(parts.stream().map(EffortSum::least).toList());
    Duration upper = stated.effort().get();
    if (least(stated).compareTo(most) > 0 || upper.compareTo(least) < 0) {
      // Tasks side by side take less time than work.
      boolean elapsed = upper.compareTo(longest(phase)) >= 0 && upper.compareTo(least) < 0;
      findings.add(
          this,
          elapsed && sideBySide(phase) ? Severity.INFO : severity(),
          phase.source(),
          "%s says %s, its tasks add up to %s"
              .formatted(phase.title(), stated.text(), StatedTime.range(least, most)),
          "correct one of the two");
    }
  }

  private void points(Phase phase, Estimate stated, List<Estimate> parts, Findings findings) {
    Optional<Double> total = stated.points();
    if (total.isPresent() && parts.stream().allMatch(part -> part.points().isPresent())) {
      double sum = parts.stream().flatMap(part -> part.points().stream()).mapToDouble(p -> p).sum();
      if (Math.abs(sum - total.get()) > ROUNDING) {
        findings.add(
            this,
            phase.source(),
            "%s says %s, its tasks add up to %s"
                .formatted(
                    phase.title(), stated.text(), Called.count(StatedTime.number(sum), "point")),
            "correct one of the two");
      }
    }
  }

  private static boolean sideBySide(Phase phase) {
    return phase.tasks().size() > 1
        && phase.tasks().stream().filter(task -> task.dependsOn().isEmpty()).count() > 1;
  }

  private static Duration longest(Phase phase) {
    return phase.tasks().stream()
        .map(Task::estimate)
        .flatMap(estimate -> estimate.flatMap(Estimate::effort).stream())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Duration least(Estimate estimate) {
    return estimate.least().or(estimate::effort).orElse(Duration.ZERO);
  }

  private static Duration sum(List<Duration> durations) {
    return durations.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
