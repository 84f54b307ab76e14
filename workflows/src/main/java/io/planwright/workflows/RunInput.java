package io.planwright.workflows;

import io.planwright.plan.Priority;
import io.planwright.plan.run.Shares;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.Reopening;
import java.util.Optional;

/**
 * What starts a run: a plan by reference, never its text.
 *
 * @param all whether tasks that the document marks done are run too
 * @param schedule that started it, where one did
 * @param origin the run that it repeats, keeping its valid outcomes
 * @param carried how it stood when it was continued as new
 * @param shares what it may take, where more is said than in its plan
 */
public record RunInput(
    PlanChoice plan,
    String actor,
    Priority priority,
    boolean all,
    Optional<String> schedule,
    Optional<Reopening> origin,
    Optional<RunCarried> carried,
    Optional<Shares> shares) {

  /** Of a run from the beginning. */
  public RunInput(
      PlanChoice plan, String actor, Priority priority, boolean all, Optional<String> schedule) {
    this(
        plan, actor, priority, all, schedule, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public RunInput repeating(Reopening run) {
    return new RunInput(plan, actor, priority, all, schedule, Optional.of(run), carried, shares);
  }

  RunInput continued(RunCarried standing) {
    return new RunInput(
        plan, actor, priority, all, schedule, origin, Optional.of(standing), shares);
  }

  public RunInput taking(Shares most) {
    return new RunInput(plan, actor, priority, all, schedule, origin, carried, Optional.of(most));
  }
}
