package io.planwright.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The executors that a plan may name. */
public final class Catalogue {
  private final SortedMap<String, Executor> executors = new TreeMap<>();

  public Catalogue(List<Executor> executors) {
    for (Executor executor : executors) {
      if (this.executors.put(executor.name(), executor) != null) {
        throw new IllegalArgumentException("two executors are named " + executor.name());
      }
    }
  }

  public Optional<Executor> find(String name) {
    return Optional.ofNullable(executors.get(name));
  }

  /** All, by name. */
  public List<Executor> all() {
    return List.copyOf(executors.values());
  }

  public SortedMap<String, Executor> byName() {
    return Collections.unmodifiableSortedMap(executors);
  }
}
