package io.planwright.plan.compile;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Executor;
import io.planwright.plan.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A planwright block that was understood, its references not yet resolved. */
record Annotation(Call call, Duration timeout, int attempts, OnFailure onFailure, UndoBy undo) {

  /**
   * An executor with what it is given.
   *
   * @param places where each input's value stands
   */
  record Call(
      Executor executor, SortedMap<String, Object> inputs, SortedMap<String, Source> places) {
    private Call at(Source place) {
      SortedMap<String, Source> moved = new TreeMap<>(places);
      moved.replaceAll((input, from) -> place);
      return new Call(executor, inputs, moved);
    }
  }

  /** With all of its inputs said at one place: a rule stands in no document. */
  Annotation at(Source place) {
    return new Annotation(
        call.at(place),
        timeout,
        attempts,
        onFailure,
        new UndoBy(undo.none(), undo.step().map(step -> step.at(place))));
  }

  /**
   * How the author wants it undone.
   *
   * @param step another executor's call, where one is named
   */
  record UndoBy(boolean none, Optional<Call> step) {}
}
