package io.planwright.plan;

import java.util.List;
import java.util.Optional;

/**
 * A group of tasks that opens when what it depends on has ended.
 *
 * @param key unique in the plan among phases and tasks; stable when others are inserted
 * @param id the author's own, where there is one
 * @param dependsOn keys of phases or tasks
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
    Source source) {
  public Phase {
    dependsOn = List.copyOf(dependsOn);
    criteria = List.copyOf(criteria);
    tasks = List.copyOf(tasks);
  }

  public Phase withEstimate(Optional<Estimate> given) {
    return new Phase(key, id, title, priority, assignee, given, dependsOn, criteria, tasks, source);
  }

  public Phase withDependsOn(List<Dependency> edges) {
    return new Phase(key, id, title, priority, assignee, estimate, edges, criteria, tasks, source);
  }

  public Phase withCriteria(List<Criterion> asked) {
    return new Phase(key, id, title, priority, assignee, estimate, dependsOn, asked, tasks, source);
  }

  public Phase withTasks(List<Task> instead) {
    return new Phase(
        key, id, title, priority, assignee, estimate, dependsOn, criteria, instead, source);
  }
}
