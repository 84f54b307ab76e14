package io.planwright.workflows.assist;

import io.planwright.plan.Lane;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** A language model that broke off is asked once more. */
public final class AssistWorkflowImpl implements AssistWorkflow {
  /** Without a worker of the lane, somebody waits in vain. */
  static final Duration LONGEST_QUEUE = Duration.ofMinutes(2);

  private final AssistSteps steps =
      Workflow.newActivityStub(
          AssistSteps.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(Lane.GPU_LLM.queue())
              .setScheduleToStartTimeout(LONGEST_QUEUE)
              .setStartToCloseTimeout(Duration.ofMinutes(10))
              .setHeartbeatTimeout(Duration.ofSeconds(10))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
              .build());

  @Override
  public AssistAnswer run(AssistRequest request) {
    return steps.assist(request);
  }
}
