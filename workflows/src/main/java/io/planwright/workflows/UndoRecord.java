package io.planwright.workflows;

import io.planwright.plan.run.StepRef;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one step's effect is taken back, noted before the step began.
 *
 * @param activity the Temporal activity type that does it
 * @param startedAt of the step: what began last is undone first
 * @param succeeded whether the step did; where not, its effect may or may not have happened
 */
public record UndoRecord(
    StepRef step,
    String activity,
    String queue,
    SortedMap<String, Object> inputs,
    Instant startedAt,
    boolean succeeded) {
  public UndoRecord {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  UndoRecord withSucceeded(boolean done) {
    return new UndoRecord(step, activity, queue, inputs, startedAt, done);
  }
}
