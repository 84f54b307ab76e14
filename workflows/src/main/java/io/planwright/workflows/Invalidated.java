package io.planwright.workflows;

import java.util.List;

/**
 * A task is done again, so what followed from it is void.
 *
 * @param tasks of the phase that this goes to
 * @param elsewhere tasks and phases that tasks of the phase must wait for anew
 * @param before tasks and phases that the whole phase must wait for anew
 * @param actor who wanted it
 */
public record Invalidated(
    List<String> tasks, List<String> elsewhere, List<String> before, String cause, String actor) {
  public Invalidated {
    tasks = List.copyOf(tasks);
    elsewhere = List.copyOf(elsewhere);
    // Earlier runs did not say so.
    before = before == null ? List.of() : List.copyOf(before);
  }
}
