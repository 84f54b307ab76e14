package io.planwright.workflows;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Short looks into the store by the workflow's own worker. They wait for a store that is away:
 * where neither attempts nor an end is set, the SDK tries a local activity once, and the failure
 * would be the workflow's.
 */
final class LocalSteps {
  private LocalSteps() {}

  static <T> T of(Class<T> steps) {
    return Workflow.newLocalActivityStub(steps, options().build());
  }

  /** Whose arguments are large, and of no use to who reads the history. */
  static <T> T withoutArguments(Class<T> steps) {
    return Workflow.newLocalActivityStub(
        steps, options().setDoNotIncludeArgumentsIntoMarker(true).build());
  }

  private static LocalActivityOptions.Builder options() {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(10))
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setMaximumAttempts(Integer.MAX_VALUE)
                .setInitialInterval(Duration.ofMillis(500))
                .setMaximumInterval(Duration.ofSeconds(15))
                .build());
  }
}
