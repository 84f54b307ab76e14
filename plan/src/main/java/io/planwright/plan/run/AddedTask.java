package io.planwright.plan.run;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task that the outcome of another adds to its phase: its key is the other's, a slash, its id.
 *
 * @param id of letters, digits, dots, hyphens and underscores; unique among those that are added
 *     with it
 * @param executor absent: it is done by hand
 * @param inputs by name, as in a document
 * @param needs ids of others that are added with it, or keys of tasks of the plan
 */
public record AddedTask(
    String id,
    String title,
    Optional<String> executor,
    SortedMap<String, Object> inputs,
    List<String> needs,
    Optional<String> assignee) {
  public AddedTask {
    if (id == null || title == null) {
      throw new IllegalArgumentException("an added task must have an id and a title");
    }
    executor = executor == null ? Optional.empty() : executor;
    inputs =
        Collections.unmodifiableSortedMap(inputs == null ? new TreeMap<>() : new TreeMap<>(inputs));
    needs = needs == null ? List.of() : List.copyOf(needs);
    assignee = assignee == null ? Optional.empty() : assignee;
  }
}
