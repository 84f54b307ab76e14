package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The typed graph that a plan document means: immutable, named by its {@link PlanHash}. */
public record Plan(String title, List<Phase> phases) {
  public Plan {
    phases = List.copyOf(phases);
  }

  public Stream<Task> tasks() {
    return phases.stream().flatMap(phase -> phase.tasks().stream());
  }

  public Optional<Task> task(String key) {
    return tasks().filter(task -> task.key().equals(key)).findFirst();
  }

  public Optional<Phase> phase(String key) {
    return phases.stream().filter(phase -> phase.key().equals(key)).findFirst();
  }

  public Optional<Phase> phaseOf(String taskKey) {
    return phases.stream()
        .filter(phase -> phase.tasks().stream().anyMatch(task -> task.key().equals(taskKey)))
        .findFirst();
  }

  /** SHA-256 in hex of the canonical JSON without positions: the same plan has the same hash. */
  @JsonIgnore
  public String hash() {
    return PlanHash.of(this);
  }
}
