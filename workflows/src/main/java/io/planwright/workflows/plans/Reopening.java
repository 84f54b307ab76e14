package io.planwright.workflows.plans;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a phase takes over from before instead of doing it again: what has succeeded, unless it is
 * to be done again or follows from what is.
 *
 * @param run whose outcomes are kept: the same run, or the one that this run repeats
 * @param redo keys of tasks that are done again, with all that follows from them; the key of a part
 *     stands for all its tasks
 */
public record Reopening(String run, List<String> redo) {
  public Reopening {
    redo = List.copyOf(redo);
  }

  public Reopening and(Reopening more) {
    return new Reopening(
        run, Stream.concat(redo.stream(), more.redo().stream()).distinct().toList());
  }
}
