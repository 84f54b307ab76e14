package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Evidence;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.compile.HeadingForm.PhaseHead;
import io.planwright.plan.compile.HeadingForm.TaskHead;
import io.planwright.plan.compile.Section.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Walks the sections of a document and lets each recogniser say what a piece of it is. */
final class DocumentReading {
  static final String ANNOTATION = "planwright";

  private static final Pattern ORDER =
      Pattern.compile("(?iu)\\b(depend|order|sequence|prerequisit|dependenc|dependênc|abhängig)");

  private final Problems problems;
  private final PhaseDrafts phases = new PhaseDrafts();
  private final List<Draft.Note> notes = new ArrayList<>();
  private final Map<Section, List<Criterion>> criteria = new LinkedHashMap<>();
  private final boolean bulletsAreTasks;
  private boolean anyTaskHeading;
  private boolean anyBoxId;
  private int tasks;
  private int items;

  /** Where the walk is: in which section, task and item of its checklist. */
  private record Place(
      Section section, Optional<TaskDraft> task, Optional<TaskDraft> item, boolean criteria) {
    Place in(TaskDraft child) {
      return task.isPresent()
          ? new Place(section, task, Optional.of(child), criteria)
          : new Place(section, Optional.of(child), Optional.empty(), criteria);
    }

    Optional<TaskDraft> innermost() {
      return item.or(() -> task);
    }
  }

  private DocumentReading(Problems problems, boolean bulletsAreTasks) {
    this.problems = problems;
    this.bulletsAreTasks = bulletsAreTasks;
  }

  static Draft read(List<Block> document, Problems problems) {
    Section root = Section.tree(document);
    SectionRoles.assign(root);
    DocumentReading reading = new DocumentReading(new Problems(), false);
    reading.readAll(root);
    if (reading.tasks == 0) {
      // Bullets are tasks only where nothing else is, so that details never become work.
      reading = new DocumentReading(new Problems(), true);
      reading.readAll(root);
    }
    problems.addAll(reading.problems);
    return new Draft(title(root), reading.phases.all(), reading.notes);
  }

  private static String title(Section root) {
    return root.children.stream()
        .filter(child -> child.level() == 1)
        .findFirst()
        .or(
            () ->
                root.children.stream()
                    .findFirst()
                    .filter(c -> c.form instanceof HeadingForm.PlainHead))
        .map(child -> Words.withoutAnchor(child.title()))
        .filter(found -> !found.isBlank())
        .orElse("Untitled plan");
  }

  private void readAll(Section root) {
    survey(root);
    read(root, Optional.empty());
    placeCriteria();
  }

  private void survey(Section section) {
    anyTaskHeading |= section.role == Role.TASK;
    section.blocks.stream()
        .filter(block -> section.role != Role.CRITERIA && block instanceof Block.Listing)
        .flatMap(block -> ((Block.Listing) block).items().stream())
        .flatMap(item -> item.box().stream())
        .forEach(box -> anyBoxId |= !box.id().isEmpty());
    section.children.forEach(this::survey);
  }

  private void read(Section section, Optional<TaskDraft> above) {
    Optional<TaskDraft> task = above;
    Optional<TaskDraft> item = Optional.empty();
    switch (section.role) {
      case TASK -> task = addTask(section.source(), () -> headingTask(section));
      case SUBTASK ->
          item =
              above.flatMap(
                  parent -> addItem(parent, section.source(), () -> headingTask(section)));
      case PHASE -> {
        task = Optional.empty();
        phases.of(section);
      }
      case CRITERIA, GROUP -> {}
    }
    boolean inCriteria = section.role == Role.CRITERIA;
    Place place = new Place(section, task, item, inCriteria);
    Optional<Field.Name> mode =
        inCriteria ? Optional.of(Field.Name.CRITERIA) : CriteriaLabel.of(section.title());
    if (ORDER.matcher(section.title()).find() && section.role == Role.GROUP && task.isEmpty()) {
      readNotes(section.blocks);
    }
    readBlocks(section.blocks, place, mode);
    Optional<TaskDraft> below = task;
    section.children.forEach(child -> read(child, below));
  }

