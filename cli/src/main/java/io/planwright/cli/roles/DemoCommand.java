package io.planwright.cli.roles;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.client.StreamDropped;
import io.planwright.cli.output.Lines;
import io.planwright.cli.output.RunView;
import io.planwright.cli.output.Table;
import io.planwright.cli.roles.RoleProcess.Listen;
import io.planwright.cli.stack.DevStack;
import io.planwright.cli.stack.Ports;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.State;
import io.planwright.store.JournalLine;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything and runs an example plan to its end, completing what waits for a person. */
@Command(
    name = "demo",
    description = "Starts everything, runs an example plan and shows what came of it.")
public final class DemoCommand implements Callable<Integer> {
  private static final int FAILED = 7;
  private static final int WIDTH = 60;

  @Option(names = "--keep", description = "Leaves everything running until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--plan",
      description = "The plan to run; default: examples/retrain-sprint.md of this installation.")
  private Optional<Path> plan = Optional.empty();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    byte[] document = Files.readAllBytes(plan.orElseGet(DemoCommand::example));
    Instant begun = Instant.now();
    Listen listen = Address.ofApiToTell(System.getenv());
    try (DevStack dev =
        DevStack.start(
            DevCommand.STATE,
            System.getenv(),
            Ports.CHOSEN,
            Optional.of(Address.codec(listen)),
            System.err::println)) {
      DevCommand.describe(dev.stack()).forEach(System.err::println);
      RoleProcess process = DevCommand.start(dev.stack(), listen);
      dev.closeFirst(process);
      System.err.println("started in " + Lines.duration(Duration.between(begun, Instant.now())));
      ApiClient api = new ApiClient(process.url(), Optional.empty());
      State end = run(api, document);
      if (keep) {
        System.err.println("everything stays up; stop with Ctrl-C");
        Blocking.untilSignal(dev);
      }
      return end == State.SUCCEEDED ? 0 : FAILED;
    }
  }

  private State run(ApiClient api, byte[] document) {
    String planId = api.submit(document, Optional.empty()).path("id").asText();
    String run = api.startRun(planId, Map.of(), Optional.empty()).path("id").asText();
    out.println("run " + run);
    RunView view = new RunView(api.run(run));
    follow(api, run, view);
    JsonNode detail = api.run(run);
    summary(detail).forEach(out::println);
    out.println();
    out.println("run      " + detail.path("run").path("state").asText());
    detail
        .path("links")
        .properties()
        .forEach(link -> out.println("%-8s %s".formatted(link.getKey(), link.getValue().asText())));
    return new RunView(detail).state();
  }

  private void follow(ApiClient api, String run, RunView view) {
    long[] after = {0};
    while (!view.ended()) {
      try {
        api.events(
            run,
            after[0],
            line -> {
              after[0] = line.stream();
              view.add(line);
              view.sentence(line).ifPresent(out::println);
              answer(api, run, line);
            });
      } catch (StreamDropped dropped) {
        after[0] = dropped.after();
      }
    }
  }

  /** Does a person's part. */
  private void answer(ApiClient api, String run, JournalLine line) {
    if (line.entry() instanceof Entry.Transition transition
        && transition.state() == State.WAITING
        && transition.task().isPresent()) {
      String task = transition.task().get();
      out.println("the demo completes task " + task + ", as a person would");
      api.complete(run, task, Map.of("reason", "completed by the demo"));
    }
  }

  private static List<String> summary(JsonNode detail) {
    Table table = new Table("TASK", "TITLE", "EXECUTOR", "STATE", "TOOK", "RESULT");
    for (JsonNode phase : detail.path("phases")) {
      for (JsonNode task : phase.path("tasks")) {
        table.row(
            task.path("id").asText(task.path("key").asText()),
            Lines.cut(task.path("title").asText(), 38),
            task.path("executor").asText(),
            task.path("state").asText(),
            took(task),
            result(task));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table.lines());
    return lines;
  }

  private static String took(JsonNode task) {
    if (!task.hasNonNull("startedAt") || !task.hasNonNull("endedAt")) {
      return "";
    }
    return Lines.duration(
        Duration.between(
            Instant.parse(task.path("startedAt").asText()),
            Instant.parse(task.path("endedAt").asText())));
  }

  /** Who answered, a verdict, or why it failed; then the metrics. */
  private static String result(JsonNode task) {
    List<String> parts = new ArrayList<>();
    JsonNode facts = task.path("outcome").path("facts");
    for (String fact : List.of("answeredBy", "verdict", "delivered")) {
      if (facts.hasNonNull(fact)) {
        parts.add(facts.path(fact).asText());
      }
    }
    if (task.hasNonNull("failure")) {
      parts.add(task.path("failure").path("code").asText());
    }
    task.path("outcome")
        .path("metrics")
        .properties()
        .forEach(metric -> parts.add(metric.getKey() + " " + number(metric.getValue().asDouble())));
    return Lines.cut(String.join(", ", parts), WIDTH);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /** Beside the launcher's application folder: cli/target/planwright. */
  private static Path example() {
    return Path.of(System.getProperty("planwright.home", "."), "examples", "retrain-sprint.md");
  }
}
