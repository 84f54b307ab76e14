package io.planwright.api.assist;

import io.grpc.StatusRuntimeException;
import io.planwright.api.ApiLimits;
import io.planwright.api.access.Principal;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.temporal.TemporalBudget;
import io.planwright.plan.Lane;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.SearchKeys;
import io.planwright.workflows.assist.AssistAnswer;
import io.planwright.workflows.assist.AssistRequest;
import io.planwright.workflows.assist.AssistWorkflow;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.Priority;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a language model through a workflow of its own, which goes on when a caller goes away. */
@Singleton
final class Assistance {
  private static final Logger log = LoggerFactory.getLogger(Assistance.class);

  /** The workflow ends sooner by its own limits; this ends one whose lane has no worker. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final WorkflowClient temporal;
  private final TemporalBudget budget;
  private final Duration wait;

  Assistance(WorkflowClient temporal, TemporalBudget budget, ApiLimits limits) {
    this.temporal = temporal;
    this.budget = budget;
    this.wait = limits.assistWait();
  }

  /** Asks, or waits for what was asked under this id before. Empty: the answer is not there yet. */
  Optional<AssistAnswer> ask(String id, Principal caller, AssistRequest request) {
    try {
      budget.within(() -> start(id, caller, request));
    } catch (WorkflowExecutionAlreadyStarted e) {
      log.debug("{} was asked by an earlier request", id);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.warn("{} cannot be asked: {}", id, e.toString());
      throw ProblemKind.TEMPORAL_UNAVAILABLE
          .problem("the model was not asked; the same request asks it")
          .retryAfter(Duration.ofSeconds(5));
    }
    return answer(temporal.newUntypedWorkflowStub(id));
  }

  private Object start(String id, Principal caller, AssistRequest request) {
    AssistWorkflow workflow =
        temporal.newWorkflowStub(
            AssistWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(Lane.PLAN.queue())
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowExecutionTimeout(LONGEST)
                .setPriority(Priority.newBuilder().setFairnessKey(caller.team()).build())
                .setTypedSearchAttributes(
                    SearchAttributes.newBuilder()
                        .set(SearchKeys.TEAM, caller.team())
                        .set(SearchKeys.OWNER, caller.name())
                        .build())
                .build());
    return WorkflowClient.start(workflow::run, request);
  }

  private Optional<AssistAnswer> answer(WorkflowStub workflow) {
    try {
      return Optional.of(
          workflow.getResult(wait.toMillis(), TimeUnit.MILLISECONDS, AssistAnswer.class));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (WorkflowFailedException e) {
      throw problem(e);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.warn("the answer of {} cannot be read: {}", workflow.getExecution(), e.toString());
      throw ProblemKind.TEMPORAL_UNAVAILABLE
          .problem("the answer cannot be read; the same request with the same Idempotency-Key does")
          .retryAfter(Duration.ofSeconds(5));
    }
  }

  private static ProblemException problem(WorkflowFailedException failed) {
    Throwable cause = failed;
    while (!(cause instanceof ApplicationFailure || cause instanceof TimeoutFailure)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ApplicationFailure failure when is(failure, FailureKind.INPUT_INVALID) ->
          ProblemKind.ASSIST_REFUSED.problem(failure.getOriginalMessage());
      case ApplicationFailure failure ->
          ProblemKind.ASSIST_UNAVAILABLE.problem(failure.getOriginalMessage());
      case TimeoutFailure failure ->
          ProblemKind.ASSIST_UNAVAILABLE.problem(
              switch (failure.getTimeoutType()) {
                case TIMEOUT_TYPE_SCHEDULE_TO_START ->
                    "no worker of the lane " + Lane.GPU_LLM.queue() + " took the question";
                default -> "the language model was not done in time";
              });
      default -> ProblemKind.ASSIST_UNAVAILABLE.problem("the question was withdrawn");
    };
  }

  private static boolean is(ApplicationFailure failure, FailureKind kind) {
    return kind.name().equals(failure.getType());
  }
}
