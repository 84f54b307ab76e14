package io.planwright.activities.shares;

import io.grpc.StatusRuntimeException;
import io.planwright.store.Leases;
import io.planwright.store.Leases.Grant;
import io.planwright.store.Leases.Party;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells workflows of what was granted to them, and frees what is held in the name of workflows that
 * are over: a run that was terminated releases nothing itself. The rows are the truth, so what one
 * round could not do the next one does.
 */
public final class Reaper {
  private static final Logger log = LoggerFactory.getLogger(Reaper.class);

  private final Leases leases;
  private final WorkflowClient temporal;

  public Reaper(Leases leases, WorkflowClient temporal) {
    this.leases = leases;
    this.temporal = temporal;
  }

  /**
   * One round.
   *
   * @param unchecked how long a holder is trusted before Temporal is asked about it again
   */
  public void round(Duration unchecked) {
    for (Party party : leases.toCheck(unchecked)) {
      try {
        if (!open(party)) {
          log.info("{} is over: what it held is free", party.workflow());
          leases.leave(party);
        }
      } catch (WorkflowServiceException | StatusRuntimeException e) {
        log.warn("whether {} is open is asked again: {}", party.workflow(), e.toString());
      }
    }
    tell();
  }

  /** Signals grants that their workflows have not heard of. */
  public void tell() {
    for (Grant grant : leases.untold()) {
      try {
        temporal.newUntypedWorkflowStub(grant.workflow()).signal("granted", grant.step());
        leases.told(grant);
      } catch (WorkflowNotFoundException e) {
        leases.leave(new Party(grant.workflow(), grant.workflowRun()));
      } catch (WorkflowServiceException | StatusRuntimeException e) {
        log.warn("{} is told of its grant later: {}", grant.workflow(), e.toString());
      }
    }
  }

  /** Whether it is that workflow which is open, not a later one of the same id. */
  private boolean open(Party party) {
    try {
      WorkflowExecutionInfo info =
          temporal
              .newUntypedWorkflowStub(party.workflow())
              .describe()
              .getRawDescription()
              .getWorkflowExecutionInfo();
      return info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          && (info.getFirstRunId().isEmpty() || info.getFirstRunId().equals(party.workflowRun()));
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }
}
