package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Figures;
import io.planwright.cli.output.FindingLine;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.Table;
import io.planwright.plan.Binding;
import io.planwright.plan.Compiled;
import io.planwright.plan.Criterion;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Note;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Risk;
import io.planwright.plan.Rollback;
import io.planwright.plan.Setting;
import io.planwright.plan.Task;
import io.planwright.plan.exchange.Csv;
import io.planwright.plan.exchange.Dot;
import io.planwright.plan.exchange.MermaidFlowchart;
import io.planwright.plan.exchange.MermaidGantt;
import io.planwright.plan.exchange.TaskMaster;
import io.planwright.plan.format.CanonicalMarkdown;
import io.planwright.plan.format.NativeYaml;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plan documents, here and at the API. */
@Command(
    name = "plan",
    description = "Checks, shows, forecasts, exports and submits plan documents.",
    subcommands = {
      PlanCommand.Check.class,
      PlanShow.class,
      PlanForecast.class,
      PlanCommand.Export.class,
      PlanAccept.class,
      PlanAssist.class,
      PlanFmt.class,
      PlanImport.class,
      PlanSchema.class,
      PlanCompare.class,
      PlanLint.class,
      PlanTick.class,
      PlanCommand.Submit.class,
      PlanCommand.ListAll.class,
      PlanCommand.Get.class
    })
public final class PlanCommand {

  /** A document, and what was understood of it. */
  private record Checked(String file, boolean runnable, List<Diagnostic> diagnostics) {}

  /** A plan with what is to be said about it; its first member says what the rest is. */
  record Exported(
      int planwright,
      String title,
      List<Phase> phases,
      List<Criterion> criteria,
      List<Risk> risks,
      List<Rollback> rollbacks,
      List<Setting> settings,
      List<Note> notes,
      List<Diagnostic> diagnostics) {
    static Exported of(Compiled compiled) {
      Plan plan = compiled.plan();
      return new Exported(
          1,
          plan.title(),
          plan.phases(),
          plan.criteria(),
          plan.risks(),
          plan.rollbacks(),
          plan.settings(),
          plan.notes(),
          compiled.diagnostics());
    }
  }

