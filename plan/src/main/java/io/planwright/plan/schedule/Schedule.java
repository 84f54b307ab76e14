package io.planwright.plan.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When the work of a plan can start and end, in working time since its start and in dates. Done
 * tasks take no time, cancelled ones are left out, others take their estimate whole, of a range its
 * middle. With {@link Assumptions#levelled} all figures, the forecast too, heed the order in which
 * each assignee works.
 *
 * @param length from start to end, at the expected durations
 * @param criticalPath keys of the tasks of one longest way, in order
 * @param unestimated keys of the tasks that take {@link Assumptions#unestimated}
 * @param ignored dependencies that it does without
 */
public record Schedule(
    Assumptions assumptions,
    Duration length,
    LocalDate start,
    LocalDate finish,
    List<Timing> tasks,
    List<String> criticalPath,
    Forecast forecast,
    List<String> unestimated,
    List<Ignored> ignored) {
  public Schedule {
    tasks = List.copyOf(tasks);
    criticalPath = List.copyOf(criticalPath);
    unestimated = List.copyOf(unestimated);
    ignored = List.copyOf(ignored);
  }

  /**
   * When a task can start and end.
   *
   * @param slack how much later it may be without putting the end off
   * @param criticality the share of the draws in which it lay on the critical path
   * @param start the day of its earliest start
   * @param finish the day of its earliest finish
   */
  public record Timing(
      String key,
      Duration duration,
      Duration earliestStart,
      Duration earliestFinish,
      Duration latestStart,
      Duration latestFinish,
      Duration slack,
      double criticality,
      LocalDate start,
      LocalDate finish) {

    public boolean critical() {
      return slack.isZero();
    }
  }

  /** A dependency of a task or phase that was left out. */
  public record Ignored(String of, String dependsOn, Reason reason) {

    /** Why. */
    public enum Reason {
      /** It lies on a cycle. */
      @JsonProperty("cycle")
      CYCLE,
      /** The plan has nothing of that key. */
      @JsonProperty("unknown")
      UNKNOWN
    }
  }

  public static Schedule of(Plan plan, Assumptions assumptions) {
    Network network = new Network(plan);
    List<Task> tasks = network.tasks();
    List<Work> work = tasks.stream().map(task -> Work.of(task, assumptions)).toList();
    long[] seconds = new long[network.size()];
    for (int i = 0; i < work.size(); i++) {
      seconds[i] = work.get(i).expected();
    }
    if (assumptions.levelled()) {
      Levelling.level(network, seconds);
    }
    CriticalPath path = new CriticalPath(network, seconds);
    Simulation simulation = Simulation.of(network, work, assumptions);
    Calendar calendar = assumptions.calendar();
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).state() != Progress.CANCELLED) {
        timings.add(timing(tasks.get(i), i, path, simulation, calendar));
      }
    }
    return new Schedule(
        assumptions,
        Duration.ofSeconds(path.end),
        calendar.begins(Duration.ZERO),
        calendar.ends(Duration.ofSeconds(path.end)),
        timings,
        path.path().stream().map(i -> tasks.get(i).key()).toList(),
        simulation.forecast(calendar),
        IntStream.range(0, tasks.size())
            .filter(i -> work.get(i).assumed())
            .mapToObj(i -> tasks.get(i).key())
            .toList(),
        network.ignored());
  }

  private static Timing timing(
      Task task, int node, CriticalPath path, Simulation simulation, Calendar calendar) {
    Duration start = Duration.ofSeconds(path.earliestStart[node]);
    Duration finish = Duration.ofSeconds(path.earliestFinish[node]);
    return new Timing(
        task.key(),
        finish.minus(start),
        start,
        finish,
        Duration.ofSeconds(path.latestStart[node]),
        Duration.ofSeconds(path.latestFinish[node]),
        Duration.ofSeconds(path.slack(node)),
        simulation.criticality(node),
        calendar.begins(start),
        finish.equals(start) ? calendar.begins(start) : calendar.ends(finish));
  }
}
