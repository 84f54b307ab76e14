package io.planwright.plan.assist;

import io.planwright.plan.Criterion;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.List;
import java.util.Optional;

/** The criteria of a part of a plan. */
final class CriteriaOf {
  private CriteriaOf() {}

  /**
   * @param key of a task or a phase; absent: those of the plan as a whole
   */
  static Optional<List<Criterion>> part(Plan plan, Optional<String> key) {
    return key.isEmpty()
        ? Optional.of(plan.criteria())
        : plan.task(key.get())
            .map(Task::criteria)
            .or(() -> plan.phase(key.get()).map(Phase::criteria));
  }
}