  @Command(name = "check", description = "Says what is wrong with documents; exits 5 on errors.")
  static final class Check implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "- reads standard input")
    private List<String> files = List.of();

    @Mixin private final Bindings bindings = new Bindings();

    Check(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      List<Checked> results = new ArrayList<>();
      for (String file : files) {
        PlanDocument document = PlanDocument.read(file, session.terminal().in());
        Compiled compiled = bindings.compile(session, document);
        results.add(new Checked(document.name(), compiled.runnable(), compiled.diagnostics()));
        if (!session.json()) {
          compiled.diagnostics().forEach(d -> session.say(document.place(d)));
          session.say(summary(document, compiled));
        }
      }
      boolean runnable = results.stream().allMatch(Checked::runnable);
      if (session.json()) {
        session.print(results, List::of);
      }
      if (!runnable && session.json()) {
        long wrong = results.stream().filter(result -> !result.runnable()).count();
        throw new Refused(
            ExitCode.INVALID,
            "%d of %s %s errors"
                .formatted(
                    wrong, Figures.count(results.size(), "document"), wrong == 1 ? "has" : "have"));
      }
      return (runnable ? ExitCode.OK : ExitCode.INVALID).code();
    }

    private static String summary(PlanDocument document, Compiled compiled) {
      Plan plan = compiled.plan();
      return "%s: %s, %s, %s, %s"
          .formatted(
              document.name(),
              Figures.count(plan.phases().size(), "phase"),
              Figures.count(plan.tasks().count(), "task"),
              Figures.count(of(compiled, Severity.ERROR), "error"),
              Figures.count(of(compiled, Severity.WARNING), "warning"));
    }

    private static long of(Compiled compiled, Severity severity) {
      return compiled.diagnostics().stream().filter(d -> d.severity() == severity).count();
    }
  }

  @Command(name = "export", description = "Writes the plan that a document means.")
  static final class Export implements Callable<Integer> {
    /** Formats of plans. */
    enum PlanFormat {
      json,
      yaml,
      markdown,
      mermaid,
      gantt,
      dot,
      taskmaster,
      csv
    }

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "- reads standard input")
    private String file = "-";

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}")
    private PlanFormat format = PlanFormat.json;

    @Option(names = "--start", description = "first day of a gantt, like 2026-01-31; else today")
    private Optional<LocalDate> start = Optional.empty();

    @Mixin private final Bindings bindings = new Bindings();

    Export(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      PlanDocument document = PlanDocument.read(file, session.terminal().in());
      Compiled compiled = bindings.routed(session, document);
      if (format != PlanFormat.json) {
        compiled.diagnostics().stream()
            .filter(d -> d.severity() == Severity.ERROR)
            .forEach(d -> session.say(document.place(d)));
      }
      session.terminal().out().print(text(compiled));
      return ExitCode.OK.code();
    }

    private String text(Compiled compiled) {
      Plan plan = compiled.plan();
      return switch (format) {
        case json -> Json.pretty(Exported.of(compiled)) + System.lineSeparator();
        case yaml -> NativeYaml.write(plan);
        case markdown -> CanonicalMarkdown.write(plan);
        case mermaid -> MermaidFlowchart.write(plan);
        case gantt -> MermaidGantt.write(plan, start.orElseGet(LocalDate::now));
        case dot -> Dot.write(plan);
        case taskmaster -> TaskMaster.write(plan);
        case csv -> Csv.write(plan);
      };
    }
  }

  @Command(name = "submit", description = "Stores a document at the API as a plan.")
  static final class Submit implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "- reads standard input")
    private String file = "-";

    @Option(names = "--id", description = "else made of the title")
    private Optional<String> id = Optional.empty();

    @Mixin private final Bindings bindings = new Bindings();

    Submit(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      PlanDocument document = PlanDocument.read(file, session.terminal().in());
      JsonNode stored = submit(session, session.api(), document, bindings, id);
      session.print(stored, () -> table(List.of(stored)).lines());
      return ExitCode.OK.code();
    }
  }

  @Command(name = "list", description = "Lists the plans at the API.")
  static final class ListAll implements Callable<Integer> {
    private final Session session;

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode plans = session.api().get("/v1/plans");
      session.printAll(plans, "plans", () -> table(plans));
      return ExitCode.OK.code();
    }
  }

  @Command(name = "get", description = "Shows a plan at the API.")
  static final class Get implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--version", description = "else the newest")
    private Optional<Integer> version = Optional.empty();

    Get(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode plan =
          session
              .api()
              .get(
                  "/v1/plans/"
                      + ApiClient.encoded(id)
                      + version.map(number -> "?version=" + number).orElse(""));
      session.print(plan, () -> table(List.of(plan)).lines());
      return ExitCode.OK.code();
    }
  }

  /** Stores a document, and says what its compiler had to say. */
  static JsonNode submit(
      Session session,
      ApiClient api,
      PlanDocument document,
      Bindings bindings,
      Optional<String> id) {
    return submit(session, api, document, toSend(session, document, bindings), id);
  }

  /**
   * @param sent what is to be sent of the document
   */
  static JsonNode submit(
      Session session,
      ApiClient api,
      PlanDocument document,
      PlanDocument sent,
      Optional<String> id) {
    JsonNode stored = sent.send(text -> api.submit(text, id));
    if (sent == document && !session.json()) {
      for (JsonNode said : stored.path("diagnostics")) {
        session.say(FindingLine.of(Optional.of(document.name()), said));
      }
    }
    return stored;
  }

  /** The API knows no rules of this folder: what they bind goes along in the canonical form. */
  static PlanDocument toSend(Session session, PlanDocument document, Bindings bindings) {
    if (bindings.rules(session, document).size() == 0) {
      return document;
    }
    Compiled compiled = bindings.compile(session, document);
    long bound = compiled.plan().tasks().filter(PlanCommand::byRule).count();
    if (bound == 0) {
      return document;
    }
    String canonical = PlanFmt.canonical(session, document, compiled);
    if (!session.json()) {
      compiled.diagnostics().forEach(said -> session.say(document.place(said)));
      session.say(
          "rules bind %s; the document is submitted in its canonical form"
              .formatted(Figures.count(bound, "task")));
    }
    return new PlanDocument(
        document.name() + " (canonical)", canonical.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean byRule(Task task) {
    return task.binding().origin() == Binding.Origin.RULE;
  }

  private static Table table(Iterable<JsonNode> plans) {
    Table table = new Table("ID", "VERSION", "TITLE", "TASKS", "BY", "CREATED");
    for (JsonNode plan : plans) {
      int tasks = 0;
      for (JsonNode phase : plan.path("plan").path("phases")) {
        tasks += phase.path("tasks").size();
      }
      table.row(
          plan.path("id").asText(),
          plan.path("version").asText(),
          plan.path("title").asText(),
          Integer.toString(tasks),
          plan.path("createdBy").asText(),
          plan.path("createdAt").asText());
    }
    return table;
  }
}
