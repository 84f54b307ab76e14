package io.planwright.workflows;

import io.planwright.plan.run.Command;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Takes back what steps did, along the reversed plan, and has people do what the document says must
 * be done by hand. Cancelling it changes nothing.
 */
@WorkflowInterface
public interface UndoWorkflow {
  @WorkflowMethod
  UndoEnd run(UndoInput input);

  /** Completes, fails or skips a step that is done by hand. */
  @UpdateMethod
  String act(Command command);

  @UpdateValidatorMethod(updateName = "act")
  void checkAct(Command command);
}
