package io.planwright.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A group of tasks that opens when what it depends on has ended.
 *
 * @param key unique in the plan among phases and tasks; stable when others are inserted
 * @param id the author's own, where there is one
 * @param dependsOn keys of phases or tasks
 * @param gate what decides, after its last task, whether what follows may begin
 */
public record Phase(
    String key,
    Optional<String> id,
    String title,
    Optional<Priority> priority,
    Optional<String> assignee,
    Optional<Estimate> estimate,
    List<Dependency> dependsOn,
    List<Criterion> criteria,
    List<Task> tasks,
    Optional<Binding> gate,
    Source source) {
  public Phase {
    dependsOn = List.copyOf(dependsOn);
    criteria = List.copyOf(criteria);
    tasks = List.copyOf(tasks);
    // Plans that were stored before have none.
    gate = gate == null ? Optional.empty() : gate;
  }

  /** Without a gate. */
  public Phase(
      String key,
      Optional<String> id,
      String title,
      Optional<Priority> priority,
      Optional<String> assignee,
      Optional<Estimate> estimate,
      List<Dependency> dependsOn,
      List<Criterion> criteria,
      List<Task> tasks,
      Source source) {
    this(
        key,
        id,
        title,
        priority,
        assignee,
        estimate,
        dependsOn,
        criteria,
        tasks,
        Optional.empty(),
        source);
  }

  /** Its tasks, and its gate as the last: what a run works through. */
  public List<Task> steps() {
    return gate.map(bound -> Stream.concat(tasks.stream(), Stream.of(gate(bound))).toList())
        .orElse(tasks);
  }

  /** The key of the gate of a phase; no other key that is made ends like this. */
  public String gateKey() {
    return key + "~gate";
  }

  private Task gate(Binding bound) {
    boolean over =
        tasks.stream()
                .allMatch(
                    task -> task.state() == Progress.DONE || task.state() == Progress.CANCELLED)
            && tasks.stream().anyMatch(task -> task.state() == Progress.DONE);
    return new Task(
        gateKey(),
        Optional.empty(),
        "Gate: " + title,
        over ? Progress.DONE : Progress.TODO,
        priority,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        criteria,
        List.of(),
        bound,
        Details.NONE,
        source);
  }

  public Phase withGate(Optional<Binding> by) {
    return new Phase(
        key, id, title, priority, assignee, estimate, dependsOn, criteria, tasks, by, source);
  }

  public Phase withEstimate(Optional<Estimate> given) {
    return new Phase(
        key, id, title, priority, assignee, given, dependsOn, criteria, tasks, gate, source);
  }

  public Phase withDependsOn(List<Dependency> edges) {
    return new Phase(
        key, id, title, priority, assignee, estimate, edges, criteria, tasks, gate, source);
  }

  public Phase withCriteria(List<Criterion> asked) {
    return new Phase(
        key, id, title, priority, assignee, estimate, dependsOn, asked, tasks, gate, source);
  }

  public Phase withTasks(List<Task> instead) {
    return new Phase(
        key, id, title, priority, assignee, estimate, dependsOn, criteria, instead, gate, source);
  }
}
