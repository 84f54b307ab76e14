package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a step produced.
 *
 * @param metrics measured numbers by name
 * @param artifacts stored results by name
 * @param facts short texts by name: a verdict, a model's digest, who answered
 * @param tasks that join its phase, and that what waits for the step waits for too
 */
public record Outcome(
    SortedMap<String, Double> metrics,
    SortedMap<String, ArtifactRef> artifacts,
    SortedMap<String, String> facts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AddedTask> tasks) {
  public static final Outcome NONE = new Outcome(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public Outcome {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    // Most outcomes have none, and those of before never had.
    tasks = tasks == null ? List.of() : List.copyOf(tasks);
  }

  /** One that adds no tasks. */
  public Outcome(
      SortedMap<String, Double> metrics,
      SortedMap<String, ArtifactRef> artifacts,
      SortedMap<String, String> facts) {
    this(metrics, artifacts, facts, List.of());
  }

  public Outcome metric(String name, double value) {
    TreeMap<String, Double> more = new TreeMap<>(metrics);
    more.put(name, value);
    return new Outcome(more, artifacts, facts, tasks);
  }

  public Outcome artifact(String name, ArtifactRef ref) {
    TreeMap<String, ArtifactRef> more = new TreeMap<>(artifacts);
    more.put(name, ref);
    return new Outcome(metrics, more, facts, tasks);
  }

  public Outcome fact(String name, String text) {
    TreeMap<String, String> more = new TreeMap<>(facts);
    more.put(name, text);
    return new Outcome(metrics, artifacts, more, tasks);
  }

  public Outcome adding(List<AddedTask> more) {
    return new Outcome(metrics, artifacts, facts, more);
  }
}
