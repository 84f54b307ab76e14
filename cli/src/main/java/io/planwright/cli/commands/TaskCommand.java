package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tasks of a run, as a person sees to them. */
@Command(
    name = "task",
    description = "Completes, fails, skips, retries and reruns tasks.",
    subcommands = {
      TaskCommand.Complete.class,
      TaskCommand.Fail.class,
      TaskCommand.Skip.class,
      TaskCommand.Retry.class,
      TaskCommand.Rerun.class
    })
public final class TaskCommand {

  @Command(name = "complete", description = "A waiting task is done.")
  static final class Complete implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "RUN")
    private String run = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "its key")
    private String task = "";

    @Option(names = "--metric", paramLabel = "NAME=NUMBER", description = "may be repeated")
    private Map<String, Double> metrics = new LinkedHashMap<>();

    @Option(names = "--fact", paramLabel = "NAME=TEXT", description = "may be repeated")
    private Map<String, String> facts = new LinkedHashMap<>();

    @Option(
        names = "--tasks",
        paramLabel = "FILE",
        description = "a YAML or JSON list of tasks that join its phase; - reads standard input")
    private Optional<String> added = Optional.empty();

    @Option(names = "--reason")
    private Optional<String> reason = Optional.empty();

    Complete(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Map<String, Object> body = new LinkedHashMap<>();
      if (!metrics.isEmpty()) {
        body.put("metrics", metrics);
      }
      if (!facts.isEmpty()) {
        body.put("facts", facts);
      }
      added.ifPresent(file -> body.put("tasks", AddedTasks.read(file, session.terminal().in())));
      reason.ifPresent(why -> body.put("reason", why));
      report(session, session.api().complete(run, task, body));
      return ExitCode.OK.code();
    }
  }

  @Command(name = "fail", description = "A waiting task could not be done.")
  static final class Fail implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "RUN")
    private String run = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "its key")
    private String task = "";

    @Option(names = "--message", required = true, description = "why")
    private String message = "";

    Fail(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      report(session, session.api().fail(run, task, message));
      return ExitCode.OK.code();
    }
  }

  @Command(name = "skip", description = "The run goes on without a task.")
  static final class Skip extends RunVerb {
    @Parameters(index = "1", paramLabel = "TASK", description = "its key")
    private String task = "";

    Skip(Session session) {
      super(session);
    }

    @Override
    String path() {
      return task(task, "skip");
    }
  }

  @Command(name = "retry", description = "A task that failed, and waits for you, is done again.")
  static final class Retry extends RunVerb {
    @Parameters(index = "1", paramLabel = "TASK", description = "its key")
    private String task = "";

    @Option(
        names = "--input",
        paramLabel = "NAME=VALUE",
        description = "instead of the plan's; JSON or plain text; may be repeated")
    private Map<String, String> inputs = new LinkedHashMap<>();

    Retry(Session session) {
      super(session);
    }

    @Override
    String path() {
      return task(task, "retry");
    }

    @Override
    void addTo(Map<String, Object> body) {
      if (!inputs.isEmpty()) {
        Map<String, Object> values = new LinkedHashMap<>();
        inputs.forEach((name, text) -> values.put(name, Json.value(text)));
        body.put("inputs", values);
      }
    }
  }

  @Command(name = "rerun", description = "A task is done again, and all that followed from it.")
  static final class Rerun extends RunVerb {
    @Parameters(index = "1", paramLabel = "TASK", description = "its key")
    private String task = "";

    Rerun(Session session) {
      super(session);
    }

    @Override
    String path() {
      return task(task, "rerun");
    }
  }

  /** What became of a command. */
  static void report(Session session, JsonNode stored) {
    String delivery = stored.path("delivery").asText();
    String id = stored.path("command").path("id").asText();
    String said = stored.path("message").asText();
    session.print(stored, () -> List.of((id + "  " + delivery + "  " + said).stripTrailing()));
    if (!session.json() && delivery.equals("pending")) {
      session.say("stored; it is delivered as soon as the workers answer");
    }
  }
}
