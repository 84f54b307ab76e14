package io.planwright.activities.plans;

import io.planwright.workflows.plans.PhaseSteps;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;

/** Asks Temporal. */
public final class PhaseActivities implements PhaseSteps {
  private final WorkflowClient client;

  public PhaseActivities(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public boolean isOpen(String workflowId) {
    try {
      return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException deleted) {
      return false;
    }
  }
}
