package io.planwright.plan.lint;

import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/** A task that is done before what it says it waits for. */
final class DoneTooEarly implements Rule {
  @Override
  public String code() {
    return "done-too-early";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "What a done task waited for is done as well.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    Map<String, Task> tasks = new LinkedHashMap<>();
    plan.tasks().forEach(task -> tasks.put(task.key(), task));
    plan.tasks()
        .filter(task -> task.state() == Progress.DONE)
        .forEach(
            task ->
                task.dependsOn().stream()
                    .filter(edge -> edge.kind() != Dependency.Kind.IMPLIED)
                    .forEach(edge -> check(task, edge, tasks, findings)));
  }

  private void check(Task task, Dependency edge, Map<String, Task> tasks, Findings findings) {
    Task needed = tasks.get(edge.key());
    if (needed != null && !Called.closed(needed.state())) {
      findings.add(
          this,
          edge.source(),
          "%s is done, %s in line %d, which it waits for, is not"
              .formatted(Called.of(task), Called.of(needed), needed.source().line()),
          "tick the one or reopen the other");
    }
  }
}
