package io.planwright.api.commands;

import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A waiting task is done.
 *
 * @param metrics measured numbers by name
 * @param facts short texts by name
 * @param tasks that join its phase, and that what waits for it waits for too
 */
public record CompleteTask(
    Optional<SortedMap<String, Double>> metrics,
    Optional<SortedMap<String, String>> facts,
    Optional<List<AddedTask>> tasks,
    Optional<String> reason) {
  public CompleteTask {
    metrics.ifPresent(values -> check("metrics", values));
    facts.ifPresent(values -> check("facts", values));
  }

  Outcome outcome() {
    return new Outcome(
        metrics.orElseGet(Collections::emptySortedMap),
        new TreeMap<>(),
        facts.orElseGet(Collections::emptySortedMap),
        tasks.orElseGet(List::of));
  }

  private static void check(String field, Map<String, ?> values) {
    values.forEach(
        (name, value) -> {
          if (value == null) {
            throw new IllegalArgumentException(field + "." + name + " must not be null");
          }
        });
  }
}
