package io.planwright.plan.compile;

import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.compile.Columns.Column;
import io.planwright.plan.compile.HeadingForm.PhaseHead;
import io.planwright.plan.compile.Section.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads tables: rows that are tasks, and rows that speak of phases or tasks which stand elsewhere,
 * as an overview does.
 */
final class TableReading {
  /** Of the rows, so many must be known for the table to speak of what stands elsewhere. */
  private static final double MOST = 0.6;

  private static final Keywords NO_WORK =
      Keywords.of(
          """
          risk, risks, glossary, revision, changelog, version history, references, stakeholder,
          stakeholders, external teams, external dependencies, out of scope, riesgos, riscos, risques,
          risiken, риски, 风险, 术语, リスク, 用語, 위험, 용어
          """);

  /** What may be waited for, but need not be. */
  private static final Pattern SOFT =
      Pattern.compile("(?iu)\\bcan start\\b|\\boptional(ly)?\\b|\\bideally\\b|\\bnice to have\\b");

  private final DraftBuilder draft;
  private final Survey survey;
  private final List<Reference> references = new ArrayList<>();

  /** What a row says of something that stands elsewhere. */
  private record Reference(String id, String title, List<Field> fields, Source source) {}

  TableReading(DraftBuilder draft, Survey survey) {
    this.draft = draft;
    this.survey = survey;
  }

  void read(Block.Grid grid, Place place) {
    boolean filled = grid.rows().size() > 1 && !grid.rows().getFirst().isEmpty();
    if (!filled || place.criteria() || isNoWork(place)) {
      return;
    }
    if (readOverview(grid)) {
      return;
    }
    Optional<TaskTable> table = grid.tasks();
    if (table.isEmpty()) {
      readSubjects(grid);
    } else if (speaksOfOthers(table.get(), place)) {
      table.get().rows().forEach(row -> refer(table.get(), row));
    } else if (!table.get().stories() || !survey.hasFinerTasks()) {
      new Rows(table.get(), place).read();
    }
  }

  private static boolean isNoWork(Place place) {
    Section section = place.section();
    if (section.role == Role.PHASE || place.task().isPresent()) {
      return false;
    }
    return NO_WORK.in(section.title())
        || section.parent.filter(parent -> NO_WORK.in(parent.title())).isPresent();
  }

  private boolean speaksOfOthers(TaskTable table, Place place) {
    int known = 0;
    int elsewhere = 0;
    for (TaskTable.Row row : table.rows()) {
      if (draft.known(row.id()).isPresent()) {
        known++;
        elsewhere++;
      } else if (survey.hasTask(row.id(), row.title().text())) {
        known++;
        elsewhere += survey.isInPhase(row.id()) ? 1 : 0;
      }
    }
    boolean here = PhaseDrafts.inPhase(place.section());
    return known >= MOST * table.rows().size() && !(here && elsewhere < known);
  }

  private void refer(TaskTable table, TaskTable.Row row) {
    references.add(new Reference(row.id(), row.title().text(), table.fields(row), row.source()));
  }

  /** A table of phases that have headings of their own. */
  private boolean readOverview(Block.Grid grid) {
    if (!survey.hasPhases()) {
      return false;
    }
    Columns columns = grid.columns();
    int subject = columns.at(Column.PHASE).orElse(0);
    String word = columns.header(subject);
    Map<String, List<Line>> named = new LinkedHashMap<>();
    List<List<Line>> rows = grid.rows().subList(1, grid.rows().size());
    for (List<Line> row : rows) {
      phaseName(word, row.get(subject).text()).ifPresent(name -> named.putIfAbsent(name, row));
    }
    boolean ownTasks =
        columns.has(Column.TASK)
            && grid.tasks()
                .filter(
                    table ->
                        table.rows().stream()
                            .noneMatch(row -> survey.hasTask(row.id(), row.title().text())))
                .isPresent();
    if (ownTasks || named.size() < Math.max(1, MOST * rows.size())) {
      return false;
    }
    named.forEach(
        (name, row) -> {
          for (int i = 0; i < row.size(); i++) {
            Optional<Field> field = columns.field(i);
            String text = row.get(i).text().replace("`", "").strip();
            if (i != subject && field.isPresent() && !Words.none(text)) {
              overview(name, new Field(field.get().name(), field.get().label(), text), row.get(i));
            }
          }
        });
    return true;
  }

