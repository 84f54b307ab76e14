package io.planwright.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A named kind of step that can do a task.
 *
 * @param name its Temporal activity or workflow type, and the word in a plan's annotation
 * @param effect whether it changes something outside the run
 * @param undoable whether {@code <name>.undo} takes its effect back
 * @param timeout of one attempt, unless the plan says otherwise
 * @param attempts at most, unless the plan says otherwise
 * @param heartbeat the longest silence of a living step; absent where it sends none
 * @param measures names of the metrics that its outcome has
 */
public record Executor(
    String name,
    String does,
    Form form,
    Lane lane,
    List<Input> inputs,
    boolean effect,
    boolean undoable,
    Duration timeout,
    int attempts,
    Optional<Duration> heartbeat,
    List<String> measures) {
  public Executor {
    inputs = List.copyOf(inputs);
    measures = List.copyOf(measures);
  }

  /** One that measures nothing. */
  public Executor(
      String name,
      String does,
      Form form,
      Lane lane,
      List<Input> inputs,
      boolean effect,
      boolean undoable,
      Duration timeout,
      int attempts,
      Optional<Duration> heartbeat) {
    this(name, does, form, lane, inputs, effect, undoable, timeout, attempts, heartbeat, List.of());
  }

  /** The inputs of a task that gives none, in the form that a document's values have. */
  public SortedMap<String, Object> defaults() {
    SortedMap<String, Object> defaults = new TreeMap<>();
    for (Input input : inputs) {
      input.written().ifPresent(value -> defaults.put(input.name(), value));
    }
    return defaults;
  }

  /** What a task of this executor is to Temporal. */
  public enum Form {
    ACTIVITY,
    WORKFLOW,
    /** Waits inside the phase for a person or another system. */
    WAIT
  }

  /**
   * A named input.
   *
   * @param fallback used where the plan gives none; absent: the input is required or optional
   */
  public record Input(
      String name, Type type, boolean required, Optional<Object> fallback, String does) {
    /** The fallback in the form that a document's value has. */
    public Optional<Object> written() {
      return fallback.map(Input::plain);
    }

    private static Object plain(Object value) {
      return switch (value) {
        case Integer number -> number.longValue();
        case Float number -> number.doubleValue();
        case Duration duration -> duration.toString();
        case List<?> list -> list.stream().map(Input::plain).toList();
        default -> value;
      };
    }
  }

  /** What an input takes. In YAML a duration is {@code 10m} or {@code PT10M}. */
  public enum Type {
    TEXT,
    INTEGER,
    NUMBER,
    FLAG,
    DURATION,
    TEXTS,
    INTEGERS,
    /** A reference to another task's artifact. */
    ARTIFACT
  }
}
