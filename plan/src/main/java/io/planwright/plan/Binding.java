package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What does a task, and how.
 *
 * @param inputs by name: text, numbers, booleans, lists and maps of these; defaults are filled in.
 *     A text {@code ${task}} or {@code ${task:output}} stands for what another task produced.
 * @param timeout of one attempt
 * @param attempts at most this many, the first included
 */
public record Binding(
    String executor,
    SortedMap<String, Object> inputs,
    Duration timeout,
    int attempts,
    OnFailure onFailure,
    Undo undo,
    Origin origin) {
  public Binding {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be >= 1, was " + attempts);
    }
  }

  /** What happens when the last attempt has failed. */
  public enum OnFailure {
    /** The whole run fails, and what it did is undone. */
    @JsonProperty("undo")
    UNDO,
    /** The run fails, and what it did stays. */
    @JsonProperty("stop")
    STOP,
    /** What the phase did is undone, and the run goes on without it. */
    @JsonProperty("contain")
    CONTAIN
  }

  /** Who chose the executor. */
  public enum Origin {
    @JsonProperty("annotated")
    ANNOTATED,
    @JsonProperty("manual")
    MANUAL
  }
}
