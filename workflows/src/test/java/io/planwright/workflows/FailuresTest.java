package io.planwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.run.Failure;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FailuresTest {
  @Test
  void findsTheRootCauseBeneathTemporalsWrappers() {
    assertThat(
            Failures.of(
                child(activity(FailureKind.DATA_INVALID.failure("expected 10 rows, was 3")))))
        .isEqualTo(new Failure("DATA_INVALID", "expected 10 rows, was 3"));
  }

  @Test
  void tellsALostWorkerAndWhatItSaidLast() {
    Failure lost = Failures.of(activity(timeout(TimeoutType.TIMEOUT_TYPE_HEARTBEAT, "round 300")));
    assertThat(lost)
        .isEqualTo(new Failure("WORKER_LOST", "its worker fell silent; last heard: round 300"));
    assertThat(Failures.of(activity(timeout(TimeoutType.TIMEOUT_TYPE_HEARTBEAT, null))).message())
        .isEqualTo("its worker fell silent");
    assertThat(Failures.of(activity(timeout(TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE, null))))
        .isEqualTo(new Failure("STEP_TIMEOUT", "the step exceeded its start-to-close time"));
    assertThat(
            Failures.of(activity(timeout(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START, null)))
                .message())
        .contains("is a worker of its lane running?");
  }

  @Test
  void givesWhatOtherCodeThrewOneOfItsOwnCodes() {
    assertThat(code("java.lang.NullPointerException", "was null")).isEqualTo("STEP_FAILED");
    assertThat(
            code(
                "java.lang.IllegalStateException",
                "Activity Type \"x\" is not registered with a worker."))
        .isEqualTo("EXECUTOR_UNKNOWN");
    assertThat(code("io.temporal.common.converter.DataConverterException", "no key"))
        .isEqualTo("PAYLOAD_UNREADABLE");
    assertThat(Failures.of(child(new CanceledFailure("stop"))).code()).isEqualTo("CANCELLED");
    assertThat(Failures.of(child(new TerminatedFailure("stop", null))).code())
        .isEqualTo("TERMINATED");
  }

  @Test
  void keepsUsersErrorsOutOfAlarms() {
    assertThat(FailureKind.INPUT_INVALID.failure("x").getCategory())
        .isEqualTo(ApplicationErrorCategory.BENIGN);
    assertThat(FailureKind.UNAVAILABLE.failure("x").getCategory())
        .isEqualTo(ApplicationErrorCategory.UNSPECIFIED);
  }

  private static String code(String type, String message) {
    return Failures.of(activity(ApplicationFailure.newFailure(message, type))).code();
  }

  private static ActivityFailure activity(Throwable cause) {
    return new ActivityFailure(
        "activity", 1, 2, "model.train", "3", RetryState.RETRY_STATE_UNSPECIFIED, "me", cause);
  }

  private static ChildWorkflowFailure child(Throwable cause) {
    return new ChildWorkflowFailure(
        1,
        2,
        "PhaseWorkflow",
        WorkflowExecution.getDefaultInstance(),
        "default",
        RetryState.RETRY_STATE_UNSPECIFIED,
        cause);
  }

  private static TimeoutFailure timeout(TimeoutType type, @Nullable Object details) {
    return new TimeoutFailure("timeout", details, type);
  }
}
