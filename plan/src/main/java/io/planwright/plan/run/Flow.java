package io.planwright.plan.run;

import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * Which tasks of a plan follow from which, across phases. A phase is two nodes of the graph, its
 * beginning and its end, so that its size is linear in the plan's.
 */
public final class Flow {
  private final Map<String, List<String>> next = new LinkedHashMap<>();
  private final SequencedSet<String> tasks = new LinkedHashSet<>();

  public Flow(Plan plan) {
    this(plan, new GateOrder(plan));
  }

  private Flow(Plan plan, GateOrder gates) {
    this(plan, gates::needs, gates::needs);
  }

  private Flow(
      Plan plan,
      Function<Phase, SequencedSet<String>> ofPhase,
      Function<Task, SequencedSet<String>> ofTask) {
    for (Phase phase : plan.phases()) {
      String beginning = beginning(phase);
      edges(ofPhase.apply(phase), beginning);
      for (Task task : phase.steps()) {
        tasks.add(task.key());
        edge(beginning, task.key());
        edges(ofTask.apply(task), task.key());
        edge(task.key(), phase.key());
      }
    }
  }

  /** By the plan's dependencies alone, without what waits for a gate unsaid. */
  static Flow stated(Plan plan) {
    return new Flow(plan, p -> keys(p.dependsOn()), t -> keys(t.dependsOn()));
  }

  private static SequencedSet<String> keys(List<Dependency> dependencies) {
    SequencedSet<String> keys = new LinkedHashSet<>();
    dependencies.forEach(dependency -> keys.add(dependency.key()));
    return keys;
  }

  /** These tasks, and all that follow from them, in the plan's order. */
  public SequencedSet<String> downstream(Collection<String> from) {
    SequencedSet<String> seen = new LinkedHashSet<>(from);
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (String follower : followers(open.removeFirst())) {
        if (seen.add(follower)) {
          open.add(follower);
        }
      }
    }
    SequencedSet<String> inOrder = new LinkedHashSet<>(tasks);
    inOrder.retainAll(seen);
    return inOrder;
  }

  /** All from which one of these tasks follows, themselves included. */
  SequencedSet<String> upstream(SequencedSet<String> of) {
    Map<String, List<String>> former = new LinkedHashMap<>();
    next.forEach(
        (from, followers) ->
            followers.forEach(to -> former.computeIfAbsent(to, _ -> new ArrayList<>()).add(from)));
    SequencedSet<String> seen = new LinkedHashSet<>(of);
    Deque<String> open = new ArrayDeque<>(of);
    while (!open.isEmpty()) {
      for (String before : former.getOrDefault(open.removeFirst(), List.of())) {
        if (seen.add(before)) {
          open.add(before);
        }
      }
    }
    return seen;
  }

  /** For each of these tasks, those of them that follow from it with none of them between. */
  public SequencedMap<String, List<String>> nearest(SequencedSet<String> among) {
    SequencedMap<String, List<String>> nearest = new LinkedHashMap<>();
    for (String task : among) {
      nearest.put(task, nearest(task, among));
    }
    return nearest;
  }

  private List<String> nearest(String task, SequencedSet<String> among) {
    List<String> found = new ArrayList<>();
    SequencedSet<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(task));
    while (!open.isEmpty()) {
      for (String follower : followers(open.removeFirst())) {
        if (seen.add(follower)) {
          if (among.contains(follower)) {
            found.add(follower);
          } else {
            open.add(follower);
          }
        }
      }
    }
    return found;
  }

  private List<String> followers(String node) {
    return next.getOrDefault(node, List.of());
  }

  private void edges(SequencedSet<String> needs, String to) {
    needs.forEach(key -> edge(key, to));
  }

  private void edge(String from, String to) {
    next.computeIfAbsent(from, _ -> new ArrayList<>()).add(to);
  }

  /** No key of a plan has a space. */
  private static String beginning(Phase phase) {
    return phase.key() + " begins";
  }
}
