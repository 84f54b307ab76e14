package io.planwright.workflows;

import io.planwright.plan.run.Command;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One phase of a run: its workflow id is the run's id, a slash, and the part's key. */
@WorkflowInterface
public interface PhaseWorkflow {
  @WorkflowMethod
  PhaseEnd run(PhaseInput input);

  /** Takes a verb for one of its tasks. */
  @UpdateMethod
  void act(Command command);

  @UpdateValidatorMethod(updateName = "act")
  void checkAct(Command command);

  /** From the run: a task or phase elsewhere that tasks here wait for has ended. */
  @SignalMethod
  void released(End end);

  /** From the run: a verb that came there because this phase was not open yet. */
  @SignalMethod
  void passedOn(Command command);

  @QueryMethod
  PhaseStatus status();
}
