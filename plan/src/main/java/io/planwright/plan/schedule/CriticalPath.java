package io.planwright.plan.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The critical path method (Kelley and Walker 1959): a pass forward over the network gives the
 * earliest times, one backward from the end the latest that do not put the end off.
 */
final class CriticalPath {
  final long[] earliestStart;
  final long[] earliestFinish;
  final long[] latestStart;
  final long[] latestFinish;
  final long end;
  private final Network network;

  CriticalPath(Network network, long[] seconds) {
    this.network = network;
    int size = network.size();
    int[] order = network.order();
    earliestStart = new long[size];
    earliestFinish = new long[size];
    latestStart = new long[size];
    latestFinish = new long[size];
    for (int node : order) {
      for (int from : network.before(node)) {
        earliestStart[node] = Math.max(earliestStart[node], earliestFinish[from]);
      }
      earliestFinish[node] = earliestStart[node] + seconds[node];
    }
    end = Arrays.stream(earliestFinish).max().orElse(0);
    Arrays.fill(latestFinish, end);
    for (int i = size - 1; i >= 0; i--) {
      int node = order[i];
      latestStart[node] = latestFinish[node] - seconds[node];
      for (int from : network.before(node)) {
        latestFinish[from] = Math.min(latestFinish[from], latestStart[node]);
      }
    }
  }

  long slack(int node) {
    return latestStart[node] - earliestStart[node];
  }

  /** The tasks of one longest way through the network, in order. */
  List<Integer> path() {
    List<Integer> path = new ArrayList<>();
    int node = -1;
    for (int i = 0; i < earliestFinish.length && node < 0; i++) {
      node = end > 0 && earliestFinish[i] == end ? i : -1;
    }
    while (node >= 0) {
      if (node < network.tasks().size()) {
        path.add(node);
      }
      int earlier = -1;
      for (int from : network.before(node)) {
        if (earlier < 0 && earliestFinish[from] == earliestStart[node]) {
          earlier = from;
        }
      }
      node = earlier;
    }
    Collections.reverse(path);
    return path;
  }
}
