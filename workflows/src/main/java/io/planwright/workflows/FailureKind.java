package io.planwright.workflows;

import io.temporal.failure.ApplicationErrorCategory;
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
  LLM_MISSING(false, false),
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
  STORE_UNAVAILABLE(true),
  /** A language model, a webhook or a disk did not answer as it should: perhaps it will. */
  UNAVAILABLE(true),
  /** A worker that stopped in good order cut the step off at its checkpoint. */
  WORKER_STOPPED(true, true),
  /** A worker fell silent: it was killed, lost its network or its machine. */
  WORKER_LOST(true),
  /** One attempt took longer than the plan allows, or none began in time. */
  STEP_TIMEOUT(true),
  /** An operator cancelled the step, the run or its workflow. */
  CANCELLED(false),
  /** Somebody terminated the workflow in Temporal: nothing could be told or undone by it. */
  TERMINATED(false),
  /** A workflow of this id runs already. */
  ALREADY_RUNS(false),
  /** What was undone says that it took no effect. */
  UNDO_UNVERIFIED(false),
  /** Something could not be undone: it is listed. */
  UNDO_INCOMPLETE(false),
  /** What a step gave or was given is more than Temporal carries. */
  PAYLOAD_TOO_LARGE(false),
  /** What was stored cannot be read: a key is missing or a record has changed. */
  PAYLOAD_UNREADABLE(false, false),
  /** The worker of the lane is of a release that does not know this executor. */
  EXECUTOR_UNKNOWN(true),
  /** Anything else: a defect of Planwright, or of what it stands on. */
  STEP_FAILED(true);

  private final boolean retryable;
  private final boolean benign;

  FailureKind(boolean retryable) {
    this(retryable, !retryable);
  }

  /**
   * @param benign whether it is no fault of the product or its machines: their alarms stay quiet
   */
  FailureKind(boolean retryable, boolean benign) {
    this.retryable = retryable;
    this.benign = benign;
  }

  public boolean isRetryable() {
    return retryable;
  }

  /** To be thrown by a step. */
  public ApplicationFailure failure(String message) {
    return builder(message).build();
  }

  public ApplicationFailure failure(String message, Throwable cause) {
    return builder(message).setCause(cause).build();
  }

  private ApplicationFailure.Builder builder(String message) {
    return ApplicationFailure.newBuilder()
        .setType(name())
        .setMessage(message)
        .setNonRetryable(!retryable)
        .setCategory(
            benign ? ApplicationErrorCategory.BENIGN : ApplicationErrorCategory.UNSPECIFIED);
  }
}
