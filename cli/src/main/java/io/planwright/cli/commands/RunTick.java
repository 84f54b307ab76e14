package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Figures;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.run.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "tick",
    description = {
      "Writes how far a run's tasks are into their document; nothing else in it changes.",
      "What the run has not come to stays as it is."
    })
final class RunTick implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "RUN")
  private String run = "";

  @Parameters(index = "1", paramLabel = "FILE")
  private String file = "";

  @Option(names = "--dry-run", description = "Shows what would change.")
  private boolean dryRun;

  RunTick(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (file.equals("-")) {
      throw new Refused(ExitCode.USAGE, "states are written into a file, not into -");
    }
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    JsonNode detail = session.api().run(run);
    return new Ticking(session, document, dryRun).write(plan -> states(plan, detail)).code();
  }

  private Map<String, Progress> states(Plan plan, JsonNode detail) {
    SortedMap<String, State> known = RunTasks.states(detail);
    long foreign = known.keySet().stream().filter(key -> plan.task(key).isEmpty()).count();
    if (foreign > 0 && !session.json()) {
      session.say(
          "%d of the run's %s %s not in %s"
              .formatted(
                  foreign, Figures.count(known.size(), "task"), foreign == 1 ? "is" : "are", file));
    }
    Map<String, Progress> states = new LinkedHashMap<>();
    plan.tasks()
        .forEach(
            task ->
                Optional.ofNullable(known.get(task.key()))
                    .flatMap(RunTick::progress)
                    .filter(state -> state != task.state())
                    .ifPresent(state -> states.put(task.key(), state)));
    return states;
  }

  /** That a run was cancelled does not mean that its work is not to be done. */
  private static Optional<Progress> progress(State state) {
    return switch (state) {
      case SUCCEEDED -> Optional.of(Progress.DONE);
      case RUNNING, PAUSED, WAITING, UNDOING -> Optional.of(Progress.IN_PROGRESS);
      case FAILED -> Optional.of(Progress.FAILED);
      case UNDONE -> Optional.of(Progress.TODO);
      case PENDING, READY, SKIPPED, CANCELLED -> Optional.empty();
    };
  }
}
