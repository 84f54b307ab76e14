package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the compiler has to say about one place of a document.
 *
 * @param code stable, lower-case words joined by hyphens
 * @param message what was expected and what came
 * @param hint what to do about it; empty where nothing is to be done
 * @param line 1-based
 * @param column 1-based
 */
public record Diagnostic(
    String code, Severity severity, String message, String hint, int line, int column) {

  /** An error keeps the plan from being started. */
  public enum Severity {
    @JsonProperty("error")
    ERROR,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("info")
    INFO
  }
}
