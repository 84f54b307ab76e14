package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.planwright.plan.Priority;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a run's journal. Its writer (a workflow, or one attempt of a step) numbers its own
 * lines from 1; writer and number make writing idempotent.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Entry.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = Entry.Transition.class, name = "transition"),
  @JsonSubTypes.Type(value = Entry.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = Entry.Amended.class, name = "amended")
})
public sealed interface Entry {
  long number();

  Instant at();

  /** The run's first line: it writes the run's row. */
  record Opened(
      long number,
      Instant at,
      String planId,
      String planHash,
      String title,
      String team,
      String actor,
      Priority priority,
      Optional<String> schedule)
      implements Entry {}

  /**
   * A run (no phase, no task), a phase or a task came to a state.
   *
   * @param actor who made it so, where a person did
   * @param waiting for whom and why, in a state that waits
   * @param execution of the task: 1 for the first, more after a retry or a rerun
   */
  record Transition(
      long number,
      Instant at,
      Optional<String> phase,
      Optional<String> task,
      State state,
      Optional<String> actor,
      Optional<String> reason,
      Optional<Outcome> outcome,
      Optional<Failure> failure,
      Optional<Waiting> waiting,
      int execution)
      implements Entry {
    public Transition {
      // Lines from before there were reruns have none.
      execution = Math.max(1, execution);
    }

    /** Of a first execution that waits for nobody. */
    public Transition(
        long number,
        Instant at,
        Optional<String> phase,
        Optional<String> task,
        State state,
        Optional<String> actor,
        Optional<String> reason,
        Optional<Outcome> outcome,
        Optional<Failure> failure) {
      this(number, at, phase, task, state, actor, reason, outcome, failure, Optional.empty(), 1);
    }
  }

  /**
   * The run follows another version of its plan from here on.
   *
   * @param from hash of the version before
   * @param actor who asked for it; absent where a task's outcome added tasks
   * @param effect what that did, in words
   */
  record Amended(
      long number,
      Instant at,
      String from,
      String planHash,
      String title,
      Optional<String> actor,
      Optional<String> reason,
      String effect)
      implements Entry {}

  /**
   * A running step tells how far it is: rounds trained, or the next words of a language model.
   *
   * @param done of {@code of}; both 0 where the end is unknown
   */
  record Progress(
      long number, Instant at, String phase, String task, String text, long done, long of)
      implements Entry {}
}
