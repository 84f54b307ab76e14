package io.planwright.bench;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Does nothing but start one child. */
@WorkflowInterface
public interface BareParent {
  @WorkflowMethod
  void run();
}
