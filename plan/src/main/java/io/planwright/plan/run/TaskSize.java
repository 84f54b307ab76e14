package io.planwright.plan.run;

import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** About how many bytes a task takes as JSON, rather too many than too few. */
final class TaskSize {
  private static final int FIELDS = 600;
  private static final int FIELDS_OF_AN_EDGE = 110;
  private static final int FIELDS_OF_A_CRITERION = 250;
  private static final int FIELDS_OF_A_SUBTASK = 110;
  private static final int QUOTES = 4;

  /** What a control character takes beyond its byte. */
  private static final int ESCAPE = 5;

  private TaskSize() {}

  static int of(Task task) {
    int size =
        FIELDS
            + text(task.title())
            + text(task.details().description())
            + value(task.details().supporters())
            + value(task.details().labels())
            + value(task.details().deliverables())
            + value(task.details().files())
            + value(task.details().outside())
            + value(task.binding().inputs())
            + (task.binding().undo() instanceof Undo.Step other ? value(other.inputs()) : 0)
            + task.dependsOn().size() * FIELDS_OF_AN_EDGE
            + task.criteria().size() * FIELDS_OF_A_CRITERION
            + task.subtasks().size() * FIELDS_OF_A_SUBTASK;
    size += task.dependsOn().stream().mapToInt(edge -> 2 * text(edge.key())).sum();
    size += task.criteria().stream().mapToInt(criterion -> text(criterion.text())).sum();
    size += task.subtasks().stream().mapToInt(subtask -> text(subtask.title())).sum();
    return size;
  }

  private static int value(Object value) {
    return switch (value) {
      case String text -> text(text);
      case Map<?, ?> map ->
          map.entrySet().stream().mapToInt(e -> value(e.getKey()) + value(e.getValue())).sum();
      case Collection<?> items -> items.stream().mapToInt(TaskSize::value).sum();
      default -> text(value.toString());
    };
  }

  private static int text(String text) {
    int escapes = text.chars().map(c -> c < ' ' ? ESCAPE : c == '"' || c == '\\' ? 1 : 0).sum();
    return text.getBytes(StandardCharsets.UTF_8).length + escapes + QUOTES;
  }
}
