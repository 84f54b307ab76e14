package io.planwright.plan.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must have happened before what. A phase has two points, its opening and its end: its tasks
 * need the opening, the end needs its tasks. Strongly connected components by Tarjan's algorithm,
 * without recursion, since a chain may be as long as the plan.
 */
final class Graph {
  private final Map<Target, Integer> opening = new LinkedHashMap<>();
  private final Map<Target, Integer> end = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<List<Integer>> needs = new ArrayList<>();

  Graph(Draft draft) {
    for (PhaseDraft phase : draft.phases()) {
      int opens = node(phase);
      int ends = node(phase);
      opening.put(phase, opens);
      end.put(phase, ends);
      needs.get(ends).add(opens);
      for (TaskDraft task : phase.tasks) {
        int node = node(task);
        opening.put(task, node);
        end.put(task, node);
        needs.get(node).add(opens);
        needs.get(ends).add(node);
      }
    }
  }

  private int node(Target target) {
    targets.add(target);
    needs.add(new ArrayList<>());
    return targets.size() - 1;
  }

  void need(Target from, Target to) {
    Integer waits = opening.get(from);
    Integer ends = end.get(to);
    if (waits != null && ends != null) {
      needs.get(waits).add(ends);
    }
  }

  /** The number of each node's component. */
  private int[] components() {
    int size = targets.size();
    int[] component = new int[size];
    int[] index = new int[size];
    int[] low = new int[size];
    int[] next = new int[size];
    Arrays.fill(component, -1);
    Deque<Integer> path = new ArrayDeque<>();
    Deque<Integer> open = new ArrayDeque<>();
    int seen = 0;
    int found = 0;
    for (int root = 0; root < size; root++) {
      if (index[root] > 0) {
        continue;
      }
      path.push(root);
      while (!path.isEmpty()) {
        int node = path.peek();
        if (index[node] == 0) {
          index[node] = ++seen;
          low[node] = seen;
          open.push(node);
        }
        if (next[node] < needs.get(node).size()) {
          int need = needs.get(node).get(next[node]++);
          if (index[need] == 0) {
            path.push(need);
          } else if (component[need] < 0) {
            low[node] = Math.min(low[node], index[need]);
          }
          continue;
        }
        path.pop();
        if (!path.isEmpty()) {
          low[path.peek()] = Math.min(low[path.peek()], low[node]);
        }
        if (low[node] == index[node]) {
          int member;
          do {
            member = open.pop();
            component[member] = found;
          } while (member != node);
          found++;
        }
      }
    }
    return component;
  }

  /** Edges, by whether they lie on a cycle when all of them are taken. */
  record Split(List<Links.Soft> kept, List<Links.Soft> dropped) {}

  Split split(List<Links.Soft> soft) {
    List<Integer> before = needs.stream().map(List::size).toList();
    soft.forEach(edge -> need(edge.from(), edge.to()));
    int[] component = components();
    for (int i = 0; i < needs.size(); i++) {
      List<Integer> grown = needs.get(i);
      grown.subList(before.get(i), grown.size()).clear();
    }
    Split split = new Split(new ArrayList<>(), new ArrayList<>());
    for (Links.Soft edge : soft) {
      boolean free = component[at(opening, edge.from())] != component[at(end, edge.to())];
      (free ? split.kept() : split.dropped()).add(edge);
    }
    return split;
  }

  private static int at(Map<Target, Integer> nodes, Target target) {
    Integer node = nodes.get(target);
    if (node == null) {
      throw new IllegalArgumentException("no part of the plan: " + target.called());
    }
    return node;
  }

  /** One cycle of each component that has some, as what waits for what, the first also the last. */
  List<List<Target>> cycles() {
    int[] component = components();
    int[] size = new int[targets.size()];
    for (int of : component) {
      size[of]++;
    }
    List<List<Target>> cycles = new ArrayList<>();
    boolean[] reported = new boolean[targets.size()];
    for (int node = 0; node < targets.size(); node++) {
      boolean loops = size[component[node]] > 1 || needs.get(node).contains(node);
      if (loops && !reported[component[node]]) {
        reported[component[node]] = true;
        cycles.add(shortest(node, component));
      }
    }
    return cycles;
  }

  private List<Target> shortest(int start, int[] component) {
    int[] from = new int[targets.size()];
    Arrays.fill(from, -1);
    Deque<Integer> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int need : needs.get(node)) {
        if (need == start) {
          return path(start, node, from);
        }
        if (component[need] == component[start] && from[need] < 0) {
          from[need] = node;
          queue.add(need);
        }
      }
    }
    throw new IllegalStateException("no way back to " + targets.get(start).called());
  }

  private List<Target> path(int start, int last, int[] from) {
    List<Target> path = new ArrayList<>();
    path.add(targets.get(start));
    for (int node = last; node != start; node = from[node]) {
      path.add(targets.get(node));
    }
    path.add(targets.get(start));
    List<Target> forward = path.reversed();
    List<Target> shown = new ArrayList<>();
    for (Target target : forward) {
      // A phase's opening and end are one to the reader.
      if (shown.isEmpty() || shown.getLast() != target) {
        shown.add(target);
      }
    }
    if (shown.size() == 1) {
      shown.add(shown.getFirst());
    }
    return shown;
  }
}
