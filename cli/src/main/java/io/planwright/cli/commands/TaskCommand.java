package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tasks that wait for a person. */
@Command(
    name = "task",
    description = "Says that a waiting task is done, or could not be done.",
    subcommands = {TaskCommand.Complete.class, TaskCommand.Fail.class})
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

  /** What became of a command. */
  static void report(Session session, JsonNode stored) {
    String delivery = stored.path("delivery").asText();
    String id = stored.path("command").path("id").asText();
    session.print(stored, () -> List.of(id + "  " + delivery));
    if (!session.json() && delivery.equals("pending")) {
      session.say("stored; it is delivered as soon as the workers answer");
    }
  }
}