  private void overview(String name, Field field, Line cell) {
    if (field.name() != Field.Name.DEPENDS || !SOFT.matcher(field.value()).find()) {
      references.add(new Reference("", name, List.of(field), cell.source()));
    }
  }

  /** The name by which a cell's phase is known, if there is a heading of it. */
  private Optional<String> phaseName(String header, String cell) {
    String text = Words.undecorated(cell).strip();
    List<String> names = new ArrayList<>();
    if (HeadingForm.of(text) instanceof PhaseHead head) {
      names.add(head.kind() + " " + Identifier.normal(head.number()));
    } else if (TaskTable.isId(text)) {
      names.add(Words.phase(header) + " " + Identifier.normal(text));
    } else {
      names.add(Words.normal(text));
    }
    return names.stream().filter(name -> !name.isBlank()).filter(survey::hasPhase).findFirst();
  }

  /** A table that says of existing tasks, named in some column, what they wait for. */
  private void readSubjects(Block.Grid grid) {
    Columns columns = grid.columns();
    List<List<Line>> rows = grid.rows().subList(1, grid.rows().size());
    if (!columns.has(Field.Name.DEPENDS)) {
      return;
    }
    for (int subject = 0; subject < columns.size(); subject++) {
      int at = subject;
      boolean depends = columns.field(at).filter(f -> f.name() == Field.Name.DEPENDS).isPresent();
      long known = rows.stream().filter(row -> at < row.size() && isKnown(row.get(at))).count();
      if (!depends && known >= Math.max(1, MOST * rows.size())) {
        readSubjects(columns, rows, at);
        return;
      }
    }
  }

  private boolean isKnown(Line cell) {
    List<DependencyText.Mention> mentions = DependencyText.parse(cell.text());
    return !mentions.isEmpty()
        && mentions.stream()
            .allMatch(
                mention ->
                    mention instanceof DependencyText.One one && survey.hasTask(one.id(), ""));
  }

