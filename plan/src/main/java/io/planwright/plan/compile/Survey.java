package io.planwright.plan.compile;

import io.planwright.plan.compile.HeadingForm.PhaseHead;
import io.planwright.plan.compile.HeadingForm.TaskHead;
import io.planwright.plan.compile.Section.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What headings and checkboxes of a document hold, seen before it is read: tables are tasks of
 * their own, or speak of what stands there.
 */
final class Survey {
  private static final int SMALLEST_BREAKDOWN = 5;

  private final Set<String> boxes = new LinkedHashSet<>();
  private final Map<String, Boolean> headings = new LinkedHashMap<>();
  private final List<String> titles = new ArrayList<>();
  private @Nullable Set<String> normalTitles;
  private final Set<String> phases = new LinkedHashSet<>();
  private final List<TaskTable> breakdowns = new ArrayList<>();
  private boolean breakdown;
  private boolean taskHeadings;
  private boolean finerTasks;
  private boolean topBoxes;
  private boolean nestedBoxes;

  private Survey() {}

  static Survey of(Section root) {
    Survey survey = new Survey();
    survey.look(root, false);
    survey.breakdown =
        survey.breakdowns.stream()
            .anyMatch(
                table ->
                    table.id() >= 0
                        && table.rows().size() >= SMALLEST_BREAKDOWN
                        && table.rows().stream()
                            .noneMatch(row -> survey.hasTask(row.id(), row.title().text())));
    return survey;
  }

  private void look(Section section, boolean inPhase) {
    boolean within = inPhase || section.role == Role.PHASE;
    if (section.role == Role.TASK || section.role == Role.SUBTASK) {
      taskHeadings = true;
      finerTasks |= section.form instanceof TaskHead head && head.kind().equals("task");
      if (section.form instanceof TaskHead head) {
        headings.putIfAbsent(Identifier.normal(head.id()), inPhase);
        title(head.title());
      } else {
        title(section.title());
      }
    }
    if (section.role == Role.PHASE) {
      if (section.form instanceof PhaseHead head) {
        phases.add(head.kind() + " " + Identifier.normal(head.number()));
        phases.add(Words.normal(head.title()));
      } else if (section.form instanceof TaskHead head) {
        phases.add(head.kind() + " " + Identifier.normal(head.id()));
        phases.add(Words.normal(head.title()));
      }
      phases.add(Words.normal(section.title()));
    }
    if (section.role != Role.CRITERIA) {
      section.blocks.forEach(block -> look(block, within, false));
    }
    section.children.forEach(child -> look(child, within));
  }

  private void look(Block block, boolean inPhase, boolean nested) {
    if (block instanceof Block.Grid grid) {
      Optional<TaskTable> table = grid.tasks().filter(found -> !found.stories());
      finerTasks |= table.isPresent();
      if (!inPhase && table.isPresent()) {
        breakdowns.add(table.get());
      }
    }
    if (block instanceof Block.Listing list) {
      for (Block.Item item : list.items()) {
        topBoxes |= item.box().isPresent() && !nested;
        nestedBoxes |= item.box().isPresent() && nested;
        boolean within = nested || (item.box().isEmpty() && list.ordered() && isBold(item));
        item.box()
            .ifPresent(
                box -> {
                  if (!box.id().isEmpty()) {
                    boxes.add(Identifier.normal(box.id()));
                  }
                  title(box.title());
                });
        item.rest().forEach(inner -> look(inner, inPhase, within));
      }
    }
  }

  private static boolean isBold(Block.Item item) {
    return !item.head().isEmpty() && !item.head().getFirst().lead().isEmpty();
  }

  /** Whether all boxes stand below bold items of numbered lists, which then are the tasks. */
  boolean hasBoldTasks() {
    return nestedBoxes && !topBoxes && !taskHeadings;
  }

  private void title(String title) {
    titles.add(title);
  }

  /** Made when first asked for, as many documents have no tables. */
  private boolean isTitle(String normal) {
    Set<String> made = normalTitles;
    if (made == null) {
      made = new LinkedHashSet<>();
      for (String title : titles) {
        made.add(Words.normal(title));
      }
      normalTitles = made;
    }
    return !normal.isEmpty() && made.contains(normal);
  }

  boolean taskHeadings() {
    return taskHeadings;
  }

  /** Whether some tasks are called so, where others are stories. */
  boolean hasFinerTasks() {
    return finerTasks;
  }

  /** Whether a table outside of the phases lists all tasks, so that lists in phases repeat them. */
  boolean hasBreakdown() {
    return breakdown && !boxIds();
  }

  boolean boxIds() {
    return !boxes.isEmpty();
  }

  /** Whether a heading or a box has this id, or this title. */
  boolean hasTask(String id, String title) {
    String normal = Identifier.normal(id);
    return (!id.isEmpty() && (headings.containsKey(normal) || boxes.contains(normal)))
        || isTitle(Words.normal(title));
  }

  /** Whether the heading of a task stands in a phase. */
  boolean isInPhase(String id) {
    return headings.getOrDefault(Identifier.normal(id), false)
        || boxes.contains(Identifier.normal(id));
  }

  boolean hasPhases() {
    return !phases.isEmpty();
  }

  boolean hasPhase(String name) {
    return phases.contains(name);
  }
}
