package io.planwright.plan.compile;

import io.planwright.plan.Compiled;
import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Phase;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A plan in a few lines: phases, and indented their tasks as {@code state id title @owner
 * +supporter priority (estimate) {states of sub-tasks} number of criteria <- dependency form
 * confidence}. A question mark stands behind what is implied; below are the errors and warnings
 * with their lines.
 */
final class PlanSketch {
  private PlanSketch() {}

  static String of(String document) {
    Compiled compiled = Documents.compile(document);
    StringBuilder sketch = new StringBuilder();
    for (Phase phase : compiled.plan().phases()) {
      sketch.append(phase.title()).append(after(phase.dependsOn())).append('\n');
      phase.tasks().forEach(task -> sketch.append("  ").append(line(task)).append('\n'));
    }
    compiled.diagnostics().stream()
        .filter(finding -> finding.severity() != Diagnostic.Severity.INFO)
        .forEach(finding -> sketch.append("! %s %d\n".formatted(finding.code(), finding.line())));
    return sketch.toString();
  }

  private static String line(Task task) {
    List<String> parts = new ArrayList<>();
    parts.add(mark(task.state()));
    task.id().ifPresent(parts::add);
    parts.add(task.title());
    task.assignee().ifPresent(who -> parts.add("@" + who));
    task.details().supporters().forEach(who -> parts.add("+" + who));
    task.priority().ifPresent(priority -> parts.add(priority.name()));
    task.estimate().ifPresent(estimate -> parts.add("(" + estimate.text() + ")"));
    add(parts, task.details().gate(), "[gate]");
    add(parts, task.details().optional(), "[optional]");
    add(parts, task.details().parallel(), "[parallel]");
    add(
        parts,
        !task.subtasks().isEmpty(),
        task.subtasks().stream()
            .map(subtask -> mark(subtask.state()))
            .collect(Collectors.joining("", "{", "}")));
    add(parts, !task.criteria().isEmpty(), task.criteria().size() + "c");
    add(parts, !task.details().outside().isEmpty(), "outside " + task.details().outside());
    return String.join(" ", parts) + after(task.dependsOn());
  }

  private static void add(List<String> parts, boolean wanted, String part) {
    if (wanted) {
      parts.add(part);
    }
  }

  private static String after(List<Dependency> dependencies) {
    return dependencies.isEmpty()
        ? ""
        : dependencies.stream().map(PlanSketch::edge).collect(Collectors.joining(", ", " <- ", ""));
  }

  private static String edge(Dependency edge) {
    String sure =
        edge.evidence().confidence() < 1
            ? String.format(Locale.ROOT, " %.2f", edge.evidence().confidence())
            : "";
    return edge.key()
        + (edge.kind() == Dependency.Kind.EXPLICIT ? " " : "? ")
        + edge.evidence().form().name().toLowerCase(Locale.ROOT)
        + sure;
  }

  private static String mark(Progress state) {
    return switch (state) {
      case TODO -> "o";
      case IN_PROGRESS -> "~";
      case DONE -> "x";
      case BLOCKED -> "#";
      case ON_HOLD -> "=";
      case CANCELLED -> "-";
      case FAILED -> "!";
    };
  }
}
