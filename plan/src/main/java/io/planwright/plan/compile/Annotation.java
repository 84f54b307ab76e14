package io.planwright.plan.compile;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Executor;
import io.planwright.plan.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** A planwright block that was understood, its references not yet resolved. */
record Annotation(Call call, Duration timeout, int attempts, OnFailure onFailure, UndoBy undo) {

  /**
   * An executor with what it is given.
   *
   * @param places where each input's value stands
   */
  record Call(
      Executor executor, SortedMap<String, Object> inputs, SortedMap<String, Source> places) {}

  /**
   * How the author wants it undone.
   *
   * @param step another executor's call, where one is named
   */
  record UndoBy(boolean none, Optional<Call> step) {}
}
