package io.planwright.cli.commands;

import io.planwright.cli.output.PlanFacts;
import io.planwright.cli.output.PlanSection;
import io.planwright.cli.output.PlanView;
import io.planwright.workflows.Executors;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows how a document is understood, and from which lines.")
final class PlanShow implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "- reads standard input")
  private String file = "-";

  @Option(
      names = "--section",
      split = ",",
      paramLabel = "SECTION",
      description = "these alone: ${COMPLETION-CANDIDATES}")
  private List<PlanSection> sections = List.of();

  @Option(names = "--subtasks", description = "each sub-task, not their number alone")
  private boolean subtasks;

  @Option(names = "--all", description = "shortens nothing; when each task can start and end")
  private boolean all;

  @Mixin private final PlanTimes times = new PlanTimes();

  @Mixin private final Bindings bindings = new Bindings();

  PlanShow(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    PlanFacts facts =
        PlanFacts.of(
            document.name(),
            bindings.routed(session, document),
            Executors.catalogue(),
            times.assumptions());
    Set<PlanSection> shown =
        sections.isEmpty() ? EnumSet.allOf(PlanSection.class) : EnumSet.copyOf(sections);
    session.print(facts.members(shown), () -> PlanView.lines(facts, shown, style()));
    return ExitCode.OK.code();
  }

  private PlanView.Style style() {
    return new PlanView.Style(
        session.terminal().size().columns(), session.colour(), subtasks || all, all);
  }
}
