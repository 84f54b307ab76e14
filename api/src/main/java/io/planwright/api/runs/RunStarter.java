package io.planwright.api.runs;

import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Property;
import io.planwright.api.access.Principal;
import io.planwright.api.plans.RunnablePlans;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.temporal.TemporalBudget;
import io.planwright.plan.run.State;
import io.planwright.store.Asked;
import io.planwright.store.RequestChanged;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import io.planwright.store.Start;
import io.planwright.store.StoredPlan;
import io.planwright.workflows.PlanWorkflow;
import io.planwright.workflows.RunInput;
import io.planwright.workflows.RunOptions;
import io.planwright.workflows.TeamWeights;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.Reopening;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
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
  private final SharedThings shared;
  private final TeamWeights weights;
  private final Pinning pinning;
  private final boolean eager;

  RunStarter(
      RunnablePlans plans,
      Runs runs,
      WorkflowClient temporal,
      TemporalBudget budget,
      SharedThings shared,
      TeamWeights weights,
      Pinning pinning,
      @Property(name = "planwright.eager-start", defaultValue = "true") boolean eager) {
    this.plans = plans;
    this.runs = runs;
    this.temporal = temporal;
    this.budget = budget;
    this.shared = shared;
    this.weights = weights;
    this.pinning = pinning;
    this.eager = eager && !pinning.versioned();
  }

  /**
   * @param repeated whether the run was there before
   */
  record Started(Run run, boolean repeated) {}

  Started start(RunRequest request) {
    Asked asked = reserve(request);
    begin(asked);
    return new Started(asked.run(), asked.repeated());
  }

  /**
   * Starts a run that repeats one that has ended: what succeeded and was not undone is kept, unless
   * it is to be done again or follows from what is.
   */
  Started repeat(Principal caller, Run origin, Optional<IdempotencyKey> key, RepeatRun body) {
    RunRequest.Repeat request = RunRequest.Repeat.of(caller, origin, key, body);
    Asked asked;
    try {
      asked =
          runs.reserveRepeated(
              request.runId(), origin.id(), caller.name(), request.hash(), body.tasks());
    } catch (RequestChanged e) {
      throw keyReused(request.runId());
    }
    begin(asked);
    return new Started(asked.run(), asked.repeated());
  }

  /**
   * Makes up for a start that Temporal did not take, or nobody came to make.
   *
   * @return whether its workflow is there now
   */
  boolean makeUp(Asked left) {
    try {
      begin(left);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private static ProblemException keyReused(String runId) {
    return ProblemKind.IDEMPOTENCY_KEY_REUSED.problem(
        "expected the request that was first sent under this key, found another; it started "
            + runId);
  }

  private Asked reserve(RunRequest request) {
    try {
      StoredPlan plan =
          plans.find(request.caller().team(), request.planId(), request.body().version());
      shared.check(plan.plan());
      return runs.reserve(
          request.runId(),
          plan,
          request.caller().name(),
          request.priority(),
          request.hash(),
          new Start(
              request.body().all(),
              List.of(),
              request.body().shares(),
              request.body().pinned() ? Optional.of(pinning.current()) : Optional.empty()));
    } catch (RequestChanged e) {
      throw keyReused(request.runId());
    }
  }

  private RunInput input(Run run, Start start) {
    RunInput input =
        new RunInput(
            // The row's version: the newest may have changed since the first request.
            new PlanChoice(run.team(), run.planId(), Optional.of(run.planHash())),
            run.actor(),
            run.priority(),
            start.all(),
            run.schedule());
    RunInput taking = input.taking(start.shares().weighing(weights.of(run.team())));
    return run.origin()
        .map(origin -> taking.repeating(new Reopening(origin, start.redo())))
        .orElse(taking);
  }

  private void begin(Asked asked) {
    Run run = asked.run();
    if (run.state() != State.PENDING) {
      return;
    }
    RunInput input = input(run, asked.start());
    WorkflowOptions.Builder options =
        RunOptions.of(run.id(), run.title(), input)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .setDisableEagerExecution(!eager);
    asked.start().build().map(pinning::to).ifPresent(options::setVersioningOverride);
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
                  + " is noted and starts when Temporal answers again; the same request with the"
                  + " same Idempotency-Key asks for it, another would start a second run")
          .retryAfter(Duration.ofSeconds(5));
    }
  }
}
