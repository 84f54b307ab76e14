package io.planwright.plan.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a step produced.
 *
 * @param metrics measured numbers by name
 * @param artifacts stored results by name
 * @param facts short texts by name: a verdict, a model's digest, who answered
 */
public record Outcome(
    SortedMap<String, Double> metrics,
    SortedMap<String, ArtifactRef> artifacts,
    SortedMap<String, String> facts) {
  public static final Outcome NONE = new Outcome(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public Outcome {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  public Outcome metric(String name, double value) {
    TreeMap<String, Double> more = new TreeMap<>(metrics);
    more.put(name, value);
    return new Outcome(more, artifacts, facts);
  }

  public Outcome artifact(String name, ArtifactRef ref) {
    TreeMap<String, ArtifactRef> more = new TreeMap<>(artifacts);
    more.put(name, ref);
    return new Outcome(metrics, more, facts);
  }

  public Outcome fact(String name, String text) {
    TreeMap<String, String> more = new TreeMap<>(facts);
    more.put(name, text);
    return new Outcome(metrics, artifacts, more);
  }
}
