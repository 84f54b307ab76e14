package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Evidence;
import io.planwright.plan.Progress;
import io.planwright.plan.compile.HeadingForm.PhaseHead;
import io.planwright.plan.compile.HeadingForm.TaskHead;
import io.planwright.plan.compile.Section.Role;
import io.planwright.plan.criteria.CriterionText;
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

  private static final Pattern DECLARED_GATE =
      Pattern.compile("(?m)^executor:\\s*[\"']?gate\\.review[\"']?\\s*(?:#.*)?$");
  private static final Optional<Field.Name> UNKNOWN_LABEL = Optional.of(Field.Name.OTHER);

  private static final Pattern SEPARATOR = Pattern.compile("^[\\s:：–—-]+");
  private static final Pattern LABEL_END = Pattern.compile("[:：]\\s*$");

  /** Sections whose lists are about the plan rather than its work. */
  private static final Keywords NO_WORK =
      Keywords.of(
          """
          legend, status, prerequisite, prerequisites, deliverables, principle, principles, guideline,
          guidelines, rule, rules, question, questions, risk, risks, note, notes, assumption,
          assumptions, benefit, benefits, goal, goals, objective, objectives, reference, references,
          lessons, constraint, constraints, context, background, overview, summary, conclusion,
          conclusions, definition, definitions, how to, best practices, protocol, communication,
          decision, decisions, outcome, outcomes, metrics, architecture, principios, reglas, riesgos,
          notas, preguntas, objetivos, princípios, regras, riscos, perguntas, principes, règles,
          risques, grundsätze, regeln, risiken, fragen, принципы, правила, риски, вопросы,
          原则, 规则, 风险, 问题, 说明, 原則, ルール, リスク, 注意, 원칙, 규칙, 위험
          """);

  private final DraftBuilder draft = new DraftBuilder();
  private final Map<Section, List<Criterion>> criteria = new LinkedHashMap<>();
  private final Map<Section, GateWords.Said> gates = new LinkedHashMap<>();
  private final Bullets bullets;
  private final TableReading tables;
  private final DrawingReading drawings;
  private final FenceReading fences;
  private final OrderReading order;
  private final AboutReading about;
  private final Survey survey;

  private DocumentReading(Survey survey, Bullets bullets) {
    this.survey = survey;
    this.bullets = bullets;
    this.tables = new TableReading(draft, survey);
    this.drawings = new DrawingReading(draft);
    this.fences = new FenceReading(draft, drawings, bullets == Bullets.DELEGATIONS);
    this.order = new OrderReading(draft);
    this.about = new AboutReading(draft.about);
  }

  /** Bullets are tasks only where nothing else is, so that details never become work. */
  private enum Bullets {
    DETAILS,
    /** Details still; the tasks are lines that hand work to agents. */
    DELEGATIONS,
    /** Items of numbered lists that start in bold. */
    BOLD_TASKS,
    /** All that stand in phases. */
    TASKS
  }

  static Draft read(List<Block> document, Optional<FrontMatter> frontMatter, Problems problems) {
    Section root = Section.tree(TaskFile.joined(document));
    SectionRoles.assign(root);
    Survey survey = Survey.of(root);
    DocumentReading reading =
        new DocumentReading(survey, survey.hasBoldTasks() ? Bullets.BOLD_TASKS : Bullets.DETAILS);
    reading.readAll(root);
    if (reading.draft.isEmpty()) {
      frontMatter.ifPresent(new SingleTask(reading.draft, root)::read);
    }
    for (Bullets bullets : List.of(Bullets.DELEGATIONS, Bullets.BOLD_TASKS, Bullets.TASKS)) {
      if (reading.draft.isEmpty()) {
        reading = new DocumentReading(survey, bullets);
        reading.readAll(root);
      }
    }
    problems.addAll(reading.draft.problems);
    return reading.draft.draft(title(root));
  }

  static String title(Section root) {
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
    read(root, Optional.empty());
    tables.applyReferences();
    drawings.finish();
    draft.compareStates();
    draft
        .phases
        .overflow()
        .ifPresent(
            at ->
                draft.problems.error(
                    "too-many-phases",
                    at,
                    "a plan must have at most " + Limits.MOST_PHASES + " phases",
                    "split the document into several plans"));
    placeCriteria();
  }

  private void read(Section section, Optional<TaskDraft> above) {
    Optional<TaskDraft> task = above;
    Optional<TaskDraft> item = Optional.empty();
    switch (section.role) {
      case TASK -> task = draft.add(section.source(), () -> headingTask(section));
      case SUBTASK ->
          item =
              above.flatMap(
                  parent -> draft.addItem(parent, section.source(), () -> headingTask(section)));
      case PHASE -> {
        task = Optional.empty();
        draft.phases.of(section);
      }
      case CRITERIA, GROUP -> {}
    }
    boolean inCriteria = section.role == Role.CRITERIA;
    if (section.role == Role.PHASE) {
      GateWords.phase(section.title()).ifPresent(said -> gates.putIfAbsent(section, said));
    } else if (task.isEmpty()
        && (PhaseDrafts.inPhase(section) || section.form instanceof PhaseHead)) {
      GateWords.label(section.title()).ifPresent(said -> gates.putIfAbsent(section, said));
    }
    Place place = new Place(section, task, item, inCriteria);
    Optional<Field.Name> mode =
        inCriteria
            ? Optional.of(Field.Name.CRITERIA)
            : section.role == Role.PHASE || section.role == Role.TASK
                ? Optional.empty()
                : section.label.or(() -> detail(section));
    boolean undoing =
        task.isEmpty() && section.role != Role.TASK && AboutReading.isRollback(section);
    if (undoing || (section.role == Role.GROUP && task.isEmpty())) {
      about.read(section);
    }
    if (undoing) {
      section.children.forEach(child -> read(child, Optional.empty()));
      return;
    }
    if (section.role == Role.GROUP && task.isEmpty() && section.isAbout(Topic.ORDER)) {
      order.read(section);
    }
    readBlocks(section.blocks, place, mode);
    Optional<TaskDraft> below = task;
    section.children.forEach(child -> read(child, below));
  }

  /** What a section lists that is no work. */
  private static Optional<Field.Name> detail(Section section) {
    return Field.named(section.title())
        .filter(
            name ->
                name == Field.Name.FILES
                    || name == Field.Name.LABELS
                    || name == Field.Name.DEPENDS
                    || name == Field.Name.SUPPORT);
  }

  private TaskDraft headingTask(Section section) {
    String text = section.title();
    TaskDraft task =
        switch (section.form) {
          case TaskHead head ->
              new TaskDraft(
                  draft.phases.of(section),
                  head.kind(),
                  head.id(),
                  anchored(head.title().isEmpty() ? bare(head, text) : head.title(), text),
                  section.source());
          case HeadingForm.NumberedHead head ->
              new TaskDraft(
                  draft.phases.of(section), "", head.number(), head.title(), section.source());
          case PhaseHead head ->
              new TaskDraft(
                  draft.phases.of(section),
                  head.kind(),
                  "",
                  head.title().isEmpty() ? text : head.title(),
                  section.source());
          case HeadingForm.PlainHead head ->
              new TaskDraft(draft.phases.of(section), "", "", text, section.source());
        };
    task.ofBullets = section.form instanceof PhaseHead || !hasBoxes(section);
    task.state = section.state().or(() -> task.state);
    return task;
  }

  private static boolean hasBoxes(Section section) {
    if (hasBoxes(section.blocks)) {
      return true;
    }
    for (Section child : section.children) {
      if (hasBoxes(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasBoxes(List<Block> blocks) {
    for (Block block : blocks) {
      if (block instanceof Block.Listing list) {
        for (Block.Item item : list.items()) {
          if (item.box().isPresent()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** A heading that is an id alone speaks of a task that has its title elsewhere. */
  private String bare(TaskHead head, String text) {
    return draft.known(head.id()).isPresent() ? head.id() : text;
  }

  private static String anchored(String title, String heading) {
    String anchor = Words.anchor(heading);
    return anchor.isEmpty() ? title : title + " {#" + anchor + "}";
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
        case Block.Grid grid -> {
          tables.read(grid, place);
          mode = around;
        }
        case Block.Heading heading -> mode = around;
      }
    }
  }

  /** Reads fields; answers what the list below the paragraph is, if a label announces it. */
  private Optional<Field.Name> readParagraph(
      List<Line> lines, Place place, Optional<Field.Name> around) {
    Optional<Field.Name> mode = around;
    for (Line line : lines) {
      if (readBoldStep(line, place)) {
        continue;
      }
      lookForGate(line, place);
      List<Field> fields = Field.of(line);
      fields.forEach(field -> apply(field, line, place));
      mode = announced(line, fields).or(() -> around);
      if (fields.isEmpty() && mode.isEmpty()) {
        place.innermost().ifPresent(task -> task.describe(line.text()));
      }
    }
    return mode;
  }

  private void lookForGate(Line line, Place place) {
    if (place.task().isEmpty()) {
      GateWords.line(line).ifPresent(said -> gates.putIfAbsent(place.section(), said));
    }
  }

  /** {@code **Step 1: Write the test**} on a line of its own. */
  private boolean readBoldStep(Line line, Place place) {
    if (line.lead().equals(line.text())
        && place.task().isPresent()
        && HeadingForm.of(line.text()) instanceof TaskHead head
        && head.kind().equals("step")
        && !head.title().isEmpty()) {
      TaskDraft task = place.task().get();
      draft.addItem(
          task,
          line.source(),
          () -> new TaskDraft(task.phase, head.kind(), "", head.title(), line.source()));
      return true;
    }
    return false;
  }

  private static Optional<Field.Name> announced(Line line, List<Field> fields) {
    if (fields.size() == 1 && fields.getFirst().value().isEmpty()) {
      return Optional.of(fields.getFirst().name());
    }
    String text = line.text();
    boolean label = text.endsWith(":") || text.endsWith("：");
    return label || line.lead().equals(text)
        ? CriteriaLabel.of(label ? text.substring(0, text.length() - 1) : text)
            .or(() -> UNKNOWN_LABEL)
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
      draft.say(draft.phases.of(place.section()), field, Evidence.Form.FIELD, line.source());
    }
  }

  private void apply(Field field, Line line, TaskDraft task, Place place) {
    // Criteria among a checklist's items are the task's.
    TaskDraft about = field.name() == Field.Name.CRITERIA ? place.task().orElse(task) : task;
    draft.say(about, field, Evidence.Form.FIELD, line.source());
  }

  private void readList(Block.Listing list, Place place, Optional<Field.Name> mode) {
    Optional<Field.Name> now = mode;
    for (Block.Item whole : list.items()) {
      Block.Item item = whole.withoutLazyLines();
      if (item.box().isPresent()) {
        readBox(item, item.box().get(), place, now);
      } else {
        readBullet(item, list.ordered(), place, now);
      }
      List<Line> lazy = whole.head().subList(item.head().size(), whole.head().size());
      if (!lazy.isEmpty()) {
        now = readParagraph(lazy, place, mode);
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
    if (box.id().isEmpty() && place.task().isEmpty() && survey.hasBreakdown()) {
      draft.problems.info(
          "listed-twice",
          item.source(),
          "a box without an id is not taken for a task, since a table lists the tasks");
      return;
    }
    if (box.id().isEmpty() && place.task().isEmpty() && repeats(box, item)) {
      return;
    }
    Optional<TaskDraft> parent = place.task().or(() -> byId(box, item, place));
    if (parent.isEmpty() && !isWork(box, place)) {
      draft.problems.info(
          "checklist-ignored",
          item.source(),
          "a box without an id beside tasks that have one is not taken for a task");
      readBlocks(item.rest(), place, mode);
      return;
    }
    Supplier<TaskDraft> task = () -> boxTask(item, box, place);
    Optional<TaskDraft> added =
        parent.isPresent()
            ? draft.addItem(parent.get(), item.source(), task)
            : draft.add(item.source(), task);
    if (added.isPresent()) {
      Place inside =
          parent.isPresent()
              ? new Place(place.section(), parent, added, place.criteria())
              : place.in(added.get());
      readRestOfHead(item.head(), inside);
      readBlocks(item.rest(), inside, Optional.empty());
    }
  }

  /** A box that starts with the ids of tasks ticks them: {@code [x] S7-1..S7-5 done}. */
  private boolean repeats(CheckboxItem box, Block.Item item) {
    int space = box.title().indexOf(' ');
    String first = space < 0 ? box.title() : box.title().substring(0, space);
    List<TaskDraft> named = draft.named(first);
    named.forEach(task -> draft.say(task, box.state(), item.source()));
    return !named.isEmpty();
  }

  private TaskDraft boxTask(Block.Item item, CheckboxItem box, Place place) {
    PhaseDraft phase = draft.phases.of(place.section());
    TaskDraft task =
        new TaskDraft(
            phase, box.kind(), box.id(), wholeTitle(box.title(), item.head()), item.source());
    task.state = Optional.of(box.state());
    task.optional = box.optional();
    return task;
  }

  /** An item 2.1 that is not indented belongs to the item 2 before it. */
  private Optional<TaskDraft> byId(CheckboxItem box, Block.Item item, Place place) {
    int dot = box.id().lastIndexOf('.');
    if (dot <= 0) {
      return Optional.empty();
    }
    PhaseDraft phase = draft.phases.of(place.section());
    return phase.tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(phase.tasks.getLast())
            .filter(last -> !last.id.isEmpty() && box.id().startsWith(last.id + "."))
            .filter(last -> !hasBoxes(item.rest()));
  }

  private boolean isWork(CheckboxItem box, Place place) {
    return !box.id().isEmpty()
        || (!survey.taskHeadings() && !survey.boxIds())
        || PhaseDrafts.inPhase(place.section())
        || (survey.boxIds()
            && (draft.phases.around(place.section()).isPresent()
                || !NO_WORK.in(place.section().title())));
  }

  /** A title with the lines that it was wrapped to: those before the first field or label. */
  private static String wholeTitle(String title, List<Line> head) {
    StringBuilder whole = new StringBuilder(title);
    for (int i = 1; i < titleLines(head); i++) {
      whole.append(' ').append(head.get(i).text());
    }
    return Words.cut(whole.toString(), Limits.LONGEST_LINE);
  }

  private static int titleLines(List<Line> head) {
    int lines = 1;
    while (lines < head.size()
        && head.get(lines).lead().isEmpty()
        && Field.of(head.get(lines)).isEmpty()) {
      lines++;
    }
    return lines;
  }

  private void readRestOfHead(List<Line> head, Place place) {
    for (Line line : head.subList(titleLines(head), head.size())) {
      Field.of(line).forEach(field -> apply(field, line, place));
    }
  }

  private void readBullet(
      Block.Item item, boolean numbered, Place place, Optional<Field.Name> mode) {
    if (isTask(item, numbered, place, mode)) {
      bulletTask(item, place);
      return;
    }
    Optional<Field.Name> below = mode;
    boolean isField = false;
    for (Line line : item.head()) {
      lookForGate(line, place);
      List<Field> fields = Field.of(line);
      fields.forEach(field -> apply(field, line, place));
      isField |= !fields.isEmpty();
      below = announced(line, fields).or(() -> mode);
    }
    if (!isField && !item.head().isEmpty()) {
      readPlainBullet(item, place, mode);
    }
    readBlocks(item.rest(), place, below);
  }

  private boolean isTask(
      Block.Item item, boolean numbered, Place place, Optional<Field.Name> mode) {
    if (place.task().isPresent() || item.head().isEmpty()) {
      return false;
    }
    Line line = item.head().getFirst();
    boolean open = mode.filter(name -> name != Field.Name.OTHER).isEmpty();
    return switch (bullets) {
      case DETAILS, DELEGATIONS -> false;
      case BOLD_TASKS ->
          numbered
              && open
              && !line.lead().isEmpty()
              && line.text().startsWith(line.lead())
              && !isAboutThePlan(place.section());
      case TASKS ->
          mode.isEmpty() && Field.of(line).isEmpty() && PhaseDrafts.inPhase(place.section());
    };
  }

  private static boolean isAboutThePlan(Section section) {
    return (section.role != Role.PHASE && NO_WORK.in(section.title()))
        || section.parent.filter(DocumentReading::isAboutThePlan).isPresent();
  }

  private void readPlainBullet(Block.Item item, Place place, Optional<Field.Name> mode) {
    Line line = item.head().getFirst();
    boolean labelled = !line.lead().isEmpty() && Field.labelled(line.text()).isPresent();
    switch (mode.orElse(Field.Name.DESCRIPTION)) {
      case CRITERIA -> addCriterion(line.text(), item, place);
      case DEPENDS, DELIVERABLES, FILES, LABELS, SUPPORT, ROLLBACK ->
          apply(new Field(mode.orElseThrow(), "", line.text()), line, place);
      case DESCRIPTION -> {
        Optional<TaskDraft> parent = place.task().filter(task -> task.ofBullets && !labelled);
        if (mode.isEmpty() && place.item().isEmpty() && parent.isPresent()) {
          draft.addItem(
              parent.get(),
              item.source(),
              () -> new TaskDraft(parent.get().phase, "", "", line.text(), item.source()));
        } else {
          place.innermost().ifPresent(task -> task.describe(line.text()));
        }
      }
      case BLOCKS, OWNER, PRIORITY, ESTIMATE, STATUS, CHECKS, OTHER -> {}
    }
  }

  private void bulletTask(Block.Item item, Place place) {
    if (draft.isEmpty()) {
      draft.problems.info(
          "bullets-as-tasks",
          item.source(),
          "items of lists are taken for tasks from here on, since nothing else says what the tasks are");
    }
    draft
        .add(item.source(), () -> bulletTask(item, draft.phases.of(place.section())))
        .ifPresent(
            added -> {
              Line line = item.head().getFirst();
              String rest =
                  bullets == Bullets.BOLD_TASKS ? line.text().substring(line.lead().length()) : "";
              Field.inside(rest)
                  .forEach(field -> draft.say(added, field, Evidence.Form.FIELD, line.source()));
              added.describe(SEPARATOR.matcher(rest).replaceFirst(""));
              readRestOfHead(item.head(), place.in(added));
              readBlocks(item.rest(), place.in(added), Optional.empty());
            });
  }

  private TaskDraft bulletTask(Block.Item item, PhaseDraft phase) {
    Line line = item.head().getFirst();
    String text =
        bullets == Bullets.BOLD_TASKS
            ? LABEL_END.matcher(line.lead()).replaceFirst("")
            : wholeTitle(line.text(), item.head());
    Optional<Identifier.Led> led = Identifier.leading(text);
    String id = led.map(Identifier.Led::id).orElse("");
    String title = led.map(Identifier.Led::rest).orElse(text);
    TaskDraft task = new TaskDraft(phase, "", id, title, item.source());
    task.ofBullets = true;
    if (line.struck()) {
      task.state = Optional.of(Progress.CANCELLED);
    }
    return task;
  }

  private void addCriterion(String text, Block.Item item, Place place) {
    Criterion criterion = CriterionText.of(text, item.source());
    if (place.task().isPresent()) {
      place.task().get().criteria.add(criterion);
    } else {
      criteria.computeIfAbsent(place.section(), any -> new ArrayList<>()).add(criterion);
    }
  }

  /** Below a phase's heading, before its first task. */
  private boolean declaresGate(Block.Fence fence, Place place) {
    if (place.section().role != Role.PHASE || !DECLARED_GATE.matcher(fence.content()).find()) {
      return false;
    }
    PhaseDraft phase = draft.phases.of(place.section());
    return phase.tasks.isEmpty() && phase.annotation.isEmpty();
  }

  /** Criteria outside of tasks belong to the phase that their heading stands in or names. */
  private void placeCriteria() {
    criteria.forEach(
        (section, found) -> {
          Optional<PhaseDraft> phase =
              draft.phases.named(section).or(() -> draft.phases.around(section));
          phase.ifPresent(owner -> owner.criteria.addAll(found));
          if (phase.isEmpty()) {
            draft.about.criteria.addAll(found);
          }
        });
    gates.forEach(
        (section, said) ->
            draft
                .phases
                .named(section)
                .or(() -> draft.phases.around(section))
                .filter(phase -> phase.gate.filter(GateWords.Said::people).isEmpty())
                .ifPresent(phase -> phase.gate = Optional.of(said)));
  }

  private void readFence(Block.Fence fence, Place place) {
    if (!fence.language().equals(ANNOTATION)) {
      fences.read(fence, place);
      return;
    }
    Optional<TaskDraft> task = place.criteria() ? Optional.empty() : place.innermost();
    if (task.isEmpty() && declaresGate(fence, place)) {
      draft.phases.of(place.section()).annotation = Optional.of(fence);
    } else if (task.isEmpty()) {
      draft.problems.error(
          "annotation-without-task",
          fence.source(),
          "a planwright block must stand under a task, this one stands under none",
          "put it below the task's heading, or indent it below the task's checkbox");
    } else if (task.get().annotation.isPresent()) {
      draft.problems.error(
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
}
