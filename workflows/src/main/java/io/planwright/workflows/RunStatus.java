package io.planwright.workflows;

import io.planwright.plan.run.State;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Live state of a run: its phases by key. */
public record RunStatus(State state, SortedMap<String, State> phases) {
  public RunStatus {
    phases = Collections.unmodifiableSortedMap(new TreeMap<>(phases));
  }
}
