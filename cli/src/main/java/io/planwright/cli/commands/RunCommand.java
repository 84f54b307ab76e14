package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.RunView;
import io.planwright.cli.output.Table;
import io.planwright.plan.Priority;
import io.planwright.plan.run.State;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs of plans. */
@Command(
    name = "run",
    description = "Starts, shows, watches and steers runs.",
    subcommands = {
      RunCommand.Start.class,
      RunCommand.Get.class,
      RunCommand.ListAll.class,
      RunCommand.Watch.class,
      RunVerbs.Pause.class,
      RunVerbs.Resume.class,
      RunVerbs.Prioritise.class,
      RunVerbs.Limit.class,
      RunVerbs.AtOnce.class,
      RunVerbs.Budget.class,
      RunVerbs.RollBack.class,
      RunAmend.class,
      RunCommand.Cancel.class,
      RunCommand.Repeat.class,
      RunCommand.Events.class,
      RunTick.class
    })
public final class RunCommand {

  @Command(name = "start", description = "Starts a run of a plan; a file is submitted first.")
  static final class Start implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PLAN|FILE")
    private String plan = "";

    @Option(names = "--version", description = "of the plan; else the newest")
    private Optional<Integer> version = Optional.empty();

    @Option(names = "--priority", description = "P0 to P3; else P2")
    private Optional<Priority> priority = Optional.empty();

    @Option(names = "--all", description = "also what the document says is done")
    private boolean all;

    @Option(names = "--at-once", description = "tasks of the whole run in flight at once")
    private Optional<Integer> atOnce = Optional.empty();

    @Option(
        names = "--budget",
        paramLabel = "KIND=AMOUNT",
        description = "what it may spend of tokens, usd or gpu-hours; may be repeated")
    private Map<String, Double> budget = new LinkedHashMap<>();

    @Option(names = "--pinned", description = "stays on the workers' build that is current now")
    private boolean pinned;

    @Option(names = "--idempotency-key", description = "the same key starts the same run once")
    private Optional<String> idempotencyKey = Optional.empty();

    @Option(names = "--watch", description = "then follows it to its end")
    private boolean watch;

    @Mixin private final Bindings bindings = new Bindings();

    Start(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      ApiClient api = session.api();
      String id = plan;
      if (isFile(plan)) {
        PlanDocument document = PlanDocument.read(plan, session.terminal().in());
        JsonNode stored = PlanCommand.submit(session, api, document, bindings, Optional.empty());
        id = stored.path("id").asText();
        if (!session.json()) {
          session.say("plan %s version %s".formatted(id, stored.path("version").asText()));
        }
      }
      Map<String, Object> body = new LinkedHashMap<>();
      version.ifPresent(number -> body.put("version", number));
      priority.ifPresent(wanted -> body.put("priority", wanted));
      if (all) {
        body.put("all", true);
      }
      atOnce.ifPresent(tasks -> body.put("atOnce", tasks));
      if (!budget.isEmpty()) {
        body.put("budget", budget);
      }
      if (pinned) {
        body.put("pinned", true);
      }
      JsonNode run = api.startRun(id, body, idempotencyKey);
      if (!watch) {
        session.print(run, () -> table(List.of(run)).lines());
        return ExitCode.OK.code();
      }
      if (!session.json()) {
        session.say("run " + run.path("id").asText());
      }
      return new Watching(session, api, run.path("id").asText()).untilEnd().code();
    }