  private TaskDraft headingTask(Section section) {
    String text = section.title();
    TaskDraft task =
        switch (section.form) {
          case TaskHead head ->
              new TaskDraft(
                  phases.of(section),
                  head.kind(),
                  head.id(),
                  anchored(head.title().isEmpty() ? text : head.title(), text),
                  section.source());
          case HeadingForm.NumberedHead head ->
              new TaskDraft(phases.of(section), "", head.number(), head.title(), section.source());
          case PhaseHead head ->
              new TaskDraft(
                  phases.of(section),
                  head.kind(),
                  "",
                  head.title().isEmpty() ? text : head.title(),
                  section.source());
          case HeadingForm.PlainHead head ->
              new TaskDraft(phases.of(section), "", "", text, section.source());
        };
    task.ofBullets = section.form instanceof PhaseHead;
    task.state = section.state().or(() -> task.state);
    return task;
  }

  private static String anchored(String title, String heading) {
    String anchor = Words.anchor(heading);
    return anchor.isEmpty() ? title : title + " {#" + anchor + "}";
  }

  private Optional<TaskDraft> addTask(Source at, Supplier<TaskDraft> task) {
    if (++tasks > Limits.MOST_TASKS) {
      if (tasks == Limits.MOST_TASKS + 1) {
        problems.error(
            "too-many-tasks",
            at,
            "a plan must have at most " + Limits.MOST_TASKS + " tasks",
            "split the document into several plans");
      }
      return Optional.empty();
    }
    TaskDraft added = task.get();
    added.phase.tasks.add(added);
    return Optional.of(added);
  }

