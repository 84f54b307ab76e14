package io.planwright.workflows;

import io.planwright.plan.run.StepRef;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one step's effect is taken back, noted before the step began.
 *
 * @param activity the Temporal activity type that does it
 * @param order of the step's start in its phase
 */
public record UndoRecord(
    StepRef step, String activity, String queue, SortedMap<String, Object> inputs, int order) {
  public UndoRecord {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }
}
