package io.planwright.cli.output;

import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.schedule.Assumptions;
import io.planwright.plan.schedule.Calendar;
import io.planwright.plan.schedule.Forecast;
import io.planwright.plan.schedule.Schedule;
import io.planwright.plan.schedule.Schedule.Timing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** When the work of a plan can start and end. */
public final class ScheduleView {
  private static final int LABEL = 15;

  /** What is critical in as many draws is worth a look, whatever its slack. */
  private static final double NOTABLE = 0.1;

  private static final int MOST_NEAR = 5;
  private static final int MOST_NAMED = 12;

  private final Plan plan;
  private final Schedule schedule;
  private final PlanNames names;
  private final boolean whole;

  /**
   * @param whole leaves nothing out, and says of each task when it can start and end
   */
  public ScheduleView(Plan plan, Schedule schedule, boolean whole) {
    this.plan = plan;
    this.schedule = schedule;
    this.names = new PlanNames(plan);
    this.whole = whole;
  }

  public List<String> lines(int width, boolean colour) {
    Page page = new Page(width, colour);
    write(page);
    return page.lines();
  }

  void write(Page page) {
    page.heading(
        "Schedule",
        "from "
            + Figures.date(schedule.start())
            + (schedule.assumptions().levelled() ? ", each owner doing one task at a time" : ""));
    if (schedule.length().isZero()) {
      page.text(2, Colour.PLAIN, "nothing is left that takes time");
    } else {
      figures(page);
    }
    leftOut(page);
    label(page, "assumed", assumed());
    if (whole) {
      table(page);
    }
  }

  private void figures(Page page) {
    label(
        page,
        "length",
        work(schedule.length()) + " of work, to " + Figures.date(schedule.finish()));
    Forecast forecast = schedule.forecast();
    label(
        page,
        "finish",
        "P50 "
            + finish(forecast.p50())
            + "  ·  P80 "
            + finish(forecast.p80())
            + "  ·  P95 "
            + finish(forecast.p95()));
    label(
        page,
        "critical path",
        schedule.criticalPath().stream().map(names::withTitle).collect(Collectors.joining(" → ")));
    label(page, "near-critical", near());
    if (!schedule.unestimated().isEmpty()) {
      label(page, "unestimated", unestimated());
    }
  }

  private static void label(Page page, String label, String text) {
    if (!text.isEmpty()) {
      page.tagged(2, label, LABEL, Colour.FAINT, text);
    }
  }

  private String work(Duration time) {
    return Figures.work(time, schedule.assumptions().calendar().day());
  }

  private String finish(Forecast.Finish finish) {
    return Figures.date(finish.date()) + " (" + work(finish.work()) + ")";
  }

  /** What comes next to the critical path: little slack, or critical in many draws. */
  private String near() {
    Set<String> path = new LinkedHashSet<>(schedule.criticalPath());
    Duration little = schedule.length().dividedBy(10);
    List<Timing> near =
        schedule.tasks().stream()
            .filter(timing -> timing.duration().isPositive() && !path.contains(timing.key()))
            .filter(
                timing -> timing.slack().compareTo(little) <= 0 || timing.criticality() >= NOTABLE)
            .sorted(
                Comparator.comparing(Timing::slack)
                    .thenComparing(Timing::criticality, Comparator.reverseOrder()))
            .toList();
    int most = whole ? near.size() : Math.min(MOST_NEAR, near.size());
    return near.subList(0, most).stream()
            .map(
                timing ->
                    "%s (slack %s, critical in %s)"
                        .formatted(
                            names.withTitle(timing.key()),
                            timing.slack().isZero() ? "0" : work(timing.slack()),
                            Figures.percent(timing.criticality())))
            .collect(Collectors.joining("; "))
        + more(near.size() - most);
  }

