package io.planwright.plan.schedule;

import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * One task at a time for each assignee, by the serial schedule generation scheme (Kolisch 1996): of
 * the tasks whose predecessors are placed, the one with the least latest finish is placed next, at
 * the first time at which its assignee is free for as long as it takes. The order in which an
 * assignee then works becomes part of the network.
 */
final class Levelling {
  private final Network network;
  private final long[] seconds;
  private final long[] start;
  private final Map<String, List<Integer>> busy = new TreeMap<>();

  private Levelling(Network network, long[] seconds) {
    this.network = network;
    this.seconds = seconds;
    this.start = new long[network.size()];
  }

  /** Adds to the network the order in which each assignee works. */
  static void level(Network network, long[] seconds) {
    Levelling levelling = new Levelling(network, seconds);
    levelling.place(new CriticalPath(network, seconds).latestFinish);
    levelling.busy.values().forEach(levelling::chain);
  }

  private void place(long[] latestFinish) {
    List<List<Integer>> after = network.after();
    int[] waits = new int[network.size()];
    PriorityQueue<Integer> ready =
        new PriorityQueue<>(
            Comparator.<Integer>comparingLong(node -> latestFinish[node])
                .thenComparing(Comparator.naturalOrder()));
    for (int node = 0; node < waits.length; node++) {
      waits[node] = network.before(node).size();
      if (waits[node] == 0) {
        ready.add(node);
      }
    }
    while (!ready.isEmpty()) {
      int node = ready.remove();
      place(node);
      for (int to : after.get(node)) {
        if (--waits[to] == 0) {
          ready.add(to);
        }
      }
    }
  }

  private void place(int node) {
    long at = 0;
    for (int from : network.before(node)) {
      at = Math.max(at, start[from] + seconds[from]);
    }
    if (seconds[node] > 0 && node < network.tasks().size()) {
      at =
          network.tasks().get(node).assignee().map(Levelling::name).isPresent()
              ? free(node, at)
              : at;
    }
    start[node] = at;
  }

  private long free(int node, long earliest) {
    Task task = network.tasks().get(node);
    List<Integer> others =
        busy.computeIfAbsent(name(task.assignee().orElseThrow()), any -> new ArrayList<>());
    long at = earliest;
    int place = 0;
    while (place < others.size()) {
      int other = others.get(place);
      if (start[other] >= at + seconds[node]) {
        break;
      }
      at = Math.max(at, start[other] + seconds[other]);
      place++;
    }
    others.add(place, node);
    return at;
  }

  private static String name(String assignee) {
    return assignee.strip().toLowerCase(Locale.ROOT);
  }

  private void chain(List<Integer> nodes) {
    for (int i = 1; i < nodes.size(); i++) {
      network.add(nodes.get(i - 1), nodes.get(i));
    }
  }
}
