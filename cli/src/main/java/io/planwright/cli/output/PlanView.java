package io.planwright.cli.output;

import io.planwright.cli.output.Page.Cell;
import io.planwright.plan.Binding;
import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Estimate;
import io.planwright.plan.Evidence;
import io.planwright.plan.Note;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Risk;
import io.planwright.plan.Rollback;
import io.planwright.plan.Setting;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as a person reads it: what was understood, from which line, and what is doubtful. */
public final class PlanView {
  private static final String AND = " · ";
  private static final int WIDEST = 132;
  private static final int NARROWEST = 20;
  private static final int LEAST_TITLE = 30;
  private static final int WIDEST_ID = 14;
  private static final int WIDEST_OWNER = 24;
  private static final int WIDEST_EXECUTOR = 18;
  private static final int WIDEST_ESTIMATE = 16;
  private static final int MOST_NAMED = 12;
  private static final int SHORT_NOTE = 160;
  private static final int FEW_STEPS = 3;

  /** A colon, a number of up to four digits, and a space. */
  private static final int LINE = 6;

  /**
   * How much is shown, and on what.
   *
   * @param subtasks each of them, not their number alone
   * @param whole notes, lists and steps without shortening
   */
  public record Style(int width, boolean colour, boolean subtasks, boolean whole) {}

  private final PlanFacts facts;
  private final Plan plan;
  private final PlanNames names;
  private final Style style;
  private final Page page;

  private PlanView(PlanFacts facts, Style style) {
    this.facts = facts;
    this.plan = facts.plan();
    this.names = new PlanNames(plan);
    this.style = style;
    this.page = new Page(Math.clamp(style.width(), NARROWEST, WIDEST), style.colour());
  }

  public static List<String> lines(PlanFacts facts, Set<PlanSection> sections, Style style) {
    PlanView view = new PlanView(facts, style);
    if (sections.size() == PlanSection.values().length) {
      view.summary();
    }
    sections.forEach(view::write);
    return view.page.lines();
  }

  private void write(PlanSection section) {
    switch (section) {
      case phases -> phases();
      case graph -> graph();
      case criteria -> criteria();
      case risks -> risks();
      case rollbacks -> rollbacks();
      case settings -> settings();
      case notes -> notes();
      case schedule -> new ScheduleView(plan, facts.schedule(), style.whole()).write(page);
      case findings -> findings();
    }
  }

  private void summary() {
    PlanFacts.Counts counts = facts.counts();
    page.text(0, Colour.BOLD, plan.title().isEmpty() ? "(no title)" : plan.title());
    page.text(0, Colour.FAINT, facts.file() + "  (:12 is its line 12)");
    page.text(
        0,
        Colour.PLAIN,
        joined(
            Figures.count(counts.phases(), "phase"),
            Figures.count(counts.tasks(), "task")
                + (counts.states().keySet().equals(Set.of(Progress.TODO)) ? "" : states(counts)),
            counts.subtasks() == 0 ? "" : Figures.count(counts.subtasks(), "sub-task"),
            counts.criteria() == 0
                ? ""
                : Figures.count(counts.criteria(), "criterion", "criteria")
                    + " (%d measurable, %d attested)"
                        .formatted(counts.measurable(), counts.criteria() - counts.measurable())));
    page.text(
        0,
        Colour.PLAIN,
        joined(
            counts.bound() + " bound to an executor",
            counts.proposed() == 0 ? "" : counts.proposed() + " proposed and waiting for a yes",
            counts.tasks() - counts.bound() - counts.proposed() + " manual"));
    page.text(0, Colour.PLAIN, severities());
  }

