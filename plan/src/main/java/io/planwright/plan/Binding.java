package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What does a task, and how.
 *
 * @param inputs by name: text, numbers, booleans, lists and maps of these; defaults are filled in.
 *     A text {@code ${task}} or {@code ${task:output}} stands for what another task produced.
 * @param timeout of one attempt
 * @param attempts at most this many, the first included
 * @param confidence of a routed binding, from 0 to 1
 * @param proposal an executor that could do it, and that a person has not said yes to
 */
public record Binding(
    String executor,
    SortedMap<String, Object> inputs,
    Duration timeout,
    int attempts,
    OnFailure onFailure,
    Undo undo,
    Origin origin,
    Optional<Double> confidence,
    Optional<Proposal> proposal) {
  public Binding {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be >= 1, was " + attempts);
    }
  }

  /** As the executor is used where nothing else is said. */
  public static Binding by(
      Executor executor,
      SortedMap<String, Object> inputs,
      Origin origin,
      Optional<Double> confidence) {
    return new Binding(
        executor.name(),
        inputs,
        executor.timeout(),
        executor.attempts(),
        OnFailure.UNDO,
        new Undo.Own(),
        origin,
        confidence,
        Optional.empty());
  }

  public Binding withProposal(Optional<Proposal> made) {
    return new Binding(
        executor, inputs, timeout, attempts, onFailure, undo, origin, confidence, made);
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
    CONTAIN,
    /** The task waits for a person, who has it retried, skips it, or says that it has failed. */
    @JsonProperty("wait")
    WAIT
  }

  /** Who chose the executor. */
  public enum Origin {
    @JsonProperty("annotated")
    ANNOTATED,
    /** A rule of {@code bindings.yaml}. */
    @JsonProperty("rule")
    RULE,
    /** The words of the task. */
    @JsonProperty("routed")
    ROUTED,
    /** A language model proposed it, and a person accepted. */
    @JsonProperty("assisted")
    ASSISTED,
    @JsonProperty("manual")
    MANUAL
  }

  /**
   * What waits for a person's yes: it would act on the outside, or lacks inputs.
   *
   * @param confidence from 0 to 1
   * @param why it was not bound
   */
  public record Proposal(String executor, double confidence, String why) {}
}
