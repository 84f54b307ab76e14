package io.planwright.cli.commands;

import io.planwright.plan.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "tick",
    description = {
      "Writes states of tasks into their document; nothing else in it changes.",
      "Exits 4 if a line is no longer the task's, 6 if a task has no place for its state."
    })
final class PlanTick implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "FILE")
  private String file = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY=STATE",
      description = {
        "of a task, or of an item of its checklist as key/item;",
        "todo, in-progress, done, blocked, on-hold, cancelled or failed"
      })
  private Map<String, String> states = new LinkedHashMap<>();

  @Option(names = "--dry-run", description = "Shows what would change.")
  private boolean dryRun;

  PlanTick(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (file.equals("-")) {
      throw new Refused(ExitCode.USAGE, "states are written into a file, not into -");
    }
    Map<String, Progress> wanted = new LinkedHashMap<>();
    states.forEach((key, state) -> wanted.put(key, progress(state)));
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    return new Ticking(session, document, dryRun).write(_ -> wanted).code();
  }

  private static Progress progress(String word) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    return List.of(Progress.values()).stream()
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    ExitCode.USAGE,
                    "expected todo, in-progress, done, blocked, on-hold, cancelled or failed,"
                        + " came "
                        + word));
  }
}
