package io.planwright.plan.compile;

import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Progress;
import io.planwright.plan.compile.MermaidGantt.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads drawings: graphs as order, gantt charts as order or, where nothing else is, as tasks. */
final class DrawingReading {
  private final DraftBuilder draft;
  private final List<MermaidGantt> charts = new ArrayList<>();

  DrawingReading(DraftBuilder draft) {
    this.draft = draft;
  }

  void read(Block.Fence fence, boolean announced) {
    MermaidGraph.read(fence).ifPresent(graph -> draft.drawings.add(drawing(graph, announced)));
    MermaidGantt.read(fence).ifPresent(charts::add);
  }

  private static Draft.Drawing drawing(MermaidGraph graph, boolean announced) {
    Map<String, String> names = new LinkedHashMap<>();
    List<Draft.Label> labels = new ArrayList<>();
    for (MermaidGraph.Node node : graph.nodes()) {
      names.put(node.id(), node.label());
      labels.add(new Draft.Label(node.label(), node.source()));
    }
    Set<String> joined = new LinkedHashSet<>();
    graph.edges().forEach(edge -> joined.addAll(List.of(edge.from(), edge.to())));
    for (MermaidGraph.Group group : graph.groups()) {
      names.put(group.id(), group.title());
      if (joined.contains(group.id())) {
        labels.add(new Draft.Label(group.title(), group.source()));
      }
    }
    List<Draft.Arrow> arrows =
        graph.edges().stream()
            .filter(MermaidGraph.Edge::directed)
            .map(
                edge ->
                    new Draft.Arrow(
                        names.getOrDefault(edge.from(), edge.from()),
                        names.getOrDefault(edge.to(), edge.to()),
                        1,
                        edge.source()))
            .toList();
    return new Draft.Drawing(Form.MERMAID, announced, labels, arrows);
  }

  /** Charts are the plan where it has no other tasks, else they show its order. */
  void finish() {
    boolean plan = draft.isEmpty();
    for (MermaidGantt chart : charts) {
      if (plan) {
        chart.sections().forEach(this::addTasks);
      } else {
        draft.drawings.add(drawing(chart));
      }
    }
  }

  private void addTasks(MermaidGantt.Section section) {
    if (section.bars().isEmpty()) {
      return;
    }
    String title = section.title().isBlank() ? "Tasks" : section.title();
    PhaseDraft phase = draft.phases.drawn(title, section.source());
    for (MermaidGantt.Bar bar : section.bars()) {
      draft.add(bar.source(), () -> task(bar, phase)).ifPresent(task -> describe(task, bar));
    }
  }

  private static TaskDraft task(MermaidGantt.Bar bar, PhaseDraft phase) {
    TaskDraft task = new TaskDraft(phase, "task", bar.id().orElse(""), bar.title(), bar.source());
    Optional<Progress> state =
        bar.is(Tag.DONE)
            ? Optional.of(Progress.DONE)
            : bar.is(Tag.ACTIVE) ? Optional.of(Progress.IN_PROGRESS) : Optional.empty();
    task.state = state.or(() -> task.state);
    task.gate = bar.is(Tag.MILESTONE);
    return task;
  }

  private static void describe(TaskDraft task, MermaidGantt.Bar bar) {
    bar.after()
        .forEach(id -> task.statements.add(new Statement(id, false, Form.MERMAID, bar.source())));
    if (!bar.length().isEmpty()) {
      task.estimate = task.estimate.or(() -> EstimateText.of("", bar.length()));
    }
  }

  private static Draft.Drawing drawing(MermaidGantt chart) {
    Map<String, String> names = new LinkedHashMap<>();
    List<Draft.Label> labels = new ArrayList<>();
    List<Draft.Arrow> arrows = new ArrayList<>();
    List<MermaidGantt.Bar> bars =
        chart.sections().stream().flatMap(section -> section.bars().stream()).toList();
    for (MermaidGantt.Bar bar : bars) {
      bar.id().ifPresent(id -> names.put(id, bar.title()));
      labels.add(new Draft.Label(bar.title(), bar.source()));
    }
    for (MermaidGantt.Bar bar : bars) {
      for (String id : bar.after()) {
        arrows.add(new Draft.Arrow(names.getOrDefault(id, id), bar.title(), 1, bar.source()));
      }
    }
    return new Draft.Drawing(Form.MERMAID, false, labels, arrows);
  }
}
