package io.planwright.plan.exchange;

import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;

/** A plan in the DOT language of Graphviz: a cluster for each phase, implied edges dotted. */
public final class Dot {
  private static final String CLUSTER = "cluster_";

  private final Plan plan;
  private final StringBuilder out = new StringBuilder();

  private Dot(Plan plan) {
    this.plan = plan;
  }

  public static String write(Plan plan) {
    return new Dot(plan).write();
  }

  private String write() {
    SequencedSet<String> critical = TaskGraph.critical(plan);
    line("digraph plan {");
    line("  graph [label=" + quoted(plan.title()) + ", labelloc=t, compound=true, rankdir=LR];");
    line("  node [shape=box, style=\"rounded,filled\", fillcolor=white];");
    for (Phase phase : plan.phases()) {
      line("  subgraph " + quoted(CLUSTER + phase.key()) + " {");
      line("    label=" + quoted(phase.title()) + ";");
      for (Task task : phase.tasks()) {
        line("    " + node(task, critical.contains(task.key())));
      }
      line("  }");
    }
    for (Phase phase : plan.phases()) {
      phase.dependsOn().forEach(edge -> toPhase(edge, phase));
      for (Task task : phase.tasks()) {
        task.dependsOn().forEach(edge -> edge(edge, task.key(), Optional.empty()));
      }
    }
    line("}");
    return out.toString();
  }

  private static String node(Task task, boolean critical) {
    List<String> attributes = new ArrayList<>();
    attributes.add("label=" + quoted(Label.of(task.id(), task.title())));
    if (task.state() != Progress.TODO) {
      attributes.add("class=" + quoted(task.state().name().toLowerCase(Locale.ROOT)));
      attributes.add("fillcolor=" + quoted(colour(task.state())));
    }
    if (critical) {
      attributes.add("penwidth=3");
    }
    return quoted(task.key()) + " [" + String.join(", ", attributes) + "];";
  }

  private static String colour(Progress state) {
    return switch (state) {
      case DONE -> "#d4edda";
      case IN_PROGRESS -> "#d6e9f8";
      case BLOCKED, FAILED -> "#f8d7da";
      case TODO, ON_HOLD, CANCELLED -> "#eeeeee";
    };
  }

  /** An edge joins nodes; that it means their clusters is told by where it is cut off. */
  private void toPhase(Dependency edge, Phase phase) {
    if (!phase.tasks().isEmpty()) {
      edge(edge, phase.tasks().getFirst().key(), Optional.of("lhead=" + cluster(phase)));
    }
  }

  private void edge(Dependency edge, String to, Optional<String> head) {
    List<String> attributes = new ArrayList<>();
    Optional<Phase> phase = plan.phase(edge.key()).filter(found -> !found.tasks().isEmpty());
    if (phase.isEmpty() && plan.task(edge.key()).isEmpty()) {
      return;
    }
    phase.ifPresent(found -> attributes.add("ltail=" + cluster(found)));
    head.ifPresent(attributes::add);
    if (edge.kind() == Dependency.Kind.IMPLIED) {
      attributes.add("style=dotted");
    }
    String from = phase.map(found -> found.tasks().getLast().key()).orElse(edge.key());
    line(
        "  "
            + quoted(from)
            + " -> "
            + quoted(to)
            + (attributes.isEmpty() ? "" : " [" + String.join(", ", attributes) + "]")
            + ";");
  }

  private static String cluster(Phase phase) {
    return quoted(CLUSTER + phase.key());
  }

  private static String quoted(String text) {
    return '"' + Label.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
