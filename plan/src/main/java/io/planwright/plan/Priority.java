package io.planwright.plan;

/** How urgent a task or a run is: P0 first. */
public enum Priority {
  P0,
  P1,
  P2,
  P3
}
