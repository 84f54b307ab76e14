package io.planwright.plan.format;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Details;
import io.planwright.plan.Estimate;
import io.planwright.plan.Evidence;
import io.planwright.plan.Executor;
import io.planwright.plan.Key;
import io.planwright.plan.Measure;
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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a plan as canonical Markdown. */
final class CanonicalWriting {
  /** Stands behind what a language model proposed and a person accepted. */
  static final String ASSISTED = "(assisted)";

  private static final Pattern PLAIN_KEY = Pattern.compile("[\\p{L}\\p{M}\\p{N}.-]+");
  private static final Pattern FENCE = Pattern.compile("(?m)^ *(`{3,})");

  private final Plan plan;
  private final Catalogue catalogue;
  private final Optional<Binding> byHand;
  private final StringBuilder out = new StringBuilder();

  CanonicalWriting(Plan plan, Catalogue catalogue) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.byHand = PlanShape.byHand(plan);
  }

  String text() {
    frontMatter();
    heading("#", MarkdownText.inline(plan.title()), "");
    criteria(plan.criteria());
    plan.phases().forEach(this::phase);
    risks();
    rollbacks();
    settings();
    notes();
    return out.toString().stripTrailing() + "\n";
  }

  private void frontMatter() {
    line("---");
    line("planwright: " + PlanReading.VERSION);
    byHand
        .filter(
            binding ->
                catalogue.find(BindingReading.MANUAL).isEmpty()
                    || !binding.equals(BindingReading.byHand(catalogue)))
        .ifPresent(
            binding ->
                out.append(
                    YamlText.of(
                        Collections.singletonMap(
                            "manual", PlanShape.waiting(binding, "retries", 1)))));
    line("---");
  }

  private void phase(Phase phase) {
    String made = phase.id().map(id -> Key.phase(id, phase.title())).orElse("");
    String title = MarkdownText.inline(phase.title());
    boolean section = CanonicalReading.SECTIONS.contains(title.toLowerCase(Locale.ROOT));
    boolean implied = CanonicalReading.phaseId(title).equals(phase.id());
    heading(
        "##",
        implied ? title : MarkdownText.inline(phase.title(), ":"),
        key(phase.key(), section ? "" : made));
    if (!implied) {
      field("Id", phase.id());
    }
    dependencies(phase.dependsOn());
    field("Owner", phase.assignee());
    field("Priority", phase.priority().map(Priority::name));
    estimate(phase.estimate());
    criteria(phase.criteria());
    phase.gate().ifPresent(this::binding);
    phase.tasks().forEach(task -> task(phase, task));
  }

  private void task(Phase phase, Task task) {
    String made = task.id().map(id -> Key.task(phase.key(), id, task.title())).orElse("");
    heading("###", titled(task.id(), task.title()), key(task.key(), made));
    field(
        "Status",
        Optional.of(task.state())
            .filter(state -> state != Progress.TODO)
            .map(CanonicalWriting::words));
    dependencies(task.dependsOn());
    field("Owner", task.assignee());
    names("Supporters", task.details().supporters());
    field("Priority", task.priority().map(Priority::name));
    estimate(task.estimate());
    names("Labels", task.details().labels());
    field("Marks", marks(task.details()));
    prose(task.details().description());
    items("Waits for", task.details().outside());
    items("Deliverables", task.details().deliverables());
    items("Files", task.details().files());
    checklist(task.subtasks());
    criteria(task.criteria());
    binding(task.binding());
  }

  static String words(Progress state) {
    return Words.PROGRESS.of(state).replace('_', ' ');
  }

  private static Optional<String> marks(Details details) {
    List<String> marks = new ArrayList<>();
    if (details.parallel()) {
      marks.add("parallel");
    }
    if (details.optional()) {
      marks.add("optional");
    }
    if (details.gate()) {
      marks.add("gate");
    }
    return marks.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", marks));
  }

  private static String titled(Optional<String> id, String title) {
    return "Task"
        + id.map(own -> " " + MarkdownText.inline(own, ":")).orElse("")
        + (": " + MarkdownText.inline(title)).stripTrailing();
  }

  /** An id that makes the key needs no key beside it. */
  private static String key(String key, String made) {
    return key.equals(made) ? "" : key;
  }

  private void heading(String level, String text, String key) {
    blank();
    line((level + " " + text).stripTrailing() + (key.isEmpty() ? "" : " {#" + key + "}"));
    blank();
  }

  private void dependencies(List<Dependency> dependencies) {
    if (!dependencies.isEmpty()) {
      field(
          "Depends on",
          Optional.of(
              dependencies.stream()
                  .map(
                      dependency ->
                          name(dependency.key())
                              + switch (dependency.kind()) {
                                case EXPLICIT -> "";
                                case IMPLIED -> " (implied)";
                                case INPUT -> " (input)";
                              }
                              + assisted(dependency.evidence()))
                  .collect(Collectors.joining(", "))),
          false);
    }
  }

  private static String assisted(Evidence evidence) {
    return PlanShape.assisted(evidence) ? " " + ASSISTED : "";
  }

  private static String name(String key) {
    return PLAIN_KEY.matcher(key).matches() ? key : "`" + key + "`";
  }

  private void field(String name, Optional<String> value) {
    field(name, value, true);
  }

  private void field(String name, Optional<String> value, boolean escaped) {
    value.ifPresent(
        text ->
            line(
                ("- **" + name + ":** " + (escaped ? MarkdownText.inline(text) : text))
                    .stripTrailing()));
  }

  private void names(String name, List<String> names) {
    if (!names.isEmpty()) {
      field(
          name,
          Optional.of(
              names.stream()
                  .map(text -> MarkdownText.inline(text, ","))
                  .collect(Collectors.joining(", "))),
          false);
    }
  }

  private void estimate(Optional<Estimate> estimate) {
    if (estimate.isEmpty()) {
      return;
    }
    Estimate given = estimate.get();
    field("Estimate", Optional.of(given.text()));
    String effort = given.effort().map(DurationText::text).orElse("unknown");
    field(
        "Effort",
        given
            .least()
            .map(least -> DurationText.text(least) + " to " + effort)
            .or(() -> given.effort().map(length -> effort)));
    field("Points", given.points().map(CanonicalWriting::number));
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9 && Double.compare(value, -0.0) != 0
        ? Long.toString((long) value)
        : Double.isInfinite(value) ? (value > 0 ? "1e999" : "-1e999") : Double.toString(value);
  }

  private void prose(String text) {
    if (text.isEmpty()) {
      return;
    }
    blank();
    lines(text);
    blank();
  }

  /** Empty lines at the ends are written as references, since a reader takes them for space. */
  private void lines(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '\n') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '\n') {
      end--;
    }
    String before = "&#10;".repeat(start);
    String after = "&#10;".repeat(text.length() - end);
    String[] lines = text.substring(start, end).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      line(
          (i == 0 ? before : "")
              + MarkdownText.block(lines[i])
              + (i == lines.length - 1 ? after : ""));
    }
  }

  private void items(String label, List<String> items) {
    if (!items.isEmpty()) {
      label(label);
      items.forEach(item -> line(("- " + MarkdownText.block(item)).stripTrailing()));
      blank();
    }
  }

  private void label(String label) {
    blank();
    line("**" + label + ":**");
    blank();
  }

  private void checklist(List<Subtask> items) {
    if (items.isEmpty()) {
      return;
    }
    label("Checklist");
    for (Subtask item : items) {
      String id = item.id().map(own -> "**" + MarkdownText.inline(own) + "** ").orElse("");
      line(
          ("- " + box(item.state()) + " " + id + MarkdownText.block(item.title())).stripTrailing());
    }
    blank();
  }

  private static String box(Progress state) {
    return switch (state) {
      case TODO -> "[ ]";
      case DONE -> "[x]";
      case IN_PROGRESS -> "[~]";
      case CANCELLED -> "[-]";
      case BLOCKED, ON_HOLD, FAILED -> "[ ] _" + words(state) + "_";
    };
  }

  private void criteria(List<Criterion> criteria) {
    if (criteria.isEmpty()) {
      return;
    }
    label("Criteria");
    for (Criterion criterion : criteria) {
      line(("- " + MarkdownText.block(criterion.text())).stripTrailing());
      criterion
          .measure()
          .ifPresent(
              measure -> line("  - Measure: " + measure(measure) + assisted(measure.named())));
    }
    blank();
  }

  private static String measure(Measure measure) {
    StringBuilder text = new StringBuilder();
    if (!measure.metric().isEmpty()) {
      text.append(MarkdownText.code(measure.metric())).append(' ');
    }
    text.append(Words.COMPARATOR.of(measure.comparator()))
        .append(' ')
        .append(number(measure.value()));
    measure.upper().ifPresent(upper -> text.append(" to ").append(number(upper)));
    if (!measure.unit().isEmpty()) {
      text.append(' ').append(MarkdownText.code(measure.unit()));
    }
    measure.baseline().ifPresent(baseline -> text.append(", from ").append(number(baseline)));
    return text.toString();
  }

  private void binding(Binding binding) {
    Map<String, Object> shape = PlanShape.binding(binding, byHand, "retries", 1, "on-failure");
    catalogue.find(binding.executor()).ifPresent(executor -> shorten(shape, binding, executor));
    if (shape.isEmpty()) {
      return;
    }
    String yaml = YamlText.of(shape);
    String fence = "```";
    Matcher inner = FENCE.matcher(yaml);
    while (inner.find()) {
      fence = "`".repeat(Math.max(fence.length(), inner.group(1).length() + 1));
    }
    blank();
    line(fence + "planwright");
    out.append(yaml);
    line(fence);
    blank();
  }

  /** Leaves out what the catalogue says anyway. */
  private static void shorten(Map<String, Object> shape, Binding binding, Executor executor) {
    if (!shape.containsKey("executor")) {
      return;
    }
    if (binding.timeout().equals(executor.timeout())) {
      shape.remove("timeout");
    }
    if (binding.attempts() == executor.attempts()) {
      shape.remove("retries");
    }
    if (shape.get("inputs") instanceof Map<?, ?> inputs) {
      executor
          .inputs()
          .forEach(
              input ->
                  input
                      .written()
                      .filter(value -> value.equals(binding.inputs().get(input.name())))
                      .ifPresent(value -> inputs.remove(input.name())));
      if (inputs.isEmpty()) {
        shape.remove("inputs");
      }
    }
  }

  private void risks() {
    if (plan.risks().isEmpty()) {
      return;
    }
    heading("##", "Risks", "");
    for (Risk risk : plan.risks()) {
      line(("- " + MarkdownText.block(risk.text())).stripTrailing());
      under("Level", risk.level());
      under("Mitigation", risk.mitigation());
    }
  }

  private void under(String name, Optional<String> value) {
    value.ifPresent(
        text -> line(("  - " + name + ": " + MarkdownText.inline(text)).stripTrailing()));
  }

  private void rollbacks() {
    if (plan.rollbacks().isEmpty()) {
      return;
    }
    heading("##", "Rollback", "");
    for (Rollback rollback : plan.rollbacks()) {
      heading("###", MarkdownText.inline(rollback.title()), "");
      if (!rollback.undoes().isEmpty()) {
        field(
            "Undoes",
            Optional.of(
                rollback.undoes().stream()
                    .map(CanonicalWriting::name)
                    .collect(Collectors.joining(", "))),
            false);
        blank();
      }
      int number = 1;
      for (String step : rollback.steps()) {
        line((number++ + ". " + MarkdownText.block(step)).stripTrailing());
      }
    }
  }

  private void settings() {
    if (plan.settings().isEmpty()) {
      return;
    }
    heading("##", "Settings", "");
    String group = "";
    for (Setting setting : plan.settings()) {
      if (!setting.group().equals(group)) {
        heading("###", MarkdownText.inline(setting.group()), "");
        group = setting.group();
      }
      line(
          ("- **"
                  + MarkdownText.inline(setting.name(), ":")
                  + ":** "
                  + MarkdownText.inline(setting.value()))
              .stripTrailing());
    }
  }

  private void notes() {
    if (plan.notes().isEmpty()) {
      return;
    }
    heading("##", "Notes", "");
    for (Note note : plan.notes()) {
      String topic = note.topic() == Note.Topic.SCHEDULE ? "Schedule" : "Communication";
      heading("###", (topic + ": " + MarkdownText.inline(note.title())).stripTrailing(), "");
      prose(note.text());
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void blank() {
    int length = out.length();
    if (length > 1 && out.charAt(length - 2) != '\n') {
      out.append('\n');
    }
  }
}
