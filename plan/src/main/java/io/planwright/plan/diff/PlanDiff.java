package io.planwright.plan.diff;

import io.planwright.plan.Plan;
import io.planwright.plan.run.State;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What is otherwise in the second of two plans, in its order, and what a run of the first would
 * have to do.
 */
public record PlanDiff(List<Change> changes) {
  public PlanDiff {
    changes = List.copyOf(changes);
  }

  /** For a run that is as far as the first document says. */
  public static PlanDiff of(Plan from, Plan to) {
    return of(from, to, Collections.emptySortedMap());
  }

  /**
   * @param run states of a run's tasks by key; for tasks not in it counts what the document says
   */
  public static PlanDiff of(Plan from, Plan to, Map<String, State> run) {
    return new PlanDiff(new Comparison(from, to, new RunStates(from, run)).changes());
  }

  /** Whether the two say the same, wherever they say it. */
  public boolean same() {
    return changes.isEmpty();
  }
}
