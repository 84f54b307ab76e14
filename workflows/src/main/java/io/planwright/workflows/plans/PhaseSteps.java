package io.planwright.workflows.plans;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What Temporal knows of a run's phases: a local activity, read only. */
@ActivityInterface
public interface PhaseSteps {
  /** Whether the newest execution of a workflow's id is open. */
  @ActivityMethod(name = "phase.open")
  boolean isOpen(String workflowId);
}
