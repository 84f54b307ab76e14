package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a task's effect is taken back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Undo.Own.class, name = "own"),
  @JsonSubTypes.Type(value = Undo.None.class, name = "none"),
  @JsonSubTypes.Type(value = Undo.Step.class, name = "step")
})
public sealed interface Undo {

  /** By the executor's own undo, where it has one. */
  record Own() implements Undo {}

  /** Not at all, because the author said so. */
  record None() implements Undo {}

  /** By another executor. */
  record Step(String executor, SortedMap<String, Object> inputs) implements Undo {
    public Step {
      inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }
  }
}