  /** Rows may be named by their first cell, as the letter of an agent. */
  private void readSubjects(Columns columns, List<List<Line>> rows, int subject) {
    Map<String, String> aliases = new LinkedHashMap<>();
    if (subject > 0) {
      rows.forEach(
          row -> aliases.putIfAbsent(row.getFirst().text().strip(), row.get(subject).text()));
    }
    for (List<Line> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        String text = row.get(i).text();
        boolean depends = columns.field(i).filter(f -> f.name() == Field.Name.DEPENDS).isPresent();
        if (depends && !Words.none(text) && !SOFT.matcher(text).find()) {
          draft.notes.add(
              new Draft.Note(
                  row.get(subject).text(),
                  new Statement(
                      aliases.getOrDefault(text.strip(), text),
                      false,
                      Form.TABLE,
                      row.get(i).source())));
        }
      }
    }
  }

  /** Says what tables told of things that were met later. */
  void applyReferences() {
    if (references.isEmpty()) {
      return;
    }
    Map<String, List<TaskDraft>> byId = new LinkedHashMap<>();
    Map<String, List<TaskDraft>> byTitle = new LinkedHashMap<>();
    for (PhaseDraft phase : draft.phases.all()) {
      for (TaskDraft task : phase.tasks) {
        byTitle.computeIfAbsent(Words.normal(task.title), any -> new ArrayList<>()).add(task);
        if (!task.id.isEmpty()) {
          byId.computeIfAbsent(Identifier.normal(task.id), any -> new ArrayList<>()).add(task);
        }
      }
    }
    for (Reference reference : references) {
      List<TaskDraft> found = byId.getOrDefault(Identifier.normal(reference.id()), List.of());
      if (found.size() != 1) {
        found = byTitle.getOrDefault(Words.normal(reference.title()), List.of());
      }
      if (found.size() == 1) {
        TaskDraft task = found.getFirst();
        reference.fields().forEach(field -> draft.say(task, field, Form.TABLE, reference.source()));
      } else {
        draft
            .phases
            .called(reference.title())
            .ifPresent(
                phase ->
                    reference
                        .fields()
                        .forEach(f -> draft.say(phase, f, Form.TABLE, reference.source())));
      }
    }
  }

  /** The rows of one table, as tasks. */
  private final class Rows {
    private final TaskTable table;
    private final Place place;
    private final Set<String> parents = new LinkedHashSet<>();
    private Optional<PhaseDraft> phase = Optional.empty();
    private Optional<TaskDraft> above = Optional.empty();
    private List<Field> inherited = List.of();

    Rows(TaskTable table, Place place) {
      this.table = table;
      this.place = place;
      Set<String> ids = new LinkedHashSet<>();
      table.rows().forEach(row -> ids.add(stem(row.id())));
      for (String id : ids) {
        for (int dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1)) {
          if (ids.contains(id.substring(0, dot))) {
            parents.add(id.substring(0, dot));
          }
        }
      }
    }

    void read() {
      for (TaskTable.Row row : table.rows()) {
        boolean onlyPhase = Words.none(row.title().text()) && !Words.none(row.phase().text());
        if (onlyPhase || isPhase(row)) {
          open(row, onlyPhase ? row.phase() : row.title());
        } else if (!Words.none(row.title().text())) {
          if (!Words.none(row.phase().text())) {
            phase = Optional.of(draft.phases.named(row.phase()));
          }
          add(row);
        }
      }
    }

    /** The first level of a breakdown are its phases, unless they stand in one. */
    private boolean isPhase(TaskTable.Row row) {
      String id = stem(row.id());
      return parents.contains(id)
          && !hasParent(id)
          && place.task().isEmpty()
          && place.section().role != Role.PHASE;
    }

    private boolean hasParent(String id) {
      for (int dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1)) {
        if (parents.contains(id.substring(0, dot))) {
          return true;
        }
      }
      return false;
    }

    private void open(TaskTable.Row row, Line title) {
      PhaseDraft opened = draft.phases.row(row.id(), title);
      phase = Optional.of(opened);
      inherited =
          table.fields(row).stream()
              .filter(f -> f.name() == Field.Name.PRIORITY || f.name() == Field.Name.OWNER)
              .toList();
      table.fields(row).forEach(field -> draft.say(opened, field, Form.TABLE, row.source()));
      above = Optional.empty();
    }

    private void add(TaskTable.Row row) {
      Optional<TaskDraft> parent =
          place
              .task()
              .or(() -> above.filter(task -> stem(row.id()).startsWith(stem(task.id) + ".")));
      PhaseDraft in = phase.orElseGet(() -> draft.phases.of(place.section()));
      Optional<TaskDraft> added =
          parent.isPresent()
              ? draft.addItem(parent.get(), row.source(), () -> task(row, in))
              : draft.add(row.source(), () -> task(row, in));
      added.ifPresent(
          task -> {
            table.fields(row).forEach(field -> draft.say(task, field, Form.TABLE, row.source()));
            OrderNote.inside(task.description, row.source()).forEach(task.statements::add);
            inherited.forEach(field -> draft.say(task, field, Form.TABLE, row.source()));
          });
      if (parent.isEmpty()) {
        above = added.filter(task -> parents.contains(stem(task.id)));
      }
    }

    private TaskDraft task(TaskTable.Row row, PhaseDraft in) {
      String text = row.title().text().strip();
      Optional<CheckboxItem.Boxed> boxed = CheckboxItem.boxed(text);
      String unboxed = boxed.map(CheckboxItem.Boxed::text).orElse(text);
      Optional<Identifier.Led> led =
          row.id().isEmpty() ? Identifier.leading(unboxed) : Optional.empty();
      TaskDraft task =
          new TaskDraft(
              in,
              table.stories() ? "story" : "task",
              led.map(Identifier.Led::id).orElse(row.id()),
              led.map(Identifier.Led::rest).orElse(unboxed),
              row.source());
      if (row.title().struck()) {
        task.state = Optional.of(Progress.CANCELLED);
      } else {
        task.state = boxed.map(CheckboxItem.Boxed::state).or(() -> task.state);
      }
      return task;
    }

    /** {@code 1.0} is the parent of {@code 1.1}. */
    private static String stem(String id) {
      String normal = Identifier.normal(id);
      return normal.endsWith(".0") ? normal.substring(0, normal.length() - 2) : normal;
    }
  }
}