  private static String states(PlanFacts.Counts counts) {
    return counts.states().entrySet().stream()
        .map(each -> each.getValue() + " " + word(each.getKey()))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(AND));
  }

  // Phases and their tasks

  private void phases() {
    Columns columns = Columns.of(plan, page.width());
    for (Phase phase : plan.phases()) {
      page.heading(phase.title(), "");
      page.text(
          2,
          Colour.FAINT,
          joined(
              phase.key(),
              phase.assignee().map(who -> "owner " + who).orElse(""),
              phase.priority().map(Enum::name).orElse(""),
              phase.estimate().map(Estimate::text).orElse(""),
              after(phase.dependsOn()),
              tasks(phase),
              line(phase.source().line())));
      phase.tasks().forEach(task -> task(task, columns));
      phase.gate().ifPresent(gate -> page.text(2, Colour.YELLOW, gate(phase, gate)));
    }
  }

  private static String gate(Phase phase, Binding gate) {
    Object asks = gate.inputs().getOrDefault("asks", "may what follows begin?");
    return "gate " + phase.gateKey() + ": " + asks;
  }

  private static String tasks(Phase phase) {
    long done = phase.tasks().stream().filter(task -> task.state() == Progress.DONE).count();
    return Figures.count(phase.tasks().size(), "task") + (done == 0 ? "" : ", " + done + " done");
  }

  private static String line(int number) {
    return ":" + number;
  }

  private void task(Task task, Columns columns) {
    page.row(2, columns.row(task));
    int indent = columns.details();
    page.text(indent, Colour.PLAIN, after(task.dependsOn()));
    if (!task.details().outside().isEmpty()) {
      page.text(
          indent,
          Colour.PLAIN,
          "after what is outside: " + String.join(", ", task.details().outside()));
    }
    page.text(indent, Colour.YELLOW, proposed(task.binding()));
    page.text(indent, Colour.FAINT, more(task, columns));
    if (style.subtasks()) {
      task.subtasks().forEach(each -> subtask(each, indent));
    }
  }

  private String more(Task task, Columns columns) {
    boolean named = task.id().filter(id -> names.of(task.key()).equals(id)).isPresent();
    return joined(
        columns.wide() ? "" : task.binding().executor(),
        origin(task.binding()),
        columns.wide() ? "" : task.assignee().map(who -> "owner " + who).orElse(""),
        columns.wide() ? "" : task.priority().map(Enum::name).orElse(""),
        columns.wide() ? "" : task.estimate().map(Estimate::text).orElse(""),
        task.state() == Progress.TODO ? "" : word(task.state()),
        task.details().supporters().isEmpty()
            ? ""
            : "with " + String.join(", ", task.details().supporters()),
        subtasks(task),
        task.criteria().isEmpty()
            ? ""
            : Figures.count(task.criteria().size(), "criterion", "criteria"),
        named ? "" : "key " + task.key());
  }

  private static String subtasks(Task task) {
    long done = task.subtasks().stream().filter(each -> each.state() == Progress.DONE).count();
    return task.subtasks().isEmpty()
        ? ""
        : Figures.count(task.subtasks().size(), "sub-task")
            + (done == 0 ? "" : ", " + done + " done");
  }

  private void subtask(Subtask subtask, int indent) {
    page.tagged(
        indent,
        mark(subtask.state()),
        2,
        paint(subtask.state()),
        subtask.id().map(id -> id + " ").orElse("")
            + subtask.title()
            + AND
            + line(subtask.source().line()));
  }

  private static String origin(Binding binding) {
    return switch (binding.origin()) {
      case MANUAL -> "";
      case ANNOTATED -> "bound by its annotation";
      case RULE -> "bound by a rule";
      case ASSISTED -> "bound as a language model proposed";
      case ROUTED ->
          "bound by its words"
              + binding.confidence().map(sure -> " " + Figures.confidence(sure)).orElse("");
    };
  }

  private static String proposed(Binding binding) {
    return binding
        .proposal()
        .map(
            proposal ->
                "proposed %s %s: %s"
                    .formatted(
                        proposal.executor(),
                        Figures.confidence(proposal.confidence()),
                        proposal.why()))
        .orElse("");
  }

  /** How an edge is known; those that are known in the same way are told together. */
  private record Known(Dependency.Kind kind, Evidence evidence, int line) {
    String text() {
      String form = word(evidence.form());
      String sure =
          evidence.confidence() < 1 ? " " + Figures.confidence(evidence.confidence()) : "";
      return switch (kind) {
            case EXPLICIT -> form;
            case IMPLIED -> "implied by " + form;
            case INPUT -> "input";
          }
          + sure
          + " :"
          + line;
    }
  }

  private String after(List<Dependency> dependencies) {
    Map<Known, List<String>> groups = new LinkedHashMap<>();
    for (Dependency each : dependencies) {
      groups
          .computeIfAbsent(
              new Known(each.kind(), each.evidence(), each.source().line()),
              any -> new ArrayList<>())
          .add(names.of(each.key()));
    }
    return groups.entrySet().stream()
        .map(group -> few(group.getValue()) + " (" + group.getKey().text() + ")")
        .collect(Collectors.joining(", ", groups.isEmpty() ? "" : "after ", ""));
  }

  private String few(List<String> all) {
    int shown = style.whole() ? all.size() : Math.min(all.size(), MOST_NAMED);
    return String.join(", ", all.subList(0, shown))
        + (shown < all.size() ? " and " + (all.size() - shown) + " more" : "");
  }

  private static String mark(Progress state) {
    return switch (state) {
      case TODO -> "○";
      case IN_PROGRESS -> "◐";
      case DONE -> "✓";
      case BLOCKED -> "■";
      case ON_HOLD -> "‖";
      case CANCELLED -> "-";
      case FAILED -> "✗";
    };
  }

  private static Colour paint(Progress state) {
    return switch (state) {
      case TODO -> Colour.PLAIN;
      case IN_PROGRESS -> Colour.CYAN;
      case DONE -> Colour.GREEN;
      case BLOCKED, ON_HOLD -> Colour.YELLOW;
      case CANCELLED -> Colour.FAINT;
      case FAILED -> Colour.RED;
    };
  }

  /** How wide the columns of a plan's tasks are; those that no task fills are left out. */
  private record Columns(
      int id, int title, int owner, int executor, int estimate, int priority, boolean wide) {
    private static final int MARK = 1;

    static Columns of(Plan plan, int width) {
      List<Task> tasks = plan.tasks().toList();
      int id = widest(tasks.stream().flatMap(task -> task.id().stream()), WIDEST_ID);
      int owner = widest(tasks.stream().flatMap(task -> task.assignee().stream()), WIDEST_OWNER);
      int executor = widest(tasks.stream().map(task -> task.binding().executor()), WIDEST_EXECUTOR);
      int estimate =
          widest(
              tasks.stream().flatMap(task -> task.estimate().stream()).map(Estimate::text),
              WIDEST_ESTIMATE);
      int priority = tasks.stream().anyMatch(task -> task.priority().isPresent()) ? 2 : 0;
      int left = width - 2 - taken(MARK) - taken(id) - LINE;
      int wide = left - taken(owner) - taken(executor) - taken(estimate) - taken(priority) - 2;
      int longest = widest(tasks.stream().map(Columns::title), width);
      return wide >= LEAST_TITLE
          ? new Columns(id, Math.min(wide, longest), owner, executor, estimate, priority, true)
          : new Columns(id, Math.max(NARROWEST, Math.min(left - 2, longest)), 0, 0, 0, 0, false);
    }

    private static int widest(Stream<String> texts, int most) {
      return Math.min(most, texts.mapToInt(text -> Cells.width(Lines.plain(text))).max().orElse(0));
    }

    private static int taken(int column) {
      return column == 0 ? 0 : column + 2;
    }

    /** Where what is said below a title starts. */
    int details() {
      return 2 + taken(MARK) + taken(id);
    }

    private static String title(Task task) {
      return task.title()
          + (task.details().gate() ? " [gate]" : "")
          + (task.details().optional() ? " [optional]" : "")
          + (task.details().parallel() ? " [parallel]" : "");
    }

    List<Cell> row(Task task) {
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell(mark(task.state()), MARK, PlanView.paint(task.state())));
      add(cells, task.id(), id, Colour.CYAN);
      add(cells, Optional.of(title(task)), title, Colour.PLAIN);
      add(cells, task.assignee(), owner, Colour.PLAIN);
      add(cells, Optional.of(task.binding().executor()), executor, paint(task.binding()));
      add(cells, task.estimate().map(Estimate::text), estimate, Colour.PLAIN);
      add(cells, task.priority().map(Priority::name), priority, Colour.PLAIN);
      add(cells, Optional.of(":" + task.source().line()), LINE, Colour.FAINT);
      return cells;
    }

    private static Colour paint(Binding binding) {
      return binding.origin() == Binding.Origin.MANUAL ? Colour.FAINT : Colour.GREEN;
    }

    private static void add(List<Cell> cells, Optional<String> text, int width, Colour paint) {
      if (width > 0) {
        cells.add(new Cell(text.orElse(""), width, paint));
      }
    }
  }

  // What can run together

  private void graph() {
    List<List<String>> waves = facts.graph().waves();
    Set<String> critical = new LinkedHashSet<>(facts.schedule().criticalPath());
    page.heading(
        "Graph",
        Figures.count(waves.size(), "wave")
            + "; what stands in one can run together"
            + (critical.isEmpty() ? "" : "; * is on the critical path"));
    int label = ("wave " + waves.size()).length() + 2;
    for (int i = 0; i < waves.size(); i++) {
      page.tagged(
          2,
          "wave " + (i + 1),
          label,
          Colour.FAINT,
          waves.get(i).stream()
              .map(key -> names.withTitle(key) + (critical.contains(key) ? "*" : ""))
              .collect(Collectors.joining(AND)));
    }
    String leftOut =
        facts.graph().leftOut().stream()
            .map(edge -> names.of(edge.of()) + " after " + names.of(edge.dependsOn()))
            .collect(Collectors.joining(", "));
    if (!leftOut.isEmpty()) {
      page.text(2, Colour.RED, "left out, for they lie on a cycle: " + leftOut);
    }
  }

  // Criteria

  private void criteria() {
    if (facts.criteria().isEmpty()) {
      return;
    }
    PlanFacts.Counts counts = facts.counts();
    page.heading(
        "Criteria",
        "%d measurable, %d of them measured by a task; %d attested by a person"
            .formatted(
                counts.measurable(), counts.measured(), counts.criteria() - counts.measurable()));
    Optional<String> of = Optional.of("");
    for (Judged each : facts.criteria()) {
      if (!each.of().equals(of)) {
        of = each.of();
        page.text(2, Colour.BOLD, of.map(names::withTitle).orElse("Whole plan"));
      }
      criterion(each);
    }
  }

  private void criterion(Judged criterion) {
    String judgement =
        criterion.measuredBy().isPresent()
            ? "measured"
            : criterion.measure().isPresent() ? "measurable" : "attested";
    Colour paint =
        criterion.measuredBy().isPresent()
            ? Colour.GREEN
            : criterion.measure().isPresent() ? Colour.YELLOW : Colour.FAINT;
    page.tagged(
        4,
        Lines.pad(line(criterion.line()), LINE) + judgement,
        LINE + 12,
        paint,
        judged(criterion));
  }

  private String judged(Judged criterion) {
    return criterion.text()
        + criterion
            .measure()
            .map(
                asked ->
                    " → "
                        + Figures.measure(asked)
                        + "; "
                        + criterion
                            .measuredBy()
                            .map(this::measuredBy)
                            .orElse("nothing measures it yet"))
            .orElse("");
  }

  private String measuredBy(Judged.MeasuredBy by) {
    return "%s of %s %s, match %s"
        .formatted(
            by.metric(),
            names.of(by.task()),
            (by.proposed() ? "(proposed " : "(") + by.executor() + ")",
            Figures.confidence(by.confidence()));
  }

  // What is said about the plan

  private void risks() {
    if (plan.risks().isEmpty()) {
      return;
    }
    page.heading("Risks", "");
    for (Risk risk : plan.risks()) {
      page.tagged(
          2,
          "!",
          2,
          Colour.YELLOW,
          joined(risk.text(), risk.level().orElse(""), line(risk.source().line())));
      page.text(
          4,
          Colour.FAINT,
          risk.mitigation().map(text -> "mitigation: " + text).orElse("no mitigation is stated"));
    }
  }

  private void rollbacks() {
    if (plan.rollbacks().isEmpty()) {
      return;
    }
    page.heading("Rollbacks", "");
    for (Rollback rollback : plan.rollbacks()) {
      page.tagged(
          2,
          "↶",
          2,
          Colour.CYAN,
          joined(
              rollback.title(),
              "undoes "
                  + (rollback.undoes().isEmpty()
                      ? "the whole plan"
                      : few(rollback.undoes().stream().map(names::of).toList())),
              line(rollback.source().line())));
      int shown = style.whole() ? rollback.steps().size() : FEW_STEPS;
      int number = 0;
      for (String step : rollback.steps().stream().limit(shown).toList()) {
        page.tagged(4, ++number + ".", 4, Colour.FAINT, step);
      }
      if (shown < rollback.steps().size()) {
        page.text(4, Colour.FAINT, "… and " + (rollback.steps().size() - shown) + " more");
      }
    }
  }

  private void settings() {
    if (plan.settings().isEmpty()) {
      return;
    }
    page.heading("Settings", "");
    String group = "";
    for (Setting setting : plan.settings()) {
      if (!setting.group().equals(group)) {
        group = setting.group();
        page.text(2, Colour.BOLD, group);
      }
      page.text(
          4,
          Colour.PLAIN,
          setting.name() + " = " + setting.value() + AND + line(setting.source().line()));
    }
  }

  private void notes() {
    if (plan.notes().isEmpty()) {
      return;
    }
    page.heading("Notes", "");
    for (Note note : plan.notes()) {
      page.text(
          2, Colour.BOLD, joined(note.title(), word(note.topic()), line(note.source().line())));
      if (style.whole()) {
        note.text().lines().forEach(each -> page.text(4, Colour.PLAIN, each));
      } else {
        page.text(
            4,
            Colour.PLAIN,
            Lines.cut(note.text().strip().replaceAll("\\s*\\R\\s*", " / "), SHORT_NOTE));
      }
    }
  }

  // Findings

  /** Findings that are told together. */
  private record Kind(Severity severity, String code, String hint) {
    static Kind of(Diagnostic finding) {
      return new Kind(finding.severity(), finding.code(), finding.hint());
    }
  }

  private void findings() {
    page.heading("Findings", severities());
    Map<Kind, List<Diagnostic>> kinds = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      facts.findings().stream()
          .filter(finding -> finding.severity() == severity)
          .forEach(
              finding ->
                  kinds.computeIfAbsent(Kind.of(finding), any -> new ArrayList<>()).add(finding));
    }
    kinds.forEach(this::findings);
  }

  private void findings(Kind kind, List<Diagnostic> findings) {
    String severity =
        switch (kind.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "remark";
        };
    Colour paint =
        switch (kind.severity()) {
          case ERROR -> Colour.RED;
          case WARNING -> Colour.YELLOW;
          case INFO -> Colour.FAINT;
        };
    page.tagged(
        2, severity, 9, paint, kind.code() + (kind.hint().isEmpty() ? "" : ": " + kind.hint()));
    findings.forEach(
        finding -> page.tagged(4, line(finding.line()), LINE, Colour.FAINT, finding.message()));
  }

  private String severities() {
    return joined(
        Figures.count(number(Severity.ERROR), "error"),
        Figures.count(number(Severity.WARNING), "warning"),
        Figures.count(number(Severity.INFO), "remark"));
  }

  private long number(Severity severity) {
    Predicate<Diagnostic> of = finding -> finding.severity() == severity;
    return facts.findings().stream().filter(of).count();
  }
}
