package io.planwright.plan;

import java.util.List;
import java.util.Optional;

/**
 * One piece of work, bound to the executor that does it.
 *
 * @param key unique in the plan among phases and tasks; stable when others are inserted
 * @param id the author's own, where there is one
 * @param state what the document says of it, before any run
 * @param dependsOn keys of tasks or phases
 */
public record Task(
    String key,
    Optional<String> id,
    String title,
    Progress state,
    Optional<Priority> priority,
    Optional<String> assignee,
    Optional<Estimate> estimate,
    List<Dependency> dependsOn,
    List<Criterion> criteria,
    List<Subtask> subtasks,
    Binding binding,
    Details details,
    Source source) {
  public Task {
    // Runs from before have none in their histories.
    details = details == null ? Details.NONE : details;
    dependsOn = List.copyOf(dependsOn);
    criteria = List.copyOf(criteria);
    subtasks = List.copyOf(subtasks);
  }

  public Task withState(Progress now) {
    return new Task(
        key, id, title, now, priority, assignee, estimate, dependsOn, criteria, subtasks, binding,
        details, source);
  }

  public Task withEstimate(Optional<Estimate> given) {
    return new Task(
        key, id, title, state, priority, assignee, given, dependsOn, criteria, subtasks, binding,
        details, source);
  }

  public Task withDependsOn(List<Dependency> edges) {
    return new Task(
        key, id, title, state, priority, assignee, estimate, edges, criteria, subtasks, binding,
        details, source);
  }

  public Task withCriteria(List<Criterion> asked) {
    return new Task(
        key, id, title, state, priority, assignee, estimate, dependsOn, asked, subtasks, binding,
        details, source);
  }

  public Task withBinding(Binding to) {
    return new Task(
        key, id, title, state, priority, assignee, estimate, dependsOn, criteria, subtasks, to,
        details, source);
  }
}
