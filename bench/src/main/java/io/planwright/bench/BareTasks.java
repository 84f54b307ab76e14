package io.planwright.bench;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Runs activities that do nothing, one after the other or all at once. */
@WorkflowInterface
public interface BareTasks {
  @WorkflowMethod
  void run(int count, boolean parallel);
}
