package io.planwright.workflows;

import io.planwright.plan.run.StepRef;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one step's effect is taken back, noted before the step began.
 *
 * @param activity the Temporal activity type that does it
 * @param startedAt of the step
 * @param succeeded whether the step did; where not, its effect may or may not have happened
 * @param endedAt when it succeeded: what ended last is undone first
 * @param check the activity type that says whether it was taken back
 * @param changes what was changed: changes of the same are undone one after the other
 */
public record UndoRecord(
    StepRef step,
    String activity,
    String queue,
    SortedMap<String, Object> inputs,
    Instant startedAt,
    boolean succeeded,
    Optional<Instant> endedAt,
    Optional<String> check,
    Optional<String> changes) {
  public UndoRecord {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  UndoRecord ended(Instant at) {
    return new UndoRecord(
        step, activity, queue, inputs, startedAt, true, Optional.of(at), check, changes);
  }

  int execution() {
    return Math.abs(step.execution());
  }
}
