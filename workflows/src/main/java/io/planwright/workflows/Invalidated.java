package io.planwright.workflows;

import java.util.List;

/**
 * A task is done again, so what followed from it is void.
 *
 * @param tasks of the phase that this goes to
 * @param elsewhere tasks and phases that the phase must wait for anew
 * @param actor who wanted it
 */
public record Invalidated(List<String> tasks, List<String> elsewhere, String cause, String actor) {
  public Invalidated {
    tasks = List.copyOf(tasks);
    elsewhere = List.copyOf(elsewhere);
  }
}