  private String unestimated() {
    List<String> keys = schedule.unestimated();
    long open =
        plan.tasks()
            .filter(task -> task.state() != Progress.DONE && task.state() != Progress.CANCELLED)
            .count();
    String each = work(schedule.assumptions().unestimated());
    String start =
        keys.size() == open
            ? "every task (%d), each taken as %s, so the dates say only how the plan is shaped"
                .formatted(open, each)
            : "%d of %s, each taken as %s"
                .formatted(keys.size(), Figures.count(open, "open task"), each);
    int most = whole ? keys.size() : Math.min(MOST_NAMED, keys.size());
    return keys.size() == open
        ? start
        : start
            + ": "
            + keys.subList(0, most).stream().map(names::of).collect(Collectors.joining(", "))
            + more(keys.size() - most);
  }

  private static String more(int left) {
    return left > 0 ? " and " + left + " more" : "";
  }

  private void leftOut(Page page) {
    String text =
        schedule.ignored().stream()
            .map(
                edge ->
                    names.of(edge.of())
                        + " after "
                        + names.of(edge.dependsOn())
                        + switch (edge.reason()) {
                          case CYCLE -> " (on a cycle)";
                          case UNKNOWN -> " (unknown)";
                        })
            .collect(Collectors.joining(", "));
    label(page, "left out", text);
  }

  private String assumed() {
    Assumptions assumptions = schedule.assumptions();
    Calendar calendar = assumptions.calendar();
    List<String> parts = new ArrayList<>();
    parts.add(days(calendar.workdays()));
    parts.add(hours(calendar.day()) + " h a day");
    if (!calendar.holidays().isEmpty()) {
      parts.add(Figures.count(calendar.holidays().size(), "holiday"));
    }
    parts.add("a story point " + hours(assumptions.perPoint()) + " h");
    parts.add(
        "a single figure spread lognormally (sigma "
            + Figures.number(assumptions.sigma())
            + "), a range by PERT");
    parts.add(Figures.count(schedule.forecast().draws(), "draw") + ", seed " + assumptions.seed());
    parts.add(
        assumptions.levelled()
            ? "an owner does one task at a time"
            : "an owner may do several tasks at once");
    return String.join("; ", parts);
  }

  private static String hours(Duration time) {
    return Figures.number(time.getSeconds() / 3600.0);
  }

  private static String days(List<DayOfWeek> days) {
    Function<DayOfWeek, String> name = day -> day.getDisplayName(TextStyle.SHORT, Locale.ROOT);
    boolean row = days.getLast().getValue() - days.getFirst().getValue() == days.size() - 1;
    return days.size() > 2 && row
        ? name.apply(days.getFirst()) + "–" + name.apply(days.getLast())
        : days.stream().map(name).collect(Collectors.joining(", "));
  }

  private void table(Page page) {
    page.blank();
    int figures = 10;
    int dates = 2 * 14;
    int fixed = figures + dates + 3 * 10 + 2 * 5 + 2;
    int longest =
        schedule.tasks().stream()
            .mapToInt(timing -> Cells.width(names.withTitle(timing.key())))
            .max()
            .orElse(0);
    int title = Math.max(12, Math.min(longest, page.width() - fixed));
    page.row(2, row(title, Colour.FAINT, "task", "takes", "start", "finish", "slack", "critical"));
    for (Timing timing : schedule.tasks()) {
      page.row(
          2,
          row(
              title,
              timing.critical() && timing.duration().isPositive() ? Colour.BOLD : Colour.PLAIN,
              names.withTitle(timing.key()),
              work(timing.duration()),
              Figures.date(timing.start()),
              Figures.date(timing.finish()),
              timing.slack().isZero() ? "0" : work(timing.slack()),
              Figures.percent(timing.criticality())));
    }
  }

  private static List<Page.Cell> row(int title, Colour paint, String... texts) {
    int[] widths = {title, 10, 14, 14, 10, 8};
    List<Page.Cell> cells = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      cells.add(new Page.Cell(texts[i], widths[i], i == 0 ? paint : Colour.PLAIN));
    }
    return cells;
  }
}
