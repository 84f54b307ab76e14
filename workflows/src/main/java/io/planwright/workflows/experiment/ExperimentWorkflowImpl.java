package io.planwright.workflows.experiment;

import io.planwright.plan.Lane;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Both scores are made at once. */
public final class ExperimentWorkflowImpl implements ExperimentWorkflow {

  @Override
  public Outcome run(StepRef step, ExperimentInputs inputs) {
    Promise<ArtifactRef> control =
        Async.function(steps("control")::score, step, inputs.control(), inputs.features());
    Promise<ArtifactRef> challenger =
        Async.function(steps("challenger")::score, step, inputs.challenger(), inputs.features());
    return steps("compare")
        .compare(step, control.get(), challenger.get(), inputs.alpha(), inputs.mustWin());
  }

  private static ExperimentSteps steps(String summary) {
    return Workflow.newActivityStub(
        ExperimentSteps.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Lane.CPU.queue())
            .setStartToCloseTimeout(Duration.ofMinutes(10))
            .setHeartbeatTimeout(Duration.ofSeconds(10))
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setMaximumInterval(Duration.ofSeconds(10))
                    // Enough for the store to be away for some minutes.
                    .setMaximumAttempts(20)
                    .build())
            .setSummary(summary)
            .build());
  }
}
