package io.planwright.plan.compile;

import io.planwright.plan.compile.HeadingForm.NumberedHead;
import io.planwright.plan.compile.HeadingForm.PhaseHead;
import io.planwright.plan.compile.HeadingForm.TaskHead;
import io.planwright.plan.compile.Section.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which headings are phases, tasks and items of a task, from their form and from what
 * stands under them: the same {@code Story 1} is a task with a checklist, or a phase of tasks.
 */
final class SectionRoles {
  /** What a section and all under it hold. */
  private record Holds(boolean taskHeads, boolean boxes, List<String> boxIds, int rows) {}

  private final Map<Section, Holds> holds = new LinkedHashMap<>();
  private final Optional<Section> onlyTop;
  private boolean worded;
  private boolean finer;
  private boolean tasksElsewhere;

  private SectionRoles(Section root) {
    List<Section> tops = root.children.stream().filter(child -> child.level() == 1).toList();
    this.onlyTop = tops.size() == 1 ? Optional.of(tops.getFirst()) : Optional.empty();
  }

  static void assign(Section root) {
    SectionRoles roles = new SectionRoles(root);
    roles.lookForWords(root);
    Holds all = roles.survey(root);
    roles.tasksElsewhere = all.taskHeads() || !all.boxIds().isEmpty() || all.rows() > 0;
    root.children.forEach(child -> roles.assign(child, Optional.empty(), false, false));
  }

  private void lookForWords(Section section) {
    worded |= section.form instanceof TaskHead head && !head.kind().equals("code");
    section.children.forEach(this::lookForWords);
  }

  /** Where some headings say Task or Step, an id alone, as of a decision, makes no task. */
  private Optional<TaskHead> taskHead(Section section) {
    return section.form instanceof TaskHead head && !(worded && head.kind().equals("code"))
        ? Optional.of(head)
        : Optional.empty();
  }

  private Holds survey(Section section) {
    boolean taskHeads = false;
    List<String> ids = new ArrayList<>();
    boolean boxes = surveyBlocks(section.blocks, ids);
    int rows = rows(section.blocks);
    for (Section child : section.children) {
      Holds held = survey(child);
      if (child.label.isEmpty()) {
        taskHeads |= held.taskHeads() || taskHead(child).isPresent();
        boxes |= held.boxes();
        ids.addAll(held.boxIds());
        rows += held.rows();
      }
    }
    Holds all = new Holds(taskHeads, boxes, ids, rows);
    holds.put(section, all);
    return all;
  }

  private int rows(List<Block> blocks) {
    int rows = 0;
    for (Block block : blocks) {
      if (block instanceof Block.Grid grid) {
        Optional<TaskTable> table = grid.tasks();
        rows += table.map(found -> found.rows().size()).orElse(0);
        finer |= table.filter(found -> !found.stories()).isPresent();
      }
    }
    return rows;
  }

  private static boolean surveyBlocks(List<Block> blocks, List<String> ids) {
    boolean boxes = false;
    for (Block block : blocks) {
      if (block instanceof Block.Listing list) {
        for (Block.Item item : list.items()) {
          item.box().filter(box -> !box.id().isEmpty()).ifPresent(box -> ids.add(box.id()));
          boxes |= item.box().isPresent();
        }
      }
    }
    return boxes;
  }

  private void assign(Section section, Optional<Section> phase, boolean inTask, boolean criteria) {
    section.role = criteria || isCriteria(section) ? Role.CRITERIA : role(section, phase, inTask);
    Optional<Section> below = section.role == Role.PHASE ? Optional.of(section) : phase;
    boolean inside = inTask || section.role == Role.TASK;
    section.children.forEach(child -> assign(child, below, inside, section.role == Role.CRITERIA));
  }

  private boolean isCriteria(Section section) {
    Optional<Field.Name> label = section.label;
    boolean checks = label.filter(Field.Name.CHECKS::equals).isPresent();
    boolean ownTasks = held(section).taskHeads() || !held(section).boxIds().isEmpty();
    if (section.form instanceof PhaseHead head
        && (ownTasks || held(section).rows() > 0 || !CriteriaLabel.leads(head.title()))) {
      return false;
    }
    return !(section.form instanceof TaskHead)
        && (label.filter(Field.Name.CRITERIA::equals).isPresent()
            || (checks && tasksElsewhere && !ownTasks));
  }

  private Role role(Section section, Optional<Section> phase, boolean inTask) {
    Optional<TaskHead> head = taskHead(section);
    if (head.isPresent()) {
      if (inTask) {
        return Role.SUBTASK;
      }
      boolean served = finer && head.get().kind().equals("story") && isEmpty(section);
      return groupsTasks(section, head.get()) ? Role.PHASE : served ? Role.GROUP : Role.TASK;
    }
    if (inTask) {
      return Role.GROUP;
    }
    return switch (section.form) {
      case PhaseHead inner when onlyTop.filter(section::equals).isPresent() -> Role.GROUP;
      case PhaseHead inner ->
          phase.filter(outer -> isLeaf(section) && isEmpty(outer)).isPresent()
              ? Role.TASK
              : Role.PHASE;
      case NumberedHead inner ->
          phase.filter(outer -> !held(outer).taskHeads()).isPresent()
                  && held(section).boxIds().isEmpty()
              ? Role.TASK
              : Role.GROUP;
      default -> Role.GROUP;
    };
  }

  private boolean groupsTasks(Section section, TaskHead head) {
    boolean ownBoxes =
        held(section).boxIds().stream()
            .anyMatch(id -> Identifier.global(id) && !id.startsWith(head.id() + "."));
    boolean innerTasks =
        !head.kind().equals("task")
            && !head.kind().equals("step")
            && section.children.stream()
                .flatMap(child -> taskHead(child).stream())
                .anyMatch(inner -> inner.kind().equals("task"));
    boolean rows = held(section).rows() > 1 && !head.kind().equals("task");
    return ownBoxes || innerTasks || rows;
  }

  private boolean isLeaf(Section section) {
    return isEmpty(section)
        && section.children.stream().noneMatch(child -> child.form instanceof PhaseHead);
  }

  private boolean isEmpty(Section section) {
    return !held(section).taskHeads() && !held(section).boxes() && held(section).rows() == 0;
  }

  private Holds held(Section section) {
    return holds.getOrDefault(section, new Holds(false, false, List.of(), 0));
  }
}
