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
 * @param keepAll whether what follows from tasks that have not succeeded is kept too
 */
public record Reopening(String run, List<String> redo, boolean keepAll) {
  public Reopening {
    redo = List.copyOf(redo);
  }

  /** What follows from what is not done any more is done again. */
  public Reopening(String run, List<String> redo) {
    this(run, redo, false);
  }

  /** The phase is opened for tasks that joined it: what has succeeded holds. */
  public static Reopening forMore(String run) {
    return new Reopening(run, List.of(), true);
  }

  public Reopening and(Reopening more) {
    return new Reopening(
        run,
        Stream.concat(redo.stream(), more.redo().stream()).distinct().toList(),
        keepAll && more.keepAll());
  }
}
