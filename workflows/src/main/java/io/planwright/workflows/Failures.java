package io.planwright.workflows;

import io.planwright.plan.run.Failure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/** The root cause of a step's end, without Temporal's wrappers. */
final class Failures {
  private Failures() {}

  static Failure of(Throwable thrown) {
    return switch (root(thrown)) {
      case ApplicationFailure f -> new Failure(f.getType(), f.getOriginalMessage());
      case TimeoutFailure f ->
          new Failure("STEP_TIMEOUT", "the step exceeded its " + words(f.getTimeoutType().name()));
      case CanceledFailure _ -> new Failure("CANCELLED", "the step was cancelled");
      case TerminatedFailure _ -> new Failure("TERMINATED", "the step's workflow was terminated");
      case Throwable other -> new Failure("STEP_FAILED", String.valueOf(other.getMessage()));
    };
  }

  static boolean cancelled(Throwable thrown) {
    return root(thrown) instanceof CanceledFailure;
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
    return constant
            .substring("TIMEOUT_TYPE_".length())
            .toLowerCase(java.util.Locale.ROOT)
            .replace('_', '-')
        + " time";
  }
}
