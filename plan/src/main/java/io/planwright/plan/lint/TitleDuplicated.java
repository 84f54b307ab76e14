package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Two tasks that are called the same; in one phase they are most likely one. */
final class TitleDuplicated implements Rule {
  private record Seen(Task task, Phase phase) {}

  @Override
  public String code() {
    return "title-duplicated";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "Each task has a title of its own.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    Map<String, Seen> first = new LinkedHashMap<>();
    for (Phase phase : plan.phases()) {
      Map<String, Seen> here = new LinkedHashMap<>();
      for (Task task : phase.tasks()) {
        Seen now = new Seen(task, phase);
        String title = normal(task.title());
        if (title.isEmpty()) {
          continue;
        }
        Seen near = here.putIfAbsent(title, now);
        Seen far = first.putIfAbsent(title, now);
        if (near != null) {
          report(task, near, severity(), findings);
        } else if (far != null) {
          report(task, far, Severity.INFO, findings);
        }
      }
    }
  }

  private void report(Task task, Seen seen, Severity severity, Findings findings) {
    findings.add(
        this,
        severity,
        task.source(),
        "\"%s\" is also a task in line %d, of %s"
            .formatted(task.title(), seen.task().source().line(), seen.phase().title()),
        "remove one, or say how they differ");
  }

  private static String normal(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
  }
}
