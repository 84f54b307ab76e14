package io.planwright.plan.exchange;

import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as a mermaid flowchart: a subgraph for each phase, implied edges dotted. */
public final class MermaidFlowchart {
  private final Plan plan;
  private final Names phases = new Names("p_");
  private final Names tasks = new Names("t_");
  private final StringBuilder out = new StringBuilder();

  private MermaidFlowchart(Plan plan) {
    this.plan = plan;
  }

  public static String write(Plan plan) {
    return new MermaidFlowchart(plan).write();
  }

  private String write() {
    out.append("---\ntitle: ").append(yaml(plan.title())).append("\n---\n");
    out.append("flowchart LR\n");
    for (Phase phase : plan.phases()) {
      line("  subgraph " + phases.of(phase.key()) + "[" + MermaidText.quoted(phase.title()) + "]");
      for (Task task : phase.tasks()) {
        String label = Label.of(task.id(), task.title());
        line("    " + tasks.of(task.key()) + "[" + MermaidText.quoted(label) + "]");
      }
      line("  end");
    }
    for (Phase phase : plan.phases()) {
      phase.dependsOn().forEach(edge -> edge(edge, phases.of(phase.key())));
      for (Task task : phase.tasks()) {
        task.dependsOn().forEach(edge -> edge(edge, tasks.of(task.key())));
      }
    }
    states();
    return out.toString();
  }

  /** Front matter is no part of the diagram's grammar. */
  private static String yaml(String text) {
    return '"' + Label.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void edge(Dependency edge, String to) {
    String arrow = edge.kind() == Dependency.Kind.IMPLIED ? " -.-> " : " --> ";
    if (plan.phase(edge.key()).isPresent()) {
      line("  " + phases.of(edge.key()) + arrow + to);
    } else if (plan.task(edge.key()).isPresent()) {
      line("  " + tasks.of(edge.key()) + arrow + to);
    }
  }

  private void states() {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    plan.tasks()
        .filter(task -> task.state() != Progress.TODO)
        .forEach(
            task ->
                classes
                    .computeIfAbsent(word(task.state()), _ -> new ArrayList<>())
                    .add(tasks.of(task.key())));
    List<String> critical = TaskGraph.critical(plan).stream().map(tasks::of).toList();
    if (!critical.isEmpty()) {
      classes.put("critical", critical);
    }
    classes.forEach((name, members) -> line("  class " + String.join(",", members) + " " + name));
    classes.keySet().forEach(name -> line("  classDef " + name + " " + style(name)));
  }

  private static String word(Progress state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String style(String name) {
    return switch (name) {
      case "done" -> "fill:#d4edda,stroke:#2e7d32,color:#1b3a1e";
      case "in_progress" -> "fill:#d6e9f8,stroke:#1565c0,color:#102a43";
      case "blocked", "failed" -> "fill:#f8d7da,stroke:#b71c1c,color:#3b0d0d";
      case "critical" -> "stroke-width:3px";
      default -> "fill:#eeeeee,stroke:#757575,color:#424242,stroke-dasharray:4";
    };
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
