package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Table;
import io.planwright.plan.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Schedules of plans. */
@Command(
    name = "schedule",
    description = "Creates, shows and changes schedules of plans.",
    subcommands = {ScheduleCommand.Create.class, ScheduleCommand.Apply.class})
public final class ScheduleCommand {
  private final Session session;

  ScheduleCommand(Session session) {
    this.session = session;
  }

  @Command(name = "create", description = "Creates a schedule; the same again changes nothing.")
  static final class Create implements Callable<Integer> {
    /** One of the two. */
    static final class When {
      @Option(names = "--cron", required = true, description = "five fields")
      private Optional<String> cron = Optional.empty();

      @Option(names = "--every", required = true, description = "like 15m, 6h, 7d or PT15M")
      private Optional<Duration> every = Optional.empty();
    }

    private final Session session;

    @Option(names = "--id", required = true)
    private String id = "";

    @Option(names = "--plan", required = true)
    private String plan = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private When when = new When();

    @Option(names = "--time-zone", description = "of the cron expression; else UTC")
    private Optional<String> timeZone = Optional.empty();

    @Option(names = "--jitter")
    private Optional<Duration> jitter = Optional.empty();

    @Option(
        names = "--overlap",
        description = "skip, buffer-one, buffer-all, cancel-other or allow-all")
    private Optional<String> overlap = Optional.empty();

    @Option(names = "--catch-up")
    private Optional<Duration> catchUp = Optional.empty();

    @Option(names = "--version", description = "of the plan; else the newest at each start")
    private Optional<Integer> version = Optional.empty();

    @Option(names = "--priority", description = "P0 to P3; else P2")
    private Optional<Priority> priority = Optional.empty();

    @Option(names = "--paused")
    private boolean paused;

    Create(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("id", id);
      body.put("plan", plan);
      version.ifPresent(value -> body.put("version", value));
      when.cron.ifPresent(value -> body.put("cron", value));
      when.every.ifPresent(value -> body.put("every", value));
      timeZone.ifPresent(value -> body.put("timeZone", value));
      jitter.ifPresent(value -> body.put("jitter", value));
      overlap.ifPresent(value -> body.put("overlap", value));
      catchUp.ifPresent(value -> body.put("catchUp", value));
      priority.ifPresent(value -> body.put("priority", value));
      body.put("paused", paused);
      return show(session, session.api().post("/v1/schedules", body));
    }
  }

  @Command(name = "list", description = "Lists schedules.")
  int list() {
    JsonNode schedules = session.api().get("/v1/schedules");
    session.printAll(schedules, "schedules", () -> table(schedules));
    return ExitCode.OK.code();
  }

  @Command(name = "get", description = "Shows a schedule.")
  int get(@Parameters(paramLabel = "ID") String id) {
    return show(session, session.api().get(path(id)));
  }

  @Command(name = "next", description = "Shows when a schedule starts runs.")
  int next(@Parameters(paramLabel = "ID") String id) {
    JsonNode schedule = session.api().get(path(id));
    JsonNode next = schedule.path("next");
    session.printAll(
        next,
        "next start",
        () -> {
          Table table = new Table("NEXT");
          next.forEach(at -> table.row(at.asText()));
          return table;
        });
    if (!session.json() && schedule.path("paused").asBoolean()) {
      session.say(id + " is paused: it starts nothing until it is resumed");
    }
    return ExitCode.OK.code();
  }

  @Command(name = "trigger", description = "Starts a run now, as the overlap policy allows.")
  int trigger(@Parameters(paramLabel = "ID") String id) {
    return show(session, session.api().post(path(id) + ":trigger", Map.of()));
  }

  @Command(name = "pause", description = "Starts no runs until it is resumed.")
  int pause(@Parameters(paramLabel = "ID") String id) {
    return show(session, session.api().post(path(id) + ":pause", Map.of()));
  }

  @Command(name = "resume", description = "Starts runs again.")
  int resume(@Parameters(paramLabel = "ID") String id) {
    return show(session, session.api().post(path(id) + ":resume", Map.of()));
  }

  @Command(name = "delete", description = "Deletes a schedule; its runs go on.")
  int delete(@Parameters(paramLabel = "ID") String id) {
    session.api().delete(path(id));
    session.print(Map.of("id", id, "deleted", true), List::of);
    if (!session.json()) {
      session.say(id + " is deleted");
    }
    return ExitCode.OK.code();
  }

  @Command(
      name = "apply",
      description = {
        "Creates the schedules that files ask for, and shows how others differ.",
        "With --yes those that differ are replaced; exits 4 where some are left as they are.",
        "None is ever deleted for having no file."
      })
  static final class Apply implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "or one file")
    private Path files = Path.of(".");

    @Option(names = "--yes", description = "replaces those that differ")
    private boolean yes;

    Apply(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      ApplyingSchedules applying = new ApplyingSchedules(session.api(), yes);
      List<ApplyingSchedules.Step> steps = new ArrayList<>();
      boolean left = false;
      for (var declared : ApplyingSchedules.read(files)) {
        ApplyingSchedules.Step step = applying.apply(declared);
        steps.add(step);
        left |= step.done() == ApplyingSchedules.Done.DIFFERS;
      }
      session.printAll(steps, "schedules in " + files, () -> applied(steps));
      if (left) {
        throw new Refused(
            ExitCode.CONFLICT, "some schedules differ from their files: --yes replaces them");
      }
      return ExitCode.OK.code();
    }

    private static Table applied(List<ApplyingSchedules.Step> steps) {
      Table table = new Table("ID", "DONE", "DIFFERENCES (is → should be)");
      steps.forEach(
          step ->
              table.row(
                  step.id(),
                  step.done().name().toLowerCase(Locale.ROOT),
                  String.join("; ", step.differences())));
      return table;
    }
  }

  static String path(String id) {
    return "/v1/schedules/" + ApiClient.encoded(id);
  }

  private static Integer show(Session session, JsonNode schedule) {
    session.print(schedule, () -> table(List.of(schedule)).lines());
    return ExitCode.OK.code();
  }

  private static Table table(Iterable<JsonNode> schedules) {
    Table table = new Table("ID", "PLAN", "WHEN", "OVERLAP", "PAUSED", "NEXT", "LAST RUN");
    for (JsonNode schedule : schedules) {
      JsonNode wish = schedule.path("specification");
      JsonNode recent = schedule.path("recent");
      table.row(
          wish.path("id").asText(),
          wish.path("plan").asText() + (wish.has("version") ? "@" + wish.get("version") : ""),
          wish.has("cron")
              ? wish.get("cron").asText() + " " + wish.path("timeZone").asText()
              : "every " + wish.path("every").asText(),
          wish.path("overlap").asText(),
          schedule.path("paused").asBoolean() ? "yes" : "",
          schedule.path("next").path(0).asText(),
          recent.path(recent.size() - 1).path("run").asText());
    }
    return table;
  }
}
