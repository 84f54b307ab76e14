package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "amend",
    description = {
      "Brings a run to another version of its plan, all of it or none.",
      "What is running or done is kept; where the new version has it otherwise, that is listed and"
          + " refused, unless it is forced."
    })
final class RunAmend implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "RUN")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "the new version, stored unless --dry-run; - reads standard input")
  private Optional<String> file = Optional.empty();

  @Option(names = "--version", description = "a stored version; else the newest")
  private Optional<Integer> version = Optional.empty();

  @Option(names = "--dry-run", description = "only tells what it would do; exits 6 on conflicts")
  private boolean dryRun;

  @Option(names = "--force", description = "passes over what is under way or done")
  private boolean force;

  @Option(names = "--reason", description = "for the journal")
  private Optional<String> reason = Optional.empty();

  @Mixin private final Bindings bindings = new Bindings();

  RunAmend(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (file.isPresent() && version.isPresent()) {
      throw new Refused(ExitCode.USAGE, "a FILE and --version can't both be given");
    }
    return (file.isPresent() ? toDocument(file.get()) : toVersion(version)).code();
  }

  private ExitCode toDocument(String name) {
    ApiClient api = session.api();
    PlanDocument document = PlanDocument.read(name, session.terminal().in());
    PlanDocument sent = PlanCommand.toSend(session, document, bindings);
    JsonNode preview = sent.send(text -> api.previewAmendment(run, text, force));
    if (dryRun) {
      return told(preview);
    }
    say(preview);
    if (!preview.path("applies").asBoolean()) {
      throw new Refused(
          ExitCode.CONFLICT,
          "nothing was stored or changed, since the run conflicts with it: " + conflicts(preview));
    }
    String plan = api.run(run).path("run").path("planId").asText();
    JsonNode stored = PlanCommand.submit(session, api, document, sent, Optional.of(plan));
    int number = stored.path("version").asInt();
    if (!session.json()) {
      session.say("plan %s version %d".formatted(plan, number));
    }
    return amended(api, body(Optional.of(number)));
  }

  private ExitCode toVersion(Optional<Integer> wanted) {
    ApiClient api = session.api();
    Map<String, Object> body = body(wanted);
    Map<String, Object> trial = new LinkedHashMap<>(body);
    trial.put("dryRun", true);
    JsonNode preview = api.post(path(), trial);
    if (dryRun) {
      return told(preview);
    }
    say(preview);
    return amended(api, body);
  }

  private ExitCode amended(ApiClient api, Map<String, Object> body) {
    TaskCommand.report(session, api.post(path(), body));
    return ExitCode.OK;
  }

  private ExitCode told(JsonNode preview) {
    session.print(preview, () -> table(preview).lines());
    return preview.path("applies").asBoolean() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void say(JsonNode preview) {
    if (!session.json() && !preview.path("effects").isEmpty()) {
      table(preview).lines().forEach(session::say);
    }
  }

  private Map<String, Object> body(Optional<Integer> wanted) {
    Map<String, Object> body = new LinkedHashMap<>();
    wanted.ifPresent(number -> body.put("version", number));
    body.put("force", force);
    reason.ifPresent(why -> body.put("reason", why));
    return body;
  }

  private String path() {
    return "/v1/runs/" + ApiClient.encoded(run) + ":amend";
  }

  private String conflicts(JsonNode preview) {
    StringJoiner conflicts = new StringJoiner("; ");
    for (JsonNode effect : preview.path("effects")) {
      String conflict = effect.path("conflict").asText();
      if (force ? conflict.equals("final") : !conflict.equals("none")) {
        conflicts.add(effect.path("key").asText() + ": " + effect.path("why").asText());
      }
    }
    return conflicts.toString();
  }

  private static Table table(JsonNode preview) {
    Table table = new Table("WHAT", "KEY", "EFFECT", "CONFLICT", "WHY");
    for (JsonNode effect : preview.path("effects")) {
      String conflict = effect.path("conflict").asText();
      table.row(
          effect.path("part").asText(),
          effect.path("key").asText(),
          effect.path("action").asText(),
          switch (conflict) {
            case "none" -> "";
            case "final" -> "can't be forced";
            default -> "unless forced";
          },
          effect.path("why").asText());
    }
    return table;
  }
}
