package io.planwright.workflows;

import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Live state of a phase: its tasks by key.
 *
 * @param waiting for whom and why, of the tasks that wait
 */
public record PhaseStatus(
    State state, SortedMap<String, State> tasks, SortedMap<String, Waiting> waiting) {
  public PhaseStatus {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
  }
}
