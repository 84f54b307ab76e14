package io.planwright.plan.compile;

import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan of another tool's format while it is read: its parts under the names that the format gives
 * them, and edges between names. Nothing is concluded from titles.
 */
final class Outline {
  private final Problems problems;
  private final Map<String, Target> named = new LinkedHashMap<>();
  private final List<PhaseDraft> phases = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private String title = "Untitled plan";
  private int tasks;
  private int items;

  /**
   * @param soft yields where it would close a cycle
   */
  private record Edge(
      String from, String to, Kind kind, Evidence evidence, boolean soft, Source source) {}

  Outline(Problems problems) {
    this.problems = problems;
  }

  void title(String text) {
    if (!text.isBlank()) {
      title = text.strip();
    }
  }

  /** The phase of a name, made where it is new. */
  PhaseDraft phase(String name, String id, String text, Source at) {
    if (named.get(name) instanceof PhaseDraft known) {
      return known;
    }
    PhaseDraft phase = new PhaseDraft("", "", id, text.isBlank() ? "Tasks" : text.strip(), at);
    phases.add(phase);
    named.put(name, phase);
    return phase;
  }

  /** Empty beyond the limit. */
  Optional<TaskDraft> task(PhaseDraft phase, String name, String id, String text, Source at) {
    if (++tasks > Limits.MOST_TASKS) {
      if (tasks == Limits.MOST_TASKS + 1) {
        problems.error(
            "too-many-tasks",
            at,
            "a plan must have at most " + Limits.MOST_TASKS + " tasks",
            "split it into several plans");
      }
      return Optional.empty();
    }
    TaskDraft task = plain(phase, id, text, at);
    phase.tasks.add(task);
    named.putIfAbsent(name, task);
    return Optional.of(task);
  }

  void item(TaskDraft task, String id, String text, Progress state, Source at) {
    if (++items > Limits.MOST_SUBTASKS) {
      if (items == Limits.MOST_SUBTASKS + 1) {
        problems.error(
            "too-many-subtasks",
            at,
            "a plan must have at most " + Limits.MOST_SUBTASKS + " items in its tasks' checklists",
            "split it into several plans");
      }
      return;
    }
    TaskDraft item = plain(task.phase, id, text, at);
    item.state = Optional.of(state);
    task.subtasks.add(item);
  }

  /** What a title says beside being one, has fields of its own in such formats. */
  private static TaskDraft plain(PhaseDraft phase, String id, String text, Source at) {
    TaskDraft task = new TaskDraft(phase, "", id, "", at);
    task.title = text.strip();
    return task;
  }

  /** Says that one part waits for another, both perhaps not read yet. */
  void edge(String from, String to, Kind kind, Evidence.Form form, Source at) {
    add(new Edge(from, to, kind, new Evidence(form, 1), false, at));
  }

  void softEdge(String from, String to, Evidence.Form form, Source at) {
    add(new Edge(from, to, Kind.EXPLICIT, new Evidence(form, 1), true, at));
  }

  private void add(Edge edge) {
    if (edges.size() == Limits.MOST_DEPENDENCIES) {
      problems.error(
          "too-many-dependencies",
          edge.source(),
          "a plan must have at most " + Limits.MOST_DEPENDENCIES + " dependencies",
          "let phases depend on phases instead of tasks on tasks");
    }
    if (edges.size() <= Limits.MOST_DEPENDENCIES) {
      edges.add(edge);
    }
  }

  boolean has(String name) {
    return named.containsKey(name);
  }

  boolean isEmpty() {
    return tasks == 0;
  }

  Draft draft() {
    return new Draft(title, phases, List.of(), List.of(), List.of(), new AboutPlan());
  }

  void link(Links links) {
    for (Edge edge : edges) {
      Target from = named.get(edge.from());
      Target to = named.get(edge.to());
      if (from == null || to == null || from == to) {
        problems.warning(
            "dangling-reference",
            edge.source(),
            from != null && from == to
                ? from.called() + " cannot wait for itself"
                : "expected a task or phase of the plan, came "
                    + shown(from == null ? edge.from() : edge.to()),
            "name one that is there");
      } else if (from instanceof TaskDraft task && task.phase == to) {
        problems.warning(
            "dependency-on-own-phase",
            edge.source(),
            task.called() + " cannot wait for its own phase " + to.called(),
            "name the tasks that must come before it");
      } else if (edge.soft()) {
        links.addSoft(from, to, edge.kind(), edge.evidence(), edge.source());
      } else {
        links.add(from, to, edge.kind(), edge.evidence(), edge.source());
      }
    }
  }

  private static String shown(String name) {
    return name.substring(name.indexOf(' ') + 1);
  }
}
