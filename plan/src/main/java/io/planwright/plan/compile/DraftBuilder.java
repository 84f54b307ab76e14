package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Evidence;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.criteria.CriterionText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The draft as it grows: adds within the limits, and finds again what is spoken of twice. */
final class DraftBuilder {
  final Problems problems = new Problems();
  final PhaseDrafts phases = new PhaseDrafts();
  final AboutPlan about = new AboutPlan();
  final List<Draft.Note> notes = new ArrayList<>();
  final List<Draft.Drawing> drawings = new ArrayList<>();
  final List<Draft.Sequence> sequences = new ArrayList<>();
  private final Map<String, TaskDraft> byId = new LinkedHashMap<>();
  private int tasks;
  private int items;
  private int fences;

  Draft draft(String title) {
    return new Draft(title, phases.all(), notes, drawings, sequences, about);
  }

  boolean isEmpty() {
    return tasks == 0;
  }

  /** Adds a task, or answers the one that is already there under its id. */
  Optional<TaskDraft> add(Source at, Supplier<TaskDraft> task) {
    if (tasks >= Limits.MOST_TASKS) {
      if (tasks++ == Limits.MOST_TASKS) {
        problems.error(
            "too-many-tasks",
            at,
            "a plan must have at most " + Limits.MOST_TASKS + " tasks",
            "split the document into several plans");
      }
      return Optional.empty();
    }
    TaskDraft added = task.get();
    Optional<TaskDraft> same = known(added.id).filter(added::restates);
    if (same.isPresent()) {
      if (!added.title.isBlank()
          && !Words.normal(added.title).equals(Words.normal(same.get().title))
          && !added.title.equals(added.id)) {
        problems.info(
            "task-restated",
            at,
            "\"%s\" is taken for %s of line %d, which has its id"
                .formatted(added.title, same.get().called(), same.get().source.line()));
      }
      merge(same.get(), added);
      return same;
    }
    tasks++;
    added.phase.tasks.add(added);
    if (Identifier.global(added.id)) {
      byId.putIfAbsent(Identifier.normal(added.id), added);
    }
    return Optional.of(added);
  }

  /** The task with an id of the whole document. */
  Optional<TaskDraft> known(String id) {
    return Identifier.global(id)
        ? Optional.ofNullable(byId.get(Identifier.normal(id)))
        : Optional.empty();
  }

  /** The tasks that an id or a range of ids names. */
  List<TaskDraft> named(String ids) {
    Optional<TaskDraft> one = known(ids);
    if (one.isPresent()) {
      return List.of(one.get());
    }
    List<DependencyText.Mention> mentions = DependencyText.parse(ids);
    if (mentions.size() == 1 && mentions.getFirst() instanceof DependencyText.Range range) {
      Optional<TaskDraft> first = known(range.from());
      Optional<TaskDraft> last = known(range.to());
      if (first.isPresent() && last.isPresent() && first.get().phase == last.get().phase) {
        List<TaskDraft> all = first.get().phase.tasks;
        int from = all.indexOf(first.get());
        int to = all.indexOf(last.get());
        return from <= to ? List.copyOf(all.subList(from, to + 1)) : List.of();
      }
    }
    return List.of();
  }

  /** Whether one more code block is read. */
  boolean takesFence(Source at) {
    if (++fences == Limits.MOST_FENCES + 1) {
      problems.error(
          "too-many-fences",
          at,
          "a plan must have at most " + Limits.MOST_FENCES + " code blocks, the rest is not read",
          "split the document into several plans");
    }
    return fences <= Limits.MOST_FENCES;
  }

  private void merge(TaskDraft first, TaskDraft again) {
    again.state.ifPresent(state -> say(first, state, again.source));
    first.priority = first.priority.or(() -> again.priority);
    first.blocking |= again.blocking;
    first.estimate = first.estimate.or(() -> again.estimate);
    first.owner = first.owner.or(() -> again.owner);
    first.statements.addAll(again.statements);
    if (first.title.isBlank() || first.title.equals(first.id)) {
      first.title = again.title;
    }
  }

  /** What a second place says of a task's state is taken where the first says nothing. */
  void say(TaskDraft task, Progress state, Source at) {
    if (task.state.isEmpty()) {
      task.state = Optional.of(state);
      task.stateAt = at;
    } else if ((task.state.get() == Progress.DONE) != (state == Progress.DONE)) {
      problems.warning(
          "state-contradiction",
          at,
          "%s is %s here, and %s in line %d"
              .formatted(task.called(), word(state), word(task.state.get()), task.stateAt.line()),
          "make both places say the same; the first counts");
    }
  }

