package io.planwright.api.runs;

import java.util.List;
import java.util.Optional;

/**
 * What of a run that has ended is done again, beside what did not succeed or was undone.
 *
 * @param redo keys of tasks
 */
public record RepeatRun(Optional<List<String>> redo) {
  List<String> tasks() {
    return redo.orElse(List.of());
  }
}
