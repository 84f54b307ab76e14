package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A section about the plan rather than of it. */
public record Note(Topic topic, String title, String text, Source source) {

  /** What a section is about. */
  public enum Topic {
    @JsonProperty("communication")
    COMMUNICATION,
    @JsonProperty("schedule")
    SCHEDULE
  }
}
