package io.planwright.workflows;

import io.planwright.plan.run.Failure;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ServerFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root cause of a step's end, without Temporal's wrappers, by one of the {@link FailureKind}s.
 */
public final class Failures {
  private static final String UNREGISTERED = "is not registered with a worker";

  private Failures() {}

  /** What a step or a run failed of. */
  public static Failure of(Throwable thrown) {
    return switch (root(thrown)) {
      case ApplicationFailure f -> ofApplication(f);
      case TimeoutFailure f when f.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT ->
          failure(FailureKind.WORKER_LOST, "its worker fell silent" + lastHeard(f));
      case TimeoutFailure f when f.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START ->
          failure(
              FailureKind.STEP_TIMEOUT,
              "no worker took the step in time: is a worker of its lane running?");
      case TimeoutFailure f ->
          failure(
              FailureKind.STEP_TIMEOUT,
              "the step exceeded its " + words(f.getTimeoutType().name()));
      case CanceledFailure _ -> failure(FailureKind.CANCELLED, "the step was cancelled");
      case TerminatedFailure _ ->
          failure(FailureKind.TERMINATED, "the step's workflow was terminated");
      case ServerFailure f when String.valueOf(f.getOriginalMessage()).contains("already") ->
          failure(FailureKind.ALREADY_RUNS, String.valueOf(f.getOriginalMessage()));
      case Throwable other -> failure(FailureKind.STEP_FAILED, String.valueOf(other.getMessage()));
    };
  }

  static boolean cancelled(Throwable thrown) {
    return root(thrown) instanceof CanceledFailure;
  }

  /** Whether the step's worker was lost or stopped, so that the step itself did nothing wrong. */
  static boolean lost(Throwable thrown) {
    String code = of(thrown).code();
    return code.equals(FailureKind.WORKER_LOST.name())
        || code.equals(FailureKind.WORKER_STOPPED.name());
  }

  /** A step's own code; what other code threw is told by its class and message. */
  private static Failure ofApplication(ApplicationFailure f) {
    String type = String.valueOf(f.getType());
    String message = String.valueOf(f.getOriginalMessage());
    if (type.equals("TypeNotRegistered") || message.contains(UNREGISTERED)) {
      return failure(FailureKind.EXECUTOR_UNKNOWN, message);
    } else if (type.endsWith(".DataConverterException") || type.endsWith(".PayloadUnreadable")) {
      return failure(FailureKind.PAYLOAD_UNREADABLE, message);
    } else if (message.contains("exceeds size limit") || message.contains("exceeds limit")) {
      return failure(FailureKind.PAYLOAD_TOO_LARGE, message);
    }
    return type.matches("[A-Z][A-Z_]*")
        ? new Failure(type, message)
        : failure(FailureKind.STEP_FAILED, type + ": " + message);
  }

  private static Failure failure(FailureKind kind, String message) {
    return new Failure(kind.name(), message);
  }

  /** What it said last, where it said what can be read. */
  private static String lastHeard(TimeoutFailure f) {
    if (f.getLastHeartbeatDetails().getSize() == 0) {
      return "";
    }
    return Optional.ofNullable(f.getLastHeartbeatDetails().get(Object.class))
        .map(details -> "; last heard: " + details)
        .orElse("");
  }

  /** The innermost failure that Temporal knows: an application's own causes are its message's. */
  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (!(root instanceof ApplicationFailure) && cause(root) instanceof TemporalFailure cause) {
      root = cause;
    }
    return root;
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    return thrown.getCause();
  }

  private static String words(String constant) {
    return constant.substring("TIMEOUT_TYPE_".length()).toLowerCase(Locale.ROOT).replace('_', '-')
        + " time";
  }
}
