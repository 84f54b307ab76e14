package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
      description = "the new version, which is stored first; - reads standard input")
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
    ApiClient api = session.api();
    Optional<Integer> wanted = file.map(name -> stored(api, name)).or(() -> version);
    Map<String, Object> body = new LinkedHashMap<>();
    wanted.ifPresent(number -> body.put("version", number));
    body.put("force", force);
    reason.ifPresent(why -> body.put("reason", why));
    String path = "/v1/runs/" + ApiClient.encoded(run) + ":amend";
    Map<String, Object> trial = new LinkedHashMap<>(body);
    trial.put("dryRun", true);
    JsonNode preview = api.post(path, trial);
    if (dryRun) {
      session.print(preview, () -> table(preview).lines());
      return (preview.path("applies").asBoolean() ? ExitCode.OK : ExitCode.FINDINGS).code();
    }
    if (!session.json() && !preview.path("effects").isEmpty()) {
      table(preview).lines().forEach(session::say);
    }
    TaskCommand.report(session, api.post(path, body));
    return ExitCode.OK.code();
  }

  private int stored(ApiClient api, String name) {
    String plan = api.run(run).path("run").path("planId").asText();
    PlanDocument document = PlanDocument.read(name, session.terminal().in());
    JsonNode saved = PlanCommand.submit(session, api, document, bindings, Optional.of(plan));
    if (!session.json()) {
      session.say("plan %s version %s".formatted(plan, saved.path("version").asText()));
    }
    return saved.path("version").asInt();
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
