package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An edge of the plan's graph.
 *
 * @param key of the task or phase that must have ended first
 */
public record Dependency(String key, Kind kind, Evidence evidence, Source source) {
  public Dependency {
    // Runs from before have none in their histories.
    evidence = evidence == null ? Evidence.FIELD : evidence;
  }

  /** Where an edge comes from. */
  public enum Kind {
    /** Stated in the document. */
    @JsonProperty("explicit")
    EXPLICIT,
    /** A barrier between phases that the document shows but does not state. */
    @JsonProperty("implied")
    IMPLIED,
    /** An input refers to the other task's output. */
    @JsonProperty("input")
    INPUT
  }
}
