package io.planwright.plan.lint;

import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A task without edges among tasks that all have some. */
final class OrphanTask implements Rule {
  private static final int FEWEST_TASKS = 4;

  /** Of the tasks at most one in so many stands alone by mistake. */
  private static final int ONE_IN = 5;

  @Override
  public String code() {
    return "orphan-task";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "Where the order of all other tasks is said, that of each is.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    Set<String> joined = new LinkedHashSet<>();
    for (Phase phase : plan.phases()) {
      join(phase.key(), phase.dependsOn(), joined);
      phase.tasks().forEach(task -> join(task.key(), task.dependsOn(), joined));
    }
    List<Task> alone = new ArrayList<>();
    for (Phase phase : plan.phases()) {
      if (!joined.contains(phase.key())) {
        phase.tasks().stream().filter(task -> !joined.contains(task.key())).forEach(alone::add);
      }
    }
    long all = plan.tasks().count();
    if (all >= FEWEST_TASKS && (alone.size() == 1 || alone.size() * ONE_IN <= all)) {
      alone.forEach(
          task ->
              findings.add(
                  this,
                  task.source(),
                  Called.of(task) + " waits for nothing, and nothing waits for it",
                  "say what it depends on, or what depends on it"));
    }
  }

  private static void join(String key, List<Dependency> edges, Set<String> joined) {
    for (Dependency edge : edges) {
      joined.add(key);
      joined.add(edge.key());
    }
  }
}
