package io.planwright.plan.compile;

import io.planwright.plan.Key;
import io.planwright.plan.Source;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names phases and tasks: by the author's id where it is one of the whole document, else within the
 * phase by id or title. So a key depends on nothing beside its own phase and task, and on an
 * earlier one only where both would have the same.
 */
final class Keys {
  private final Map<String, Integer> used = new LinkedHashMap<>();
  private final Map<String, Source> ids = new LinkedHashMap<>();
  private final Problems problems;

  private Keys(Problems problems) {
    this.problems = problems;
  }

  static void assign(Draft draft, Problems problems) {
    Keys keys = new Keys(problems);
    for (PhaseDraft phase : draft.phases()) {
      phase.key = keys.unique(Key.phase(phase.id, phase.title));
    }
    draft.tasks().forEach(keys::name);
  }

  private void name(TaskDraft task) {
    String key = Key.task(task.phase.key, task.id, task.title);
    Source first = task.id.isEmpty() ? null : ids.putIfAbsent(key, task.source);
    task.key = unique(key);
    if (first != null) {
      problems.warning(
          "duplicate-id",
          task.source,
          "the id " + task.id + " must name one task, it also stands in line " + first.line(),
          "give one of the two another id");
    }
  }

  private String unique(String key) {
    int count = used.merge(key, 1, Integer::sum);
    if (count == 1) {
      return key;
    }
    String numbered = key + "~" + count;
    return used.containsKey(numbered) ? unique(key) : unique(numbered);
  }

  static String word(String text) {
    return Key.word(text);
  }
}
