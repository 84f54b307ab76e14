package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run, a phase or a task stands. */
public enum State {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("running")
  RUNNING,
  /** For a person or another system. */
  @JsonProperty("waiting")
  WAITING,
  @JsonProperty("succeeded")
  SUCCEEDED,
  @JsonProperty("failed")
  FAILED,
  /** Not done, because something it needs did not succeed. */
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
      case PENDING, RUNNING, WAITING, UNDOING -> false;
    };
  }
}
