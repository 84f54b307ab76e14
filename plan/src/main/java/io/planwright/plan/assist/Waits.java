package io.planwright.plan.assist;

import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What waits for what in a plan. A phase has two points, its opening and its end: its tasks need
 * the opening, the end needs its tasks.
 */
final class Waits {
  private static final String END = "\nend";

  private final Map<String, List<String>> needs = new LinkedHashMap<>();

  Waits(Plan plan) {
    for (Phase phase : plan.phases()) {
      needs.put(phase.key(), new ArrayList<>());
      List<String> end = new ArrayList<>(List.of(phase.key()));
      needs.put(phase.key() + END, end);
      for (Task task : phase.tasks()) {
        needs.put(task.key(), new ArrayList<>(List.of(phase.key())));
        end.add(task.key());
      }
    }
    for (Phase phase : plan.phases()) {
      phase.dependsOn().forEach(edge -> add(phase.key(), edge.key()));
      phase.tasks().forEach(task -> task.dependsOn().forEach(edge -> add(task.key(), edge.key())));
    }
  }

  boolean has(String key) {
    return needs.containsKey(key);
  }

  void add(String from, String on) {
    needs.getOrDefault(from, new ArrayList<>()).add(end(on));
  }

  /** Whether {@code on} could then end only after itself. */
  boolean wouldGoRound(String from, String on) {
    Deque<String> open = new ArrayDeque<>(List.of(end(on)));
    Set<String> seen = new LinkedHashSet<>(open);
    while (!open.isEmpty()) {
      String node = open.remove();
      if (node.equals(from)) {
        return true;
      }
      needs.getOrDefault(node, List.of()).stream().filter(seen::add).forEach(open::add);
    }
    return false;
  }

  private String end(String key) {
    return needs.containsKey(key + END) ? key + END : key;
  }
}
