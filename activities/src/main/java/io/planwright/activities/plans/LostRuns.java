package io.planwright.activities.plans;

import io.grpc.StatusRuntimeException;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.State;
import io.planwright.store.Journal;
import io.planwright.store.Runs;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.Failures;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends in the store what ended in Temporal without a word: a run that was terminated, or failed
 * before its first line, writes none. Its phases are asked to cancel; what was done stays done. A
 * round may be repeated, and several processes may make it at once.
 */
public final class LostRuns {
  private static final Logger log = LoggerFactory.getLogger(LostRuns.class);

  /** Of a process that begins: nobody may have looked for that long. */
  private static final Duration FIRST_LOOK = Duration.ofDays(1);

  /** Visibility hears of a close a little later. */
  private static final Duration LAG = Duration.ofMinutes(2);

  private static final int AT_A_TIME = 100;

  private final Runs runs;
  private final Journal journal;
  private final WorkflowClient temporal;
  private Optional<Instant> looked = Optional.empty();

  public LostRuns(Runs runs, Journal journal, WorkflowClient temporal) {
    this.runs = runs;
    this.journal = journal;
    this.temporal = temporal;
  }

  /** One round: what it could not end, the next one asks for again. */
  public void round() {
    Instant now = Instant.now();
    Instant since = looked.map(last -> last.minus(LAG)).orElse(now.minus(FIRST_LOOK));
    List<String> lost =
        closedInVain(since).stream()
            .gather(Gatherers.windowFixed(AT_A_TIME))
            .flatMap(closed -> runs.open(closed).stream())
            .toList();
    boolean all = true;
    for (String id : lost) {
      all &= ended(id);
    }
    if (all) {
      looked = Optional.of(now);
    }
  }

  private boolean ended(String id) {
    try {
      end(id);
      return true;
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.warn("what became of run {} is asked again: {}", id, e.toString());
      return false;
    }
  }

  private List<String> closedInVain(Instant since) {
    return ids(
        "WorkflowType = 'PlanWorkflow' AND CloseTime > '"
            + since
            + "' AND ExecutionStatus IN ('Terminated', 'Failed', 'Canceled', 'TimedOut')");
  }

  private List<String> ids(String query) {
    try (Stream<WorkflowExecutionMetadata> found = temporal.listExecutions(query)) {
      return found.map(each -> each.getExecution().getWorkflowId()).distinct().toList();
    }
  }

  private void end(String id) {
    WorkflowStub run = temporal.newUntypedWorkflowStub(id);
    WorkflowExecutionInfo info = run.describe().getRawDescription().getWorkflowExecutionInfo();
    Optional<Failure> why = why(run, info.getStatus());
    if (why.isEmpty()) {
      return;
    }
    cancelPhases(id);
    boolean cancelled = why.get().code().equals(FailureKind.CANCELLED.name());
    journal.append(
        id,
        "temporal:" + info.getExecution().getRunId(),
        List.of(
            new Entry.Transition(
                1,
                Instant.now(),
                Optional.empty(),
                Optional.empty(),
                cancelled ? State.CANCELLED : State.FAILED,
                Optional.empty(),
                Optional.of("its workflow ended without a word"),
                Optional.empty(),
                why)));
    log.warn("run {} has ended in Temporal: {}", id, why.get());
  }

  private void cancelPhases(String run) {
    String prefix = run.replace("'", "''") + "/";
    for (String phase :
        ids(
            "WorkflowType = 'PhaseWorkflow' AND ExecutionStatus = 'Running'"
                + " AND WorkflowId STARTS_WITH '"
                + prefix
                + "'")) {
      try {
        temporal.newUntypedWorkflowStub(phase).cancel();
      } catch (WorkflowNotFoundException e) {
        log.debug("{} ended by itself", phase);
      }
    }
  }

  /** Nothing of one that was reset: it is terminated, and runs on under its id. */
  private static Optional<Failure> why(WorkflowStub run, WorkflowExecutionStatus status) {
    return switch (status) {
      case WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          Optional.of(
              new Failure(
                  FailureKind.TERMINATED.name(),
                  "somebody terminated its workflow in Temporal: nothing of it was undone"));
      case WORKFLOW_EXECUTION_STATUS_CANCELED ->
          Optional.of(
              new Failure(
                  FailureKind.CANCELLED.name(), "its workflow was cancelled before it began"));
      case WORKFLOW_EXECUTION_STATUS_FAILED, WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> cause(run);
      default -> Optional.empty();
    };
  }

  private static Optional<Failure> cause(WorkflowStub run) {
    try {
      run.getResult(Void.class);
      return Optional.empty();
    } catch (WorkflowFailedException e) {
      return Optional.of(Failures.of(e));
    }
  }
}
