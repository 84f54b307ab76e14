package io.planwright.cli.commands;

import io.planwright.plan.schedule.Assumptions;
import io.planwright.plan.schedule.Calendar;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a schedule starts from, as asked for on the command line. */
final class PlanTimes {
  @Option(names = "--start", paramLabel = "DATE", description = "like 2026-01-31; else today")
  private Optional<LocalDate> start = Optional.empty();

  @Option(names = "--levelled", description = "each owner does one task at a time")
  private boolean levelled;

  Assumptions assumptions() {
    Assumptions usual = Assumptions.from(Calendar.from(start.orElseGet(LocalDate::now)));
    return levelled ? usual.byOwner() : usual;
  }
}