  private Optional<TaskDraft> addItem(TaskDraft parent, Source at, Supplier<TaskDraft> item) {
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

  private void readBlocks(List<Block> blocks, Place place, Optional<Field.Name> around) {
    Optional<Field.Name> mode = around;
    for (Block block : blocks) {
      switch (block) {
        case Block.Paragraph paragraph -> mode = readParagraph(paragraph.lines(), place, around);
        case Block.Listing list -> readList(list, place, mode);
        case Block.Fence fence -> {
          readFence(fence, place);
          mode = around;
        }
        case Block.Grid grid -> mode = around;
        case Block.Heading heading -> mode = around;
      }
    }
  }

  /** Reads fields; answers what the list below the paragraph is, if a label announces it. */
  private Optional<Field.Name> readParagraph(
      List<Line> lines, Place place, Optional<Field.Name> around) {
    Optional<Field.Name> mode = around;
    for (Line line : lines) {
      List<Field> fields = Field.of(line);
      fields.forEach(field -> apply(field, line, place));
      mode = announced(line, fields).or(() -> around);
    }
    return mode;
  }

  private static Optional<Field.Name> announced(Line line, List<Field> fields) {
    if (fields.size() == 1 && fields.getFirst().value().isEmpty()) {
      return Optional.of(fields.getFirst().name());
    }
    boolean label = line.text().endsWith(":") || line.text().endsWith("：");
    return label || line.lead().equals(line.text())
        ? CriteriaLabel.of(line.text().replaceFirst("[:：]$", ""))
        : Optional.empty();
  }

  private void apply(Field field, Line line, Place place) {
    Optional<TaskDraft> task = place.innermost();
    if (field.value().isEmpty()) {
      return;
    }
    if (task.isPresent()) {
      apply(field, line, task.get(), place);
    } else if (place.section().role == Role.PHASE) {
      PhaseDraft phase = phases.of(place.section());
      switch (field.name()) {
        case DEPENDS, BLOCKS -> phase.statements.add(statement(field, line));
        case CRITERIA -> phase.criteria.add(Criterion.attested(field.value(), line.source()));
        case OWNER, PRIORITY, ESTIMATE, STATUS, CHECKS, OTHER -> {}
      }
    }
  }

  private void apply(Field field, Line line, TaskDraft task, Place place) {
    switch (field.name()) {
      case DEPENDS, BLOCKS -> task.statements.add(statement(field, line));
      case CRITERIA ->
          place.task().orElse(task).criteria.add(Criterion.attested(field.value(), line.source()));
      case OWNER -> task.owner = task.owner.or(() -> owner(field.value()));
      case PRIORITY -> task.priority = task.priority.or(() -> PriorityWords.of(field.value()));
      case ESTIMATE ->
          task.estimate = task.estimate.or(() -> EstimateText.of(field.label(), field.value()));
      case STATUS -> task.state = task.state.or(() -> StatusWords.of(field.value()));
      case CHECKS, OTHER -> {}
    }
  }

  private static Optional<String> owner(String value) {
    String name = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
    return Words.none(name) ? Optional.empty() : Optional.of(name);
  }

  private static Statement statement(Field field, Line line) {
    return new Statement(
        field.value(), field.name() == Field.Name.BLOCKS, Evidence.Form.FIELD, line.source());
  }

  private void readList(Block.Listing list, Place place, Optional<Field.Name> mode) {
    for (Block.Item item : list.items()) {
      if (item.box().isPresent()) {
        readBox(item, item.box().get(), place, mode);
      } else {
        readBullet(item, place, mode);
      }
    }
  }

  private void readBox(Block.Item item, CheckboxItem box, Place place, Optional<Field.Name> mode) {
    boolean check =
        mode.filter(Field.Name.CRITERIA::equals).isPresent()
            || (mode.filter(Field.Name.CHECKS::equals).isPresent()
                && box.id().isEmpty()
                && place.task().isPresent());
    if (check) {
      addCriterion(box.title(), item, place);
      readBlocks(item.rest(), place, mode);
      return;
    }
    Optional<TaskDraft> parent = place.task().or(() -> byId(box, place));
    if (parent.isEmpty() && !isWork(box, place)) {
      problems.info(
          "checklist-ignored",
          item.source(),
          "a box without an id beside tasks that have one is not taken for a task");
      readBlocks(item.rest(), place, mode);
      return;
    }
    Supplier<TaskDraft> draft = () -> boxTask(item, box, place);
    Optional<TaskDraft> added =
        parent.isPresent()
            ? addItem(parent.get(), item.source(), draft)
            : addTask(item.source(), draft);
    if (added.isPresent()) {
      Place inside =
          parent.isPresent()
              ? new Place(place.section(), parent, added, place.criteria())
              : place.in(added.get());
      readRestOfHead(item.head(), added.get(), inside);
      readBlocks(item.rest(), inside, Optional.empty());
    }
  }

  private TaskDraft boxTask(Block.Item item, CheckboxItem box, Place place) {
    PhaseDraft phase = phases.of(place.section());
    TaskDraft draft = new TaskDraft(phase, box.kind(), box.id(), box.title(), item.source());
    draft.state = Optional.of(box.state());
    return draft;
  }

  /** An item 2.1 that is not indented belongs to the item 2 before it. */
  private Optional<TaskDraft> byId(CheckboxItem box, Place place) {
    int dot = box.id().lastIndexOf('.');
    if (dot <= 0) {
      return Optional.empty();
    }
    PhaseDraft phase = phases.of(place.section());
    return phase.tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(phase.tasks.getLast())
            .filter(last -> !last.id.isEmpty() && box.id().startsWith(last.id + "."));
  }

  private boolean isWork(CheckboxItem box, Place place) {
    return !box.id().isEmpty()
        || (!anyTaskHeading && !anyBoxId)
        || PhaseDrafts.inPhase(place.section())
        || (anyBoxId && phases.around(place.section()).isPresent());
  }

  /** The head's further lines are fields, or the rest of a title that was wrapped. */
  private void readRestOfHead(List<Line> head, TaskDraft draft, Place place) {
    boolean title = true;
    for (Line line : head.subList(1, head.size())) {
      List<Field> fields = Field.of(line);
      fields.forEach(field -> apply(field, line, place));
      title &= fields.isEmpty() && line.lead().isEmpty();
      if (title && draft.title.length() + line.text().length() < 500) {
        draft.title += " " + line.text();
      }
    }
  }

  private void readBullet(Block.Item item, Place place, Optional<Field.Name> mode) {
    Optional<Field.Name> below = mode;
    boolean isField = false;
    for (Line line : item.head()) {
      List<Field> fields = Field.of(line);
      fields.forEach(field -> apply(field, line, place));
      isField |= !fields.isEmpty();
      below = announced(line, fields).or(() -> mode);
    }
    if (!isField && !item.head().isEmpty()) {
      readPlainBullet(item, place, mode);
      if (bulletsAreTasks && place.task().isEmpty() && PhaseDrafts.inPhase(place.section())) {
        return;
      }
    }
    readBlocks(item.rest(), place, below);
  }

  private void readPlainBullet(Block.Item item, Place place, Optional<Field.Name> mode) {
    Line line = item.head().getFirst();
    if (mode.filter(Field.Name.CRITERIA::equals).isPresent()) {
      addCriterion(line.text(), item, place);
    } else if (mode.filter(Field.Name.DEPENDS::equals).isPresent()) {
      apply(new Field(Field.Name.DEPENDS, "", line.text()), line, place);
    } else if (mode.isEmpty() && place.task().filter(task -> task.ofBullets).isPresent()) {
      TaskDraft parent = place.task().get();
      addItem(
          parent,
          item.source(),
          () -> new TaskDraft(parent.phase, "", "", line.text(), item.source()));
    } else if (mode.isEmpty()
        && bulletsAreTasks
        && place.task().isEmpty()
        && PhaseDrafts.inPhase(place.section())) {
      bulletTask(item, place);
    }
  }

  private void bulletTask(Block.Item item, Place place) {
    addTask(item.source(), () -> bulletTask(item, phases.of(place.section())))
        .ifPresent(
            added -> {
              readRestOfHead(item.head(), added, place.in(added));
              readBlocks(item.rest(), place.in(added), Optional.empty());
            });
  }

  private static TaskDraft bulletTask(Block.Item item, PhaseDraft phase) {
    Line line = item.head().getFirst();
    Optional<Identifier.Led> led = Identifier.leading(line.text());
    String id = led.map(Identifier.Led::id).orElse("");
    String title = led.map(Identifier.Led::rest).orElse(line.text());
    TaskDraft draft = new TaskDraft(phase, "", id, title, item.source());
    draft.ofBullets = true;
    if (line.struck()) {
      draft.state = Optional.of(Progress.CANCELLED);
    }
    return draft;
  }

  private void addCriterion(String text, Block.Item item, Place place) {
    Criterion criterion = Criterion.attested(text, item.source());
    if (place.task().isPresent()) {
      place.task().get().criteria.add(criterion);
    } else {
      criteria.computeIfAbsent(place.section(), any -> new ArrayList<>()).add(criterion);
    }
  }

  /** Criteria outside of tasks belong to the phase that their heading stands in or names. */
  private void placeCriteria() {
    criteria.forEach(
        (section, found) -> {
          Optional<PhaseDraft> phase = phases.named(section).or(() -> phases.around(section));
          phase.ifPresent(owner -> owner.criteria.addAll(found));
          if (phase.isEmpty()) {
            problems.info(
                "criteria-of-no-task",
                found.getFirst().source(),
                found.size() + " criteria of the whole plan are checked by no task or phase");
          }
        });
  }

  private void readFence(Block.Fence fence, Place place) {
    if (!fence.language().equals(ANNOTATION)) {
      return;
    }
    Optional<TaskDraft> task = place.criteria() ? Optional.empty() : place.innermost();
    if (task.isEmpty()) {
      problems.error(
          "annotation-without-task",
          fence.source(),
          "a planwright block must stand under a task, this one stands under none",
          "put it below the task's heading, or indent it below the task's checkbox");
    } else if (task.get().annotation.isPresent()) {
      problems.error(
          "annotation-duplicate",
          fence.source(),
          "expected one planwright block for "
              + task.get().called()
              + ", the first is in line "
              + task.get().annotation.get().source().line(),
          "merge the two");
    } else {
      task.get().annotation = Optional.of(fence);
    }
  }

  private void readNotes(List<Block> blocks) {
    for (Block block : blocks) {
      if (block instanceof Block.Listing list) {
        list.items().stream()
            .flatMap(item -> item.head().stream().limit(1))
            .forEach(line -> OrderNote.of(line).ifPresent(notes::add));
      } else if (block instanceof Block.Paragraph paragraph) {
        paragraph.lines().forEach(line -> OrderNote.of(line).ifPresent(notes::add));
      }
    }
  }
}
