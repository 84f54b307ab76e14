package io.planwright.plan;

import java.util.List;

/**
 * How work is taken back: the raw material of compensation.
 *
 * @param undoes keys of the phases or tasks that it undoes; none: the whole plan
 * @param steps in the order in which they are taken
 */
public record Rollback(String title, List<String> undoes, List<String> steps, Source source) {
  public Rollback {
    undoes = List.copyOf(undoes);
    steps = List.copyOf(steps);
  }
}
