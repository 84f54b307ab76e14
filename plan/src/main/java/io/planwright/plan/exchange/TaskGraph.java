package io.planwright.plan.exchange;

import io.planwright.plan.Dependency;
import io.planwright.plan.Estimate;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.schedule.Assumptions;
import io.planwright.plan.schedule.Calendar;
import io.planwright.plan.schedule.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What waits for what among tasks alone, for formats that know no edges between phases: a phase's
 * edges become those of its first and last tasks. Without cycles: of each, an edge is left out.
 */
final class TaskGraph {
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Map<String, Phase> phases = new LinkedHashMap<>();
  private final Map<String, SequencedSet<String>> needs = new LinkedHashMap<>();
  private final List<String> order = new ArrayList<>();

  private TaskGraph(Plan plan) {
    plan.phases().forEach(phase -> phases.put(phase.key(), phase));
    plan.tasks().forEach(task -> tasks.put(task.key(), task));
  }

  static TaskGraph of(Plan plan) {
    TaskGraph graph = new TaskGraph(plan);
    for (Phase phase : plan.phases()) {
      for (Task task : phase.tasks()) {
        SequencedSet<String> of = new LinkedHashSet<>();
        task.dependsOn().forEach(edge -> graph.expand(edge, of));
        graph.needs.put(task.key(), of);
      }
      SequencedSet<String> opening = new LinkedHashSet<>();
      phase.dependsOn().forEach(edge -> graph.expand(edge, opening));
      first(phase).forEach(task -> graph.of(task.key()).addAll(opening));
    }
    graph.tasks.keySet().forEach(key -> graph.of(key).remove(key));
    graph.sort();
    return graph;
  }

  private void expand(Dependency edge, SequencedSet<String> into) {
    Phase phase = phases.get(edge.key());
    if (phase != null) {
      last(phase).forEach(task -> into.add(task.key()));
    } else if (tasks.containsKey(edge.key())) {
      into.add(edge.key());
    }
  }

  /** The tasks of a phase that wait for none of its others. */
  static List<Task> first(Phase phase) {
    SequencedSet<String> keys = new LinkedHashSet<>();
    phase.tasks().forEach(task -> keys.add(task.key()));
    return phase.tasks().stream()
        .filter(task -> task.dependsOn().stream().noneMatch(edge -> keys.contains(edge.key())))
        .toList();
  }

  /** The tasks of a phase that none of its others waits for. */
  static List<Task> last(Phase phase) {
    SequencedSet<String> needed = new LinkedHashSet<>();
    phase.tasks().forEach(task -> task.dependsOn().forEach(edge -> needed.add(edge.key())));
    return phase.tasks().stream().filter(task -> !needed.contains(task.key())).toList();
  }

  private SequencedSet<String> of(String key) {
    return needs.computeIfAbsent(key, _ -> new LinkedHashSet<>());
  }

  /** Depth first, without recursion; an edge back to where the walk came from closes a cycle. */
  private void sort() {
    SequencedSet<String> open = new LinkedHashSet<>();
    SequencedSet<String> done = new LinkedHashSet<>();
    Map<String, List<String>> left = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    for (String root : tasks.keySet()) {
      path.push(root);
      while (!path.isEmpty()) {
        String task = path.peek();
        if (done.contains(task)) {
          path.pop();
          continue;
        }
        open.add(task);
        List<String> rest = left.computeIfAbsent(task, key -> new ArrayList<>(of(key).reversed()));
        if (rest.isEmpty()) {
          path.pop();
          open.remove(task);
          done.add(task);
        } else {
          String next = rest.removeLast();
          if (open.contains(next)) {
            of(task).remove(next);
          } else if (!done.contains(next)) {
            path.push(next);
          }
        }
      }
    }
    order.addAll(done);
  }

  /** Keys of what a task waits for. */
  List<String> needs(Task task) {
    return List.copyOf(of(task.key()));
  }

  /** All tasks, each after what it waits for; else as in the document. */
  List<Task> inOrder() {
    return order.stream().flatMap(key -> task(key).stream()).toList();
  }

  private List<Task> task(String key) {
    Task task = tasks.get(key);
    return task == null ? List.of() : List.of(task);
  }

  /** Keys of the tasks of a longest way; none where nothing waits for anything. */
  static SequencedSet<String> critical(Plan plan) {
    Calendar any = Calendar.from(LocalDate.EPOCH);
    Assumptions sure =
        new Assumptions(any, Assumptions.UNESTIMATED, Assumptions.PER_POINT, 0, 1, 1, false);
    List<String> path = Schedule.of(plan, sure).criticalPath();
    return path.size() > 1 ? new LinkedHashSet<>(path) : new LinkedHashSet<>();
  }

  static Duration effort(Task task) {
    Optional<Estimate> estimate = task.estimate();
    return estimate
        .flatMap(Estimate::effort)
        .or(() -> estimate.flatMap(Estimate::points).map(TaskGraph::effort))
        .filter(Duration::isPositive)
        .orElse(Assumptions.UNESTIMATED);
  }

  private static Duration effort(double points) {
    return Duration.ofSeconds(Math.round(points * Assumptions.PER_POINT.toSeconds()));
  }
}
