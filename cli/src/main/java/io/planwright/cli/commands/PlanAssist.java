package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Figures;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.Lines;
import io.planwright.plan.Compiled;
import io.planwright.plan.Plan;
import io.planwright.plan.assist.CheckedPatch;
import io.planwright.plan.assist.PatchCheck;
import io.planwright.plan.assist.PlanPatch;
import io.planwright.plan.assist.Proposal;
import io.planwright.plan.format.CanonicalMarkdown;
import io.planwright.plan.format.NativeYaml;
import io.planwright.workflows.Executors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a document to the language model of the API, and what it proposes to a person. */
@Command(
    name = "assist",
    description = {
      "Asks a language model, through the API, what a document lacks.",
      "Shows its proposals as numbered lines. Nothing is applied unless it is accepted; with"
          + " --accept or --interactive the plan with what was accepted goes to standard output,"
          + " as from plan export. The document stays as it is."
    })
final class PlanAssist implements Callable<Integer> {
  /** A model on a slow machine is waited for this often, each time as long as the API waits. */
  private static final int MOST_WAITS = 20;

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "- reads standard input")
  private String file = "-";

  @Option(names = "--model", description = "at Ollama; else the worker's")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--accept",
      paramLabel = "NUMBERS",
      description = "like 1,3; or all, which leaves out what acts on the outside")
  private Optional<String> accept = Optional.empty();

  @Option(names = "--interactive", description = "asks for each line")
  private boolean interactive;

  @Option(names = "--format", description = "of the plan: ${COMPLETION-CANDIDATES}")
  private PlanFormat format = PlanFormat.json;

  /** Formats that lose nothing. */
  enum PlanFormat {
    json,
    yaml,
    markdown
  }

  @Mixin private final Bindings bindings = new Bindings();

  PlanAssist(Session session) {
    this.session = session;
  }

  /** What is printed where nothing is accepted. */
  private record Shown(
      String model,
      JsonNode tokens,
      List<CheckedPatch.Line> lines,
      List<CheckedPatch.Refusal> refused,
      Optional<String> useless) {}

  @Override
  public Integer call() {
    if (interactive && (accept.isPresent() || file.equals("-"))) {
      throw new Refused(
          ExitCode.USAGE, "--interactive takes a file, and no --accept: it asks on standard input");
    }
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    Compiled compiled = bindings.routed(session, document);
    JsonNode answer = ask(document);
    CheckedPatch checked =
        PatchCheck.of(compiled.plan(), Executors.catalogue(), patch(answer.path("patch")));
    List<CheckedPatch.Refusal> refused = new ArrayList<>(refused(answer.path("refused")));
    refused.addAll(checked.refused());
    Optional<String> useless =
        Optional.of(answer.at("/useless/message").asText()).filter(why -> !why.isEmpty());
    boolean applies = accept.isPresent() || interactive;
    Shown shown =
        new Shown(
            answer.path("model").asText(),
            answer.path("tokens"),
            checked.lines(),
            refused,
            useless);
    if (applies) {
      lines(compiled.plan(), shown, answer).forEach(session::say);
      List<Proposal> accepted = accepted(compiled.plan(), checked.lines());
      Plan plan = new PlanPatch(accepted).applyTo(compiled.plan(), Executors.catalogue());
      session.say(accepted.size() + " of " + checked.lines().size() + " applied");
      session.terminal().out().print(text(new Compiled(plan, compiled.diagnostics())));
    } else {
      session.print(shown, () -> lines(compiled.plan(), shown, answer));
      if (!checked.lines().isEmpty()) {
        session.say("nothing was applied; --accept all, --accept 1,3 or --interactive does");
      }
    }
    return ExitCode.OK.code();
  }

  private String text(Compiled patched) {
    return switch (format) {
      case json -> Json.pretty(PlanCommand.Exported.of(patched)) + System.lineSeparator();
      case yaml -> NativeYaml.write(patched.plan());
      case markdown -> CanonicalMarkdown.write(patched.plan());
    };
  }

  private JsonNode ask(PlanDocument document) {
    ApiClient api = session.api();
    String key = UUID.randomUUID().toString();
    for (int wait = 0; wait < MOST_WAITS; wait++) {
      JsonNode answer = document.send(text -> api.assist(text, model, key));
      if (!answer.has("idempotencyKey")) {
        return answer;
      }
      session.say("the model still works");
    }
    throw new Refused(ExitCode.UNREACHABLE, "the language model did not answer in time");
  }

  private static PlanPatch patch(JsonNode json) {
    if (!json.isObject()) {
      throw new Refused(ExitCode.UNEXPECTED, "expected a patch from the API, came none");
    }
    try {
      return Json.convert(json, PlanPatch.class);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.UNEXPECTED, "expected a patch from the API, came: " + e.getMessage());
    }
  }

  private static List<CheckedPatch.Refusal> refused(JsonNode json) {
    List<CheckedPatch.Refusal> refused = new ArrayList<>();
    for (JsonNode each : json) {
      try {
        refused.add(Json.convert(each, CheckedPatch.Refusal.class));
      } catch (IOException e) {
        throw new Refused(
            ExitCode.UNEXPECTED, "expected refusals from the API, came: " + e.getMessage());
      }
    }
    return refused;
  }

  private List<Proposal> accepted(Plan plan, List<CheckedPatch.Line> lines) {
    return interactive ? asked(plan, lines) : named(lines, accept.orElse(""));
  }

  private static List<Proposal> named(List<CheckedPatch.Line> lines, String numbers) {
    if (numbers.strip().equals("all")) {
      return lines.stream()
          .filter(line -> !line.effect())
          .map(CheckedPatch.Line::proposal)
          .toList();
    }
    List<Integer> wanted = new ArrayList<>();
    for (String number : numbers.split(",", -1)) {
      if (!number.strip().matches("[1-9][0-9]{0,2}")
          || Integer.parseInt(number.strip()) > lines.size()) {
        throw new Refused(
            ExitCode.USAGE,
            "--accept must be all or numbers of lines, of which there are "
                + lines.size()
                + ", was "
                + numbers);
      }
      wanted.add(Integer.valueOf(number.strip()));
    }
    return lines.stream()
        .filter(line -> wanted.contains(line.number()))
        .map(CheckedPatch.Line::proposal)
        .toList();
  }

  /** What is no clear yes is a no. */
  private List<Proposal> asked(Plan plan, List<CheckedPatch.Line> lines) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(session.terminal().in(), StandardCharsets.UTF_8));
    List<Proposal> accepted = new ArrayList<>();
    try {
      for (CheckedPatch.Line line : lines) {
        session.say("apply %d (%s)? [y/N]".formatted(line.number(), what(plan, line.proposal())));
        String said = in.readLine();
        if (said != null && said.strip().equalsIgnoreCase("y")) {
          accepted.add(line.proposal());
        }
      }
    } catch (IOException e) {
      throw new Refused(ExitCode.UNEXPECTED, "standard input can't be read: " + e.getMessage());
    }
    return accepted;
  }

  private static List<String> lines(Plan plan, Shown shown, JsonNode answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s proposes %d (tokens: %s asked, %s answered; %s s)"
            .formatted(
                shown.model(),
                shown.lines().size(),
                shown.tokens().path("prompt").asText("?"),
                shown.tokens().path("answer").asText("?"),
                answer.path("seconds").asText("?")));
    shown.useless().ifPresent(why -> lines.add("its answer changes nothing: " + why));
    if (answer.path("leftOut").asInt() > 0) {
      lines.add(
          "it was not shown %s of this large plan"
              .formatted(Figures.count(answer.path("leftOut").asInt(), "task")));
    }
    for (CheckedPatch.Line line : shown.lines()) {
      lines.add(
          "%3d + %s%s"
              .formatted(
                  line.number(),
                  what(plan, line.proposal()),
                  line.effect() ? "  [acts on the outside]" : ""));
      lines.add("      " + line.proposal().reason());
    }
    if (!shown.refused().isEmpty()) {
      lines.add("refused:");
    }
    for (CheckedPatch.Refusal refusal : shown.refused()) {
      lines.add(
          "    - %s: %s %s"
              .formatted(what(plan, refusal.proposal()), refusal.code(), refusal.why()));
    }
    return lines.stream().map(Lines::plain).toList();
  }

  private static String what(Plan plan, Proposal proposal) {
    return switch (proposal) {
      case Proposal.Bind bind ->
          "%s is done by %s%s"
              .formatted(
                  called(plan, bind.task()),
                  bind.executor(),
                  bind.inputs().isEmpty()
                      ? ""
                      : bind.inputs().entrySet().stream()
                          .map(input -> input.getKey() + ": " + Json.line(input.getValue()))
                          .collect(Collectors.joining(", ", " {", "}")));
      case Proposal.AddDependency add ->
          "%s waits for %s".formatted(called(plan, add.task()), called(plan, add.on()));
      case Proposal.NameMetric name ->
          "\"%s\"%s is about %s"
              .formatted(
                  name.criterion(),
                  name.part().map(part -> " of " + called(plan, part)).orElse(""),
                  name.metric());
    };
  }

  private static String called(Plan plan, String key) {
    return plan.task(key)
        .map(task -> task.title())
        .or(() -> plan.phase(key).map(phase -> phase.title()))
        .map(title -> "%s \"%s\"".formatted(key, Lines.cut(title, 50)))
        .orElse(key);
  }
}
