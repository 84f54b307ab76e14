package io.planwright.workflows;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * What cut a step's call off was the store's absence, not the step: it is called again, however
 * long that takes, and the attempt is not counted.
 *
 * @param counted attempts that were the step's own
 */
public record Outage(int counted) {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** To be thrown by a step's activity in its nth attempt. */
  public static ApplicationFailure failure(Throwable cause, int attempt) {
    return ApplicationFailure.newBuilder()
        .setType(FailureKind.STORE_UNAVAILABLE.name())
        .setMessage(String.valueOf(cause.getMessage()))
        .setNonRetryable(true)
        .setDetails(attempt - 1)
        .build();
  }

  static Optional<Outage> of(Throwable thrown) {
    return thrown instanceof ActivityFailure failed
            && failed.getCause() instanceof ApplicationFailure failure
            && failure.getType().equals(FailureKind.STORE_UNAVAILABLE.name())
            && failure.getDetails().getSize() > 0
        ? Optional.of(new Outage(failure.getDetails().get(Integer.class)))
        : Optional.empty();
  }

  /** The attempt itself has waited for the store already. */
  static Duration pause(int outages) {
    Duration pause = Duration.ofSeconds(1L << Math.min(10, outages - 1));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