  private static String word(Progress state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  Optional<TaskDraft> addItem(TaskDraft parent, Source at, Supplier<TaskDraft> item) {
    if (++items > Limits.MOST_SUBTASKS) {
      if (items == Limits.MOST_SUBTASKS + 1) {
        problems.error(
            "too-many-subtasks",
            at,
            "a plan must have at most " + Limits.MOST_SUBTASKS + " items in its tasks' checklists",
            "split the document into several plans");
      }
      return Optional.empty();
    }
    TaskDraft added = item.get();
    parent.subtasks.add(added);
    return Optional.of(added);
  }

  /**
   * Takes what something else than a line with a label says of a task; nothing where it is empty.
   */
  void say(TaskDraft task, Field.Name name, String value, Source at) {
    if (!value.isBlank()) {
      say(task, new Field(name, "", value.strip()), Evidence.Form.FIELD, at);
    }
  }

  /** Takes what a field says of a task. */
  void say(TaskDraft task, Field field, Evidence.Form form, Source at) {
    String value = field.value();
    switch (field.name()) {
      case DEPENDS, BLOCKS -> task.statements.add(statement(field, form, at));
      case OWNER -> {
        List<String> names = Words.people(value);
        if (!names.isEmpty() && task.owner.isEmpty()) {
          task.owner = Optional.of(names.getFirst());
          task.supporters.addAll(names.subList(1, names.size()));
        }
      }
      case SUPPORT -> task.supporters.addAll(Words.people(value));
      case PRIORITY -> {
        task.priority = task.priority.or(() -> PriorityWords.of(value));
        task.blocking |= GateWords.blocking(value);
      }
      case ESTIMATE ->
          task.estimate = task.estimate.or(() -> EstimateText.of(field.label(), value));
      case STATUS -> StatusWords.of(value).ifPresent(state -> say(task, state, at));
      case CRITERIA -> task.criteria.add(CriterionText.of(value, at));
      case DELIVERABLES -> listed(field).forEach(item -> deliver(task, item, at));
      case FILES -> task.files.addAll(listed(field));
      case LABELS -> task.labels.addAll(listed(field));
      case DESCRIPTION -> task.describe(value);
      case ROLLBACK ->
          about.undoings.add(
              new AboutPlan.Undoing(
                  "Rollback of " + task.called(), task.title, List.of(value), at));
      case CHECKS, OTHER -> {}
    }
  }

  /** A bullet is one item, the value of a label may be several. */
  private static List<String> listed(Field field) {
    return field.label().isEmpty() ? List.of(field.value()) : Words.listed(field.value());
  }

  /** A deliverable that states a figure is also a criterion. */
  private static void deliver(TaskDraft task, String item, Source at) {
    task.deliverables.add(item);
    Criterion criterion = CriterionText.of(item, at);
    if (criterion.measure().isPresent()) {
      task.criteria.add(criterion);
    }
  }

  void say(PhaseDraft phase, Field field, Evidence.Form form, Source at) {
    String value = field.value();
    switch (field.name()) {
      case DEPENDS, BLOCKS -> phase.statements.add(statement(field, form, at));
      case CRITERIA -> phase.criteria.add(CriterionText.of(value, at));
      case OWNER -> phase.owner = phase.owner.or(() -> Words.people(value).stream().findFirst());
      case PRIORITY -> phase.priority = phase.priority.or(() -> PriorityWords.of(value));
      case ESTIMATE ->
          phase.estimate = phase.estimate.or(() -> EstimateText.of(field.label(), value));
      case ROLLBACK ->
          about.undoings.add(
              new AboutPlan.Undoing("Rollback of " + phase.title, phase.title, List.of(value), at));
      case STATUS -> {
        phase.state = phase.state.or(() -> StatusWords.of(value));
        phase.stateAt = at;
      }
      case SUPPORT, DELIVERABLES, FILES, LABELS, DESCRIPTION, CHECKS, OTHER -> {}
    }
  }

  /** A phase that is said to be done while tasks of it are not. */
  void compareStates() {
    for (PhaseDraft phase : phases.all()) {
      if (phase.state.filter(Progress.DONE::equals).isEmpty()) {
        continue;
      }
      List<TaskDraft> open =
          phase.tasks.stream()
              .filter(task -> task.state() != Progress.DONE && task.state() != Progress.CANCELLED)
              .toList();
      if (!open.isEmpty()) {
        problems.warning(
            "state-contradiction",
            phase.stateAt,
            "%s is done here, and %s in line %d is %s"
                .formatted(
                    phase.called(),
                    open.getFirst().called(),
                    open.getFirst().stateAt.line(),
                    word(open.getFirst().state())),
            "make both places say the same; the tasks count");
      }
    }
  }

  private static Statement statement(Field field, Evidence.Form form, Source at) {
    return new Statement(field.value(), field.name() == Field.Name.BLOCKS, form, at);
  }
}
