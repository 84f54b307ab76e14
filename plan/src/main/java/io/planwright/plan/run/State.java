package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run, a phase or a task stands. */
public enum State {
  @JsonProperty("pending")
  PENDING,
  /** Could start, and waits for a place. */
  @JsonProperty("ready")
  READY,
  @JsonProperty("running")
  RUNNING,
  /** Held by a person; what was in flight went to its end or to its checkpoint. */
  @JsonProperty("paused")
  PAUSED,
  /** For a person or another system. */
  @JsonProperty("waiting")
  WAITING,
  @JsonProperty("succeeded")
  SUCCEEDED,
  @JsonProperty("failed")
  FAILED,
  /** Not done, because something it needs did not succeed or because a person said so. */
  @JsonProperty("skipped")
  SKIPPED,
  @JsonProperty("undoing")
  UNDOING,
  /** Its effect was taken back. */
  @JsonProperty("undone")
  UNDONE,
  @JsonProperty("cancelled")
  CANCELLED;

  /** Whether nothing but an undo can follow. */
  public boolean ended() {
    return switch (this) {
      case SUCCEEDED, FAILED, SKIPPED, UNDONE, CANCELLED -> true;
      case PENDING, READY, RUNNING, PAUSED, WAITING, UNDOING -> false;
    };
  }
}
