package io.planwright.workflows;

import io.temporal.failure.ApplicationFailure;

/**
 * Why a step can fail: the stable code is the failure's type in Temporal, in the journal and in
 * metrics. Whether it is worth another attempt is decided here, where it arises.
 */
public enum FailureKind {
  /** The plan asks for what cannot be: the author must change it. */
  INPUT_INVALID(false),
  PLAN_NOT_FOUND(false),
  ARTIFACT_NOT_FOUND(false),
  /** The data breaks a limit that the plan sets. */
  DATA_INVALID(false),
  CHALLENGER_NOT_BETTER(false),
  /** The champion is not the one that was expected. */
  CHAMPION_CHANGED(false),
  CHANNEL_UNKNOWN(false),
  /** The worker was told of no language model. */
  LLM_MISSING(false),
  /** A step uses what no operator declared, or more of it than there is. */
  RESOURCE_UNKNOWN(false),
  /** A verb does not fit the state of what it is for. */
  COMMAND_REJECTED(false),
  /** Those who decide said no, or what was measured did. */
  GATE_REJECTED(false),
  /** Nobody decided in time, at any level. */
  GATE_EXPIRED(false),
  /** A person said that a task could not be done. */
  MANUAL_FAILED(false),
  /** The tasks that an outcome adds are not such as a plan can have. */
  TASKS_INVALID(false),
  /**
   * The database did not answer. It is nothing that another attempt should be counted for: the
   * phase calls the step anew.
   */
  STORE_UNAVAILABLE(false),
  /** A language model, a webhook or a disk did not answer as it should: perhaps it will. */
  UNAVAILABLE(true);

  private final boolean retryable;

  FailureKind(boolean retryable) {
    this.retryable = retryable;
  }

  /** To be thrown by a step. */
  public ApplicationFailure failure(String message) {
    return ApplicationFailure.newBuilder()
        .setType(name())
        .setMessage(message)
        .setNonRetryable(!retryable)
        .build();
  }

  public ApplicationFailure failure(String message, Throwable cause) {
    return ApplicationFailure.newBuilder()
        .setType(name())
        .setMessage(message)
        .setNonRetryable(!retryable)
        .setCause(cause)
        .build();
  }
}
