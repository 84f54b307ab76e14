package io.planwright.plan.exchange;

import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan as Task Master's {@code tasks.json}. It numbers tasks and knows neither phases nor keys;
 * these stand as metadata, which it keeps.
 */
public final class TaskMaster {
  private final Plan plan;
  private final TaskGraph graph;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private TaskMaster(Plan plan) {
    this.plan = plan;
    this.graph = TaskGraph.of(plan);
    plan.tasks().forEach(task -> numbers.put(task.key(), numbers.size() + 1));
  }

  public static String write(Plan plan) {
    return JsonText.of(Collections.singletonMap("master", new TaskMaster(plan).tag()));
  }

  private Map<String, Object> tag() {
    List<Object> tasks = new ArrayList<>();
    plan.phases().forEach(phase -> phase.tasks().forEach(task -> tasks.add(task(phase, task))));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("description", plan.title());
    metadata.put("phases", plan.phases().stream().map(TaskMaster::phase).toList());
    Map<String, Object> tag = new LinkedHashMap<>();
    tag.put("tasks", tasks);
    tag.put("metadata", metadata);
    return tag;
  }

  private static Map<String, Object> phase(Phase phase) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key", phase.key());
    phase.id().ifPresent(id -> members.put("id", id));
    members.put("title", phase.title());
    members.put("dependsOn", phase.dependsOn().stream().map(Dependency::key).toList());
    return members;
  }

  private Map<String, Object> task(Phase phase, Task task) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", numbers.getOrDefault(task.key(), 0));
    members.put("title", task.title());
    members.put("description", task.details().description());
    members.put("status", status(task.state()));
    members.put(
        "dependencies",
        graph.needs(task).stream().map(numbers::get).filter(Objects::nonNull).toList());
    members.put("priority", priority(task.priority().orElse(Priority.P2)));
    members.put("details", details(task));
    members.put(
        "testStrategy",
        task.criteria().stream().map(Criterion::text).collect(Collectors.joining("\n")));
    List<Object> subtasks = new ArrayList<>();
    task.subtasks().forEach(subtask -> subtasks.add(subtask(subtask, subtasks.size() + 1)));
    members.put("subtasks", subtasks);
    members.put("metadata", metadata(phase, task));
    return members;
  }

  private static Map<String, Object> metadata(Phase phase, Task task) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key", task.key());
    task.id().ifPresent(id -> members.put("id", id));
    members.put("phase", phase.key());
    members.put("state", word(task.state()));
    members.put("dependsOn", task.dependsOn().stream().map(Dependency::key).toList());
    task.priority().ifPresent(priority -> members.put("priority", priority.name()));
    task.assignee().ifPresent(who -> members.put("owner", who));
    task.estimate().ifPresent(estimate -> members.put("estimate", estimate.text()));
    members.put("executor", task.binding().executor());
    return members;
  }

  private static Map<String, Object> subtask(Subtask subtask, int number) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", number);
    members.put("title", subtask.title());
    members.put("description", "");
    members.put("status", status(subtask.state()));
    members.put("dependencies", List.of());
    members.put("details", "");
    Map<String, Object> metadata = new LinkedHashMap<>();
    subtask.id().ifPresent(id -> metadata.put("id", id));
    metadata.put("state", word(subtask.state()));
    members.put("metadata", metadata);
    return members;
  }

  private static String details(Task task) {
    return Stream.of(
            Map.entry("Deliverables", task.details().deliverables()),
            Map.entry("Files", task.details().files()),
            Map.entry("Waits outside for", task.details().outside()))
        .filter(part -> !part.getValue().isEmpty())
        .map(part -> part.getKey() + ": " + String.join(", ", part.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String word(Progress state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The word that Task Master has for it, or the nearest. */
  private static String status(Progress state) {
    return switch (state) {
      case TODO -> "pending";
      case IN_PROGRESS -> "in-progress";
      case DONE -> "done";
      case BLOCKED, FAILED -> "blocked";
      case ON_HOLD -> "deferred";
      case CANCELLED -> "cancelled";
    };
  }

  private static String priority(Priority priority) {
    return switch (priority) {
      case P0 -> "critical";
      case P1 -> "high";
      case P2 -> "medium";
      case P3 -> "low";
    };
  }
}
