package io.planwright.workflows;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes back what steps did, the last begun first. Cancelling it changes nothing. */
@WorkflowInterface
public interface UndoWorkflow {
  @WorkflowMethod
  UndoEnd run(UndoInput input);
}
