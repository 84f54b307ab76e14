package io.planwright.api.runs;

import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Property;
import io.planwright.api.access.Principal;
import io.planwright.api.plans.RunnablePlans;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.temporal.TemporalBudget;
import io.planwright.plan.run.State;
import io.planwright.store.RequestChanged;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import io.planwright.workflows.PlanWorkflow;
import io.planwright.workflows.RunInput;
import io.planwright.workflows.RunOptions;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.Reopening;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.VersioningOverride;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts runs: first the row, then the workflow of the same id. Where the second fails, the same
 * request again goes on from the row.
 */
@Singleton
final class RunStarter {
  private static final Logger log = LoggerFactory.getLogger(RunStarter.class);

  private final RunnablePlans plans;
  private final Runs runs;
  private final WorkflowClient temporal;
  private final TemporalBudget budget;
  private final Pinning pinning;
  private final boolean eager;

  RunStarter(
      RunnablePlans plans,
      Runs runs,
      WorkflowClient temporal,
      TemporalBudget budget,
      Pinning pinning,
      @Property(name = "planwright.eager-start", defaultValue = "true") boolean eager) {
    this.plans = plans;
    this.runs = runs;
    this.temporal = temporal;
    this.budget = budget;
    this.pinning = pinning;
    this.eager = eager && !pinning.versioned();
  }

  /**
   * @param repeated whether the run was there before
   */
  record Started(Run run, boolean repeated) {}

  Started start(RunRequest request) {
    Optional<Run> before = runs.find(request.runId());
    Optional<VersioningOverride> pin =
        request.body().pinned() ? Optional.of(pinning.toCurrent()) : Optional.empty();
    Run run = reserve(request);
    if (run.state() == State.PENDING) {
      startWorkflow(run, input(run, request.body().all()), pin);
    }
    return new Started(run, before.isPresent());
  }

  /**
   * Starts a run that repeats one that has ended: what succeeded and was not undone is kept, unless
   * it is to be done again or follows from what is.
   */
  Started repeat(Principal caller, Run origin, Optional<IdempotencyKey> key, RepeatRun body) {
    RunRequest.Repeat request = RunRequest.Repeat.of(caller, origin, key, body);
    Optional<Run> before = runs.find(request.runId());
    Run run;
    try {
      run = runs.reserveRepeated(request.runId(), origin.id(), caller.name(), request.hash());
    } catch (RequestChanged e) {
      throw keyReused(request.runId());
    }
    if (run.state() == State.PENDING) {
      startWorkflow(
          run,
          input(run, false).repeating(new Reopening(origin.id(), body.tasks())),
          Optional.empty());
    }
    return new Started(run, before.isPresent());
  }

  private static ProblemException keyReused(String runId) {
    return ProblemKind.IDEMPOTENCY_KEY_REUSED.problem(
        "expected the request that was first sent under this key, found another; it started "
            + runId);
  }

  private Run reserve(RunRequest request) {
    try {
      return runs.reserve(
          request.runId(),
          plans.find(request.caller().team(), request.planId(), request.body().version()),
          request.caller().name(),
          request.priority(),
          request.hash());
    } catch (RequestChanged e) {
      throw keyReused(request.runId());
    }
  }

  private static RunInput input(Run run, boolean all) {
    return new RunInput(
        // The row's version: the newest may have changed since the first request.
        new PlanChoice(run.team(), run.planId(), Optional.of(run.planHash())),
        run.actor(),
        run.priority(),
        all,
        run.schedule());
  }

  private void startWorkflow(Run run, RunInput input, Optional<VersioningOverride> pin) {
    WorkflowOptions.Builder options =
        RunOptions.of(run.id(), run.title(), input)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .setDisableEagerExecution(!eager);
    pin.ifPresent(options::setVersioningOverride);
    PlanWorkflow workflow = temporal.newWorkflowStub(PlanWorkflow.class, options.build());
    try {
      budget.within(() -> WorkflowClient.start(workflow::run, input));
    } catch (WorkflowExecutionAlreadyStarted e) {
      log.debug("run {} was started by an earlier request", run.id());
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.warn("run {} is reserved but not started: {}", run.id(), e.toString());
      throw ProblemKind.TEMPORAL_UNAVAILABLE
          .problem(
              "run "
                  + run.id()
                  + " is noted but not started; the same request with the same Idempotency-Key"
                  + " starts it")
          .retryAfter(Duration.ofSeconds(5));
    }
  }
}
