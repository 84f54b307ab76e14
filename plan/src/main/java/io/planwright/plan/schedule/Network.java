package io.planwright.plan.schedule;

import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A plan as an activity-on-node network. The nodes are the tasks in the plan's order, then for each
 * phase the moments at which it opens and has ended. Work that is done or cancelled holds nobody
 * up, whatever it depends on. Dependencies that lie on a cycle are left out, so that there always
 * is an order.
 */
final class Network {
  private final List<Task> tasks;
  private final List<Phase> phases;
  private final Map<String, Integer> ends = new LinkedHashMap<>();
  private final List<Schedule.Ignored> ignored = new ArrayList<>();
  private final List<List<Integer>> before = new ArrayList<>();
  private final List<Stated> stated = new ArrayList<>();

  /** A dependency of the plan; those between a phase and its own tasks are no such. */
  private record Stated(int from, int to, String of, String dependsOn) {}

  Network(Plan plan) {
    tasks = plan.tasks().toList();
    phases = plan.phases();
    for (int i = 0; i < size(); i++) {
      before.add(new ArrayList<>());
    }
    for (int i = 0; i < tasks.size(); i++) {
      ends.put(tasks.get(i).key(), i);
    }
    for (int i = 0; i < phases.size(); i++) {
      ends.put(phases.get(i).key(), closes(i));
    }
    connect();
  }

  List<Task> tasks() {
    return tasks;
  }

  List<Schedule.Ignored> ignored() {
    return ignored;
  }

  int size() {
    return tasks.size() + 2 * phases.size();
  }

  private int opens(int phase) {
    return tasks.size() + 2 * phase;
  }

  private int closes(int phase) {
    return opens(phase) + 1;
  }

  private boolean settled(int node) {
    return node < tasks.size()
        && (tasks.get(node).state() == Progress.DONE
            || tasks.get(node).state() == Progress.CANCELLED);
  }

  private void connect() {
    int task = 0;
    for (int phase = 0; phase < phases.size(); phase++) {
      before.get(closes(phase)).add(opens(phase));
      state(phases.get(phase).key(), phases.get(phase).dependsOn(), opens(phase));
      for (Task each : phases.get(phase).tasks()) {
        if (!settled(task)) {
          before.get(task).add(opens(phase));
          before.get(closes(phase)).add(task);
          state(each.key(), each.dependsOn(), task);
        }
        task++;
      }
    }
    int[] component = components(withStated());
    for (Stated edge : stated) {
      if (component[edge.from()] == component[edge.to()]) {
        ignored.add(
            new Schedule.Ignored(edge.of(), edge.dependsOn(), Schedule.Ignored.Reason.CYCLE));
      } else {
        before.get(edge.to()).add(edge.from());
      }
    }
  }

  private void state(String of, List<Dependency> dependsOn, int node) {
    for (Dependency dependency : dependsOn) {
      Integer from = ends.get(dependency.key());
      if (from == null) {
        ignored.add(new Schedule.Ignored(of, dependency.key(), Schedule.Ignored.Reason.UNKNOWN));
      } else if (!settled(from)) {
        stated.add(new Stated(from, node, of, dependency.key()));
      }
    }
  }

  private List<List<Integer>> withStated() {
    List<List<Integer>> all = new ArrayList<>();
    before.forEach(nodes -> all.add(new ArrayList<>(nodes)));
    stated.forEach(edge -> all.get(edge.to()).add(edge.from()));
    return all;
  }

  /** Tarjan's strongly connected components, without recursion: the component of each node. */
  private static int[] components(List<List<Integer>> edges) {
    int size = edges.size();
    int[] index = new int[size];
    int[] low = new int[size];
    int[] component = new int[size];
    int[] next = new int[size];
    Arrays.fill(component, -1);
    Deque<Integer> open = new ArrayDeque<>();
    Deque<Integer> path = new ArrayDeque<>();
    int count = 0;
    for (int root = 0; root < size; root++) {
      if (index[root] != 0) {
        continue;
      }
      path.push(root);
      while (!path.isEmpty()) {
        int node = path.peek();
        if (index[node] == 0) {
          index[node] = low[node] = ++count;
          open.push(node);
        }
        if (next[node] < edges.get(node).size()) {
          int to = edges.get(node).get(next[node]++);
          if (index[to] == 0) {
            path.push(to);
          } else if (component[to] < 0) {
            low[node] = Math.min(low[node], index[to]);
          }
          continue;
        }
        path.pop();
        if (low[node] == index[node]) {
          int member;
          do {
            member = open.pop();
            component[member] = node;
          } while (member != node);
        }
        if (!path.isEmpty()) {
          low[path.peek()] = Math.min(low[path.peek()], low[node]);
        }
      }
    }
    return component;
  }

  /** One more edge, of work that waits for its owner; it must not close a cycle. */
  void add(int from, int to) {
    before.get(to).add(from);
  }

  List<Integer> before(int node) {
    return before.get(node);
  }

  List<List<Integer>> after() {
    List<List<Integer>> after = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      after.add(new ArrayList<>());
    }
    for (int node = 0; node < size(); node++) {
      for (int from : before.get(node)) {
        after.get(from).add(node);
      }
    }
    return after;
  }

  /** Every node behind all that it waits for, the plan's order where there is a choice. */
  int[] order() {
    List<List<Integer>> after = after();
    int[] waits = new int[size()];
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int node = 0; node < size(); node++) {
      waits[node] = before.get(node).size();
      if (waits[node] == 0) {
        ready.add(node);
      }
    }
    int[] order = new int[size()];
    int count = 0;
    while (!ready.isEmpty()) {
      int node = ready.remove();
      order[count++] = node;
      for (int to : after.get(node)) {
        if (--waits[to] == 0) {
          ready.add(to);
        }
      }
    }
    return order;
  }
}
