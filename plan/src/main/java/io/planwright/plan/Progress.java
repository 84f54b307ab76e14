package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a document says that a task is. */
public enum Progress {
  @JsonProperty("todo")
  TODO,
  @JsonProperty("in_progress")
  IN_PROGRESS,
  @JsonProperty("done")
  DONE,
  @JsonProperty("blocked")
  BLOCKED,
  @JsonProperty("on_hold")
  ON_HOLD,
  @JsonProperty("cancelled")
  CANCELLED,
  @JsonProperty("failed")
  FAILED
}
