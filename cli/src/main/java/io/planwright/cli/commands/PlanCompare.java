package io.planwright.cli.commands;

import io.planwright.cli.output.DiffView;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;
import io.planwright.plan.diff.PlanDiff;
import io.planwright.plan.run.State;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = "Tells what differs between two documents; exits 6 if something does.")
final class PlanCompare implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "A", description = "- reads standard input")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "- reads standard input")
  private String second = "";

  @Option(names = "--run", description = "a run of A, whose tasks are as far as the API says")
  private Optional<String> run = Optional.empty();

  PlanCompare(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (first.equals("-") && second.equals("-")) {
      throw new Refused(ExitCode.USAGE, "only one of A and B can be -");
    }
    PlanDiff diff = PlanDiff.of(plan(first), plan(second), states());
    session.print(diff, () -> new DiffView(diff).lines(session.colour()));
    return (diff.same() ? ExitCode.OK : ExitCode.FINDINGS).code();
  }

  private Plan plan(String file) {
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    Compiled compiled = document.compile();
    compiled.diagnostics().stream()
        .filter(d -> d.severity() == Severity.ERROR && !session.json())
        .forEach(d -> session.say(document.place(d)));
    return compiled.plan();
  }

  private Map<String, State> states() {
    return run.map(id -> RunTasks.states(session.api().run(id))).orElseGet(TreeMap::new);
  }
}
