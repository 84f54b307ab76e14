package io.planwright.plan.lint;

import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that waits for what will not be done. */
final class DependencyCancelled implements Rule {
  @Override
  public String code() {
    return "dependency-cancelled";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "Nothing open waits for something cancelled.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    Map<String, String> cancelled = new LinkedHashMap<>();
    for (Phase phase : plan.phases()) {
      List<Task> tasks = phase.tasks();
      tasks.stream()
          .filter(task -> task.state() == Progress.CANCELLED)
          .forEach(task -> cancelled.put(task.key(), Called.of(task)));
      if (!tasks.isEmpty() && tasks.stream().allMatch(t -> t.state() == Progress.CANCELLED)) {
        cancelled.put(phase.key(), phase.title());
      }
    }
    for (Phase phase : plan.phases()) {
      if (phase.tasks().stream().anyMatch(task -> !Called.closed(task.state()))) {
        check(phase.title(), phase.dependsOn(), cancelled, findings);
      }
      phase.tasks().stream()
          .filter(task -> !Called.closed(task.state()))
          .forEach(task -> check(Called.of(task), task.dependsOn(), cancelled, findings));
    }
  }

  private void check(
      String waiting, List<Dependency> edges, Map<String, String> cancelled, Findings findings) {
    for (Dependency edge : edges) {
      String needed = cancelled.get(edge.key());
      if (needed != null) {
        findings.add(
            this,
            edge.source(),
            waiting + " waits for " + needed + ", which is cancelled",
            "remove the dependency, or cancel this as well");
      }
    }
  }
}
