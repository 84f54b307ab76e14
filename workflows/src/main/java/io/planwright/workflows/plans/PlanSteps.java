package io.planwright.workflows.plans;

import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Loading the plan that a run follows: local activities, read only. */
@ActivityInterface
public interface PlanSteps {
  /** Fails with PLAN_NOT_FOUND. */
  @ActivityMethod(name = "plan.skeleton")
  Skeleton skeleton(PlanChoice choice);

  @ActivityMethod(name = "plan.slice")
  Slice slice(String planHash, String part);
}
