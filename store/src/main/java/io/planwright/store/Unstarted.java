package io.planwright.store;

import java.util.List;

/**
 * A run that was asked for, and whose journal has no line yet.
 *
 * @param all whether tasks that the document marks done are run too
 * @param redo of one that repeats another: keys of tasks that are done again
 */
public record Unstarted(Run run, boolean all, List<String> redo) {
  public Unstarted {
    redo = List.copyOf(redo);
  }
}
