package io.planwright.plan.diff;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a run of the first plan would have to do to go on as one of the second. */
public record Consequence(Action action, String why) {

  /** What is done with the part that changed. */
  public enum Action {
    @JsonProperty("add")
    ADD,
    @JsonProperty("cancel")
    CANCEL,
    @JsonProperty("change")
    CHANGE,
    @JsonProperty("keep")
    KEEP,
    /** The run has gone on in a way that the second plan rules out: a person decides. */
    @JsonProperty("conflict")
    CONFLICT
  }
}
