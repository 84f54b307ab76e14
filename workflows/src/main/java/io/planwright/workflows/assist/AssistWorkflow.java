package io.planwright.workflows.assist;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks a language model once what a plan lacks; ends within minutes. */
@WorkflowInterface
public interface AssistWorkflow {
  @WorkflowMethod
  AssistAnswer run(AssistRequest request);
}
