package io.planwright.workflows;

import io.planwright.plan.run.State;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Live state of a phase: its tasks by key. */
public record PhaseStatus(State state, SortedMap<String, State> tasks) {
  public PhaseStatus {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
  }
}
