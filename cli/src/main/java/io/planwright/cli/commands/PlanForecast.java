package io.planwright.cli.commands;

import io.planwright.cli.output.ScheduleView;
import io.planwright.plan.Compiled;
import io.planwright.plan.schedule.Schedule;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "forecast",
    description = "Says when the work of a document can end, and with what chance.")
final class PlanForecast implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "- reads standard input")
  private String file = "-";

  @Mixin private final PlanTimes times = new PlanTimes();

  @Mixin private final Bindings bindings = new Bindings();

  PlanForecast(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    Compiled compiled = bindings.compile(session, document);
    Schedule schedule = Schedule.of(compiled.plan(), times.assumptions());
    session.print(
        schedule,
        () ->
            new ScheduleView(compiled.plan(), schedule, true)
                .lines(session.terminal().size().columns(), session.colour()));
    return ExitCode.OK.code();
  }
}
