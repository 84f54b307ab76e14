package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The typed graph that a plan document means: immutable, named by its {@link PlanHash}.
 *
 * @param criteria of the plan as a whole
 */
public record Plan(
    String title,
    List<Phase> phases,
    List<Criterion> criteria,
    List<Risk> risks,
    List<Rollback> rollbacks,
    List<Setting> settings,
    List<Note> notes) {
  public Plan {
    phases = List.copyOf(phases);
    // Plans that were stored before have none of these.
    criteria = criteria == null ? List.of() : List.copyOf(criteria);
    risks = risks == null ? List.of() : List.copyOf(risks);
    rollbacks = rollbacks == null ? List.of() : List.copyOf(rollbacks);
    settings = settings == null ? List.of() : List.copyOf(settings);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** Phases alone. */
  public static Plan of(String title, List<Phase> phases) {
    return new Plan(title, phases, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  public Plan withPhases(List<Phase> instead) {
    return new Plan(title, instead, criteria, risks, rollbacks, settings, notes);
  }

  public Plan withCriteria(List<Criterion> asked) {
    return new Plan(title, phases, asked, risks, rollbacks, settings, notes);
  }

  public Stream<Task> tasks() {
    return phases.stream().flatMap(phase -> phase.tasks().stream());
  }

  /** Its tasks and its phases' gates: what a run works through. */
  public Stream<Task> steps() {
    return phases.stream().flatMap(phase -> phase.steps().stream());
  }

  /** The task, or the gate of a phase, of a key. */
  public Optional<Task> task(String key) {
    return steps().filter(task -> task.key().equals(key)).findFirst();
  }

  public Optional<Phase> phase(String key) {
    return phases.stream().filter(phase -> phase.key().equals(key)).findFirst();
  }

  public Optional<Phase> phaseOf(String taskKey) {
    return phases.stream()
        .filter(phase -> phase.steps().stream().anyMatch(task -> task.key().equals(taskKey)))
        .findFirst();
  }

  /** SHA-256 in hex of the canonical JSON without positions: the same plan has the same hash. */
  @JsonIgnore
  public String hash() {
    return PlanHash.of(this);
  }
}
