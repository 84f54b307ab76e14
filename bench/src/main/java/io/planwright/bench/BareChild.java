package io.planwright.bench;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Does nothing but be there. */
@WorkflowInterface
public interface BareChild {
  @WorkflowMethod
  void run();
}
