package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why an edge or a metric's name is believed. No part of a plan's identity: the same edge may be
 * stated in several ways.
 *
 * @param confidence 1 where an id was named; less where a label or words were matched to a title
 */
public record Evidence(Form form, double confidence) {
  public static final Evidence FIELD = new Evidence(Form.FIELD, 1);

  /** How a document states an edge, the most trusted first. */
  public enum Form {
    /** {@code Depends on: 1.1}, also inside a task's title or front matter. */
    @JsonProperty("field")
    FIELD,
    @JsonProperty("annotation")
    ANNOTATION,
    /** A mermaid graph or gantt. */
    @JsonProperty("mermaid")
    MERMAID,
    @JsonProperty("table")
    TABLE,
    @JsonProperty("prose")
    PROSE,
    @JsonProperty("art")
    ART,
    /** The order of phases or waves. */
    @JsonProperty("order")
    ORDER,
    /** A language model proposed it, and a person accepted. */
    @JsonProperty("assist")
    ASSIST
  }
}