    private static boolean isFile(String name) {
      try {
        return name.equals("-") || Files.isRegularFile(Path.of(name));
      } catch (InvalidPathException e) {
        return false;
      }
    }
  }

  @Command(name = "get", description = "Shows a run with its phases and tasks.")
  static final class Get implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN")
    private String run = "";

    Get(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode detail = session.api().run(run);
      session.print(
          detail,
          () ->
              new RunView(detail)
                  .lines(session.terminal().size().columns(), session.colour(), Instant.now()));
      return ExitCode.OK.code();
    }
  }

  @Command(name = "list", description = "Lists runs, newest first.")
  static final class ListAll implements Callable<Integer> {
    private static final int LARGEST_PAGE = 100;

    private final Session session;

    @Option(names = "--plan")
    private Optional<String> plan = Optional.empty();

    @Option(names = "--state", description = "like running, waiting, failed")
    private Optional<String> state = Optional.empty();

    @Option(names = "--limit", description = "at most so many; ${DEFAULT-VALUE} unless said")
    private int limit = 50;

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      if (limit < 1) {
        throw new Refused(ExitCode.USAGE, "--limit must be >= 1, was " + limit);
      }
      state.ifPresent(ListAll::check);
      ApiClient api = session.api();
      ArrayNode runs = JsonNodeFactory.instance.arrayNode();
      Optional<String> token = Optional.empty();
      do {
        JsonNode page = api.get(path(Math.min(LARGEST_PAGE, limit - runs.size()), token));
        page.path("runs").forEach(runs::add);
        token = Optional.ofNullable(page.get("nextPageToken")).map(JsonNode::asText);
      } while (token.isPresent() && runs.size() < limit);
      session.printAll(runs, "runs", () -> table(runs));
      return ExitCode.OK.code();
    }

    private String path(int size, Optional<String> token) {
      return "/v1/runs?pageSize="
          + size
          + plan.map(id -> "&plan=" + ApiClient.encoded(id)).orElse("")
          + state.map(word -> "&state=" + ApiClient.encoded(word)).orElse("")
          + token.map(t -> "&pageToken=" + ApiClient.encoded(t)).orElse("");
    }

    private static void check(String word) {
      for (State state : State.values()) {
        if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
          return;
        }
      }
      throw new Refused(
          ExitCode.USAGE, "--state must be a state like running or failed, was " + word);
    }
  }

  @Command(
      name = "watch",
      description = "Follows a run to its end; exits 7 if it failed, 9 if it was cancelled.")
  static final class Watch implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN")
    private String run = "";

    Watch(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      return new Watching(session, session.api(), run).untilEnd().code();
    }
  }

  @Command(name = "cancel", description = "Ends a run and has its effects undone.")
  static final class Cancel implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN")
    private String run = "";

    @Option(names = "--reason")
    private Optional<String> reason = Optional.empty();

    Cancel(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      TaskCommand.report(session, session.api().cancel(run, reason));
      return ExitCode.OK.code();
    }
  }

  @Command(
      name = "repeat",
      description = "Starts a run that repeats one that has ended, and keeps what is valid of it.")
  static final class Repeat implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN")
    private String run = "";

    @Option(
        names = "--redo",
        paramLabel = "TASK",
        description = "also done again, with what follows; may be repeated")
    private List<String> redo = new ArrayList<>();

    Repeat(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode repeated =
          session
              .api()
              .post("/v1/runs/" + ApiClient.encoded(run) + ":repeat", Map.of("redo", redo));
      session.print(repeated, () -> table(List.of(repeated)).lines());
      return ExitCode.OK.code();
    }
  }

  @Command(
      name = "events",
      description = "Writes a run's journal as lines of JSON, until the run has ended.")
  static final class Events implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN")
    private String run = "";

    Events(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      ApiClient api = session.api();
      // Says at once what is wrong with the name or the address; a watch would try again.
      api.run(run);
      new Watching(session, api, run)
          .follow(line -> session.terminal().out().println(Json.line(line)));
      return ExitCode.OK.code();
    }
  }

  private static Table table(Iterable<JsonNode> runs) {
    Table table = new Table("RUN", "PLAN", "STATE", "PRIORITY", "BY", "CREATED", "ENDED");
    for (JsonNode run : runs) {
      table.row(
          run.path("id").asText(),
          run.path("planId").asText(),
          run.path("state").asText(),
          run.path("priority").asText(),
          run.path("actor").asText(),
          run.path("createdAt").asText(),
          run.path("endedAt").asText());
    }
    return table;
  }
}
