package io.planwright.plan.compile;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Executor;
import io.planwright.plan.Plan;
import io.planwright.plan.format.Format;
import java.util.List;
import java.util.Optional;

/**
 * Turns a plan document into a plan and says what it could not understand. Pure: the same bytes,
 * catalogue and rules give the same result. Never throws for what a document holds.
 */
public final class PlanCompiler {
  private static final String MANUAL = "manual";

  private final Catalogue catalogue;
  private final Rules rules;
  private final Executor manual;

  /**
   * @param catalogue the executors that annotations may name; must have {@code manual}
   */
  public PlanCompiler(Catalogue catalogue) {
    this(catalogue, Rules.NONE);
  }

  /**
   * @param rules bind the tasks that a document does not bind itself
   */
  public PlanCompiler(Catalogue catalogue, Rules rules) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.manual =
        catalogue
            .find(MANUAL)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a catalogue must have the executor manual, this one has "
                            + catalogue.byName().keySet()));
  }

  public Compiled compile(byte[] document) {
    return compile(document, Optional.empty());
  }

  /** Reads a document of a format that loses nothing, whether or not it says that it is one. */
  public Compiled compile(byte[] document, Format format) {
    return compile(document, Optional.of(format));
  }

  private Compiled compile(byte[] document, Optional<Format> given) {
    Problems problems = new Problems();
    Optional<String> text = DocumentText.of(document, problems);
    Optional<Format> format = given.or(() -> text.flatMap(Format::of));
    if (text.isPresent() && format.isPresent()) {
      return RuledPlan.of(format.get().read(text.get(), catalogue), rules);
    }
    Plan plan =
        text.map(found -> compile(document, found, problems))
            .orElseGet(() -> Plan.of("", List.of()));
    return new Compiled(plan, problems.inOrder());
  }

  /** What a document of another tool's format means by itself. */
  public Compiled read(byte[] document, ImportFormat format) {
    Problems problems = new Problems();
    Optional<String> text = DocumentText.of(document, problems);
    Plan plan =
        text.map(found -> plan(outline(found, format, problems), problems))
            .orElseGet(() -> Plan.of("", List.of()));
    return new Compiled(plan, problems.inOrder());
  }

  private static Outline outline(String text, ImportFormat format, Problems problems) {
    return switch (format) {
      case TASKMASTER ->
          TaskMasterReading.read(text, problems).orElseGet(() -> new Outline(problems));
      case CSV -> CsvReading.read(text, problems);
      case MERMAID -> MermaidReading.read(text, problems);
      case DOT -> DotReading.read(text, problems);
    };
  }

  private Plan plan(Outline outline, Problems problems) {
    boolean said =
        problems.inOrder().stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    if (outline.isEmpty() && !said) {
      problems.error("not-a-plan", Problems.START, "expected a plan, no task was found", "");
    }
    return new Assembly(catalogue, manual, rules, outline.draft(), problems).plan(outline::link);
  }

  private Plan compile(byte[] document, String written, Problems problems) {
    String text = DocumentText.readable(document, written, problems);
    Optional<Outline> outline = TaskMasterReading.read(text, problems);
    if (outline.isPresent()) {
      return plan(outline.get(), problems);
    }
    List<Block> blocks = new MarkdownReader(problems).read(text);
    Optional<FrontMatter> frontMatter = FrontMatter.read(text);
    frontMatter
        .flatMap(FrontMatter::brokenAt)
        .ifPresent(
            at ->
                problems.warning(
                    "front-matter-invalid",
                    at,
                    "the front matter is not read: "
                        + frontMatter.map(FrontMatter::problem).orElse(""),
                    "write it as YAML, or leave it out"));
    // A tag in a comment or a template names no task or says nothing of it.
    List<XmlTasks.Entry> tagged =
        XmlTasks.read(text).stream()
            .filter(task -> !task.title().isBlank() && !task.parts().isEmpty())
            .toList();
    Draft draft =
        tagged.isEmpty()
            ? DocumentReading.read(blocks, frontMatter, problems)
            : XmlReading.read(
                DocumentReading.title(Section.tree(blocks)), frontMatter, tagged, problems);
    if (draft.tasks().isEmpty()) {
      problems.error(
          "not-a-plan",
          Problems.START,
          "expected a plan in Markdown, no task was found",
          "write tasks as headings (### Task 1: …) or as checkboxes (- [ ] …)");
    }
    return new Assembly(catalogue, manual, rules, draft, problems).plan();
  }
}
