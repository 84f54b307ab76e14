package io.planwright.api.runs;

import io.planwright.plan.Priority;
import io.planwright.plan.run.Shares;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run is started with.
 *
 * @param version of the plan; absent: the newest that can be run
 * @param all whether tasks that the document marks done are run too
 * @param atOnce tasks of the whole run at the same time; absent: as the plan says
 * @param budget by kind: tokens, usd, gpu-hours; absent: as the plan says
 * @param pinned whether it stays on the build of the workers that is current now
 */
public record StartRun(
    Optional<Integer> version,
    Optional<Priority> priority,
    boolean all,
    Optional<Integer> atOnce,
    Optional<SortedMap<String, Double>> budget,
    boolean pinned) {
  public StartRun {
    var unused = shares(atOnce, budget);
  }

  Shares shares() {
    return shares(atOnce, budget);
  }

  private static Shares shares(
      Optional<Integer> atOnce, Optional<SortedMap<String, Double>> budget) {
    return new Shares(Optional.empty(), atOnce, budget.orElseGet(TreeMap::new), List.of());
  }
}
