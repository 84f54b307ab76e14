package io.planwright.plan.format;

import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says where tasks wait for each other. A phase has two points, its opening and its end: its tasks
 * need the opening, the end needs its tasks. What can't be taken away in topological order holds a
 * cycle; following what each waits for must find it.
 */
public final class Cycles {
  private static final String END = "\nend";
  private static final int MOST_NAMED = 20;

  private final Map<String, List<String>> needs = new LinkedHashMap<>();
  private final Map<String, Source> places = new LinkedHashMap<>();

  private Cycles(Plan plan) {
    for (Phase phase : plan.phases()) {
      places.putIfAbsent(phase.key(), phase.source());
      needs.computeIfAbsent(phase.key(), key -> new ArrayList<>());
      List<String> end = needs.computeIfAbsent(phase.key() + END, key -> new ArrayList<>());
      end.add(phase.key());
      for (Task task : phase.tasks()) {
        places.putIfAbsent(task.key(), task.source());
        needs.computeIfAbsent(task.key(), key -> new ArrayList<>()).add(phase.key());
        end.add(task.key());
      }
    }
    for (Phase phase : plan.phases()) {
      phase.dependsOn().forEach(edge -> need(phase.key(), edge));
      phase.tasks().forEach(task -> task.dependsOn().forEach(edge -> need(task.key(), edge)));
    }
  }

  /** An error where there is a cycle. */
  public static Optional<Diagnostic> in(Plan plan) {
    Findings findings = new Findings();
    report(plan, findings);
    return findings.inOrder().stream().findFirst();
  }

  static void report(Plan plan, Findings findings) {
    new Cycles(plan).report(findings);
  }

  private void need(String from, Dependency edge) {
    String end = needs.containsKey(edge.key() + END) ? edge.key() + END : edge.key();
    needs.getOrDefault(from, new ArrayList<>()).add(end);
  }

  private void report(Findings findings) {
    Map<String, Integer> open = new LinkedHashMap<>();
    Map<String, List<String>> waiting = new LinkedHashMap<>();
    Deque<String> free = new ArrayDeque<>();
    needs.forEach(
        (node, of) -> {
          open.put(node, of.size());
          of.forEach(on -> waiting.computeIfAbsent(on, key -> new ArrayList<>()).add(node));
          if (of.isEmpty()) {
            free.add(node);
          }
        });
    while (!free.isEmpty()) {
      String done = free.remove();
      open.remove(done);
      for (String node : waiting.getOrDefault(done, List.of())) {
        if (open.merge(node, -1, Integer::sum) == 0) {
          free.add(node);
        }
      }
    }
    if (!open.isEmpty()) {
      report(cycle(open), findings);
    }
  }

  private List<String> cycle(Map<String, Integer> open) {
    Map<String, Integer> path = new LinkedHashMap<>();
    String node = open.keySet().iterator().next();
    while (!path.containsKey(node)) {
      path.put(node, path.size());
      node =
          needs.getOrDefault(node, List.of()).stream()
              .filter(open::containsKey)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("what is left waits for what is left"));
    }
    List<String> cycle = new ArrayList<>(path.keySet());
    cycle = new ArrayList<>(cycle.subList(path.getOrDefault(node, 0), cycle.size()));
    cycle.add(node);
    return cycle;
  }

  private void report(List<String> cycle, Findings findings) {
    List<String> named = new ArrayList<>();
    for (String node : cycle) {
      String key = node.endsWith(END) ? node.substring(0, node.length() - END.length()) : node;
      if (named.isEmpty() || !named.getLast().equals(key)) {
        named.add(key);
      }
    }
    findings.error(
        "dependency-cycle",
        places.getOrDefault(named.getFirst(), Findings.START),
        "tasks must not wait for each other: "
            + String.join(" → ", named.subList(0, Math.min(MOST_NAMED, named.size())))
            + (named.size() > MOST_NAMED ? " → …" : ""),
        "remove one of these dependencies");
  }
}
