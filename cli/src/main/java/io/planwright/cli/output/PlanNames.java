package io.planwright.cli.output;

import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What phases and tasks are called where a line has no room for titles. */
final class PlanNames {
  private static final int LONGEST = 32;

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> titled = new HashMap<>();

  PlanNames(Plan plan) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    plan.tasks()
        .flatMap(task -> task.id().stream())
        .filter(id -> !seen.add(id))
        .forEach(twice::add);
    for (Phase phase : plan.phases()) {
      name(phase.key(), start(phase.title()), phase.title());
      for (Task task : phase.tasks()) {
        String name =
            task.id()
                .map(id -> twice.contains(id) ? task.key() : id)
                .orElseGet(() -> quoted(task.title()));
        name(
            task.key(),
            name,
            task.id().isPresent() ? name + " " + Lines.cut(task.title(), LONGEST) : name);
      }
    }
  }

  private void name(String key, String name, String withTitle) {
    names.put(key, name);
    titled.put(key, withTitle);
  }

  /** {@code Phase 1} of {@code Phase 1: Foundation (Weeks 1-4)}. */
  private static String start(String title) {
    String start = title.split("\\s*[:：]\\s|\\s+[-–—(]", 2)[0];
    return start.length() < title.length() && Cells.width(start) <= LONGEST && !start.isBlank()
        ? start
        : quoted(title);
  }

  private static String quoted(String title) {
    return "\"" + Lines.cut(title, LONGEST) + "\"";
  }

  /** The author's id where it is one of the whole plan; else the key or the start of the title. */
  String of(String key) {
    return names.getOrDefault(key, key);
  }

  /** The same with the start of the title. */
  String withTitle(String key) {
    return titled.getOrDefault(key, key);
  }
}
