package io.planwright.cli.output;

import io.planwright.plan.Estimate;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import io.planwright.plan.schedule.Assumptions;
import io.planwright.plan.schedule.Calendar;
import io.planwright.plan.schedule.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can run together: a wave holds the tasks of which the longest chain before them is equally
 * long. That is their earliest start where each task takes one second.
 *
 * @param waves keys of tasks; without those that are cancelled
 * @param leftOut edges that no order can heed, for they lie on a cycle
 */
public record Waves(List<List<String>> waves, List<Schedule.Ignored> leftOut) {
  private static final Estimate STEP =
      new Estimate("1s", Optional.of(Duration.ofSeconds(1)), Optional.empty(), Optional.empty());

  static Waves of(Plan plan) {
    Schedule steps = Schedule.of(uniform(plan), oneDraw());
    List<List<String>> waves = new ArrayList<>();
    for (Schedule.Timing timing : steps.tasks()) {
      int wave = (int) timing.earliestStart().getSeconds();
      while (waves.size() <= wave) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(timing.key());
    }
    return new Waves(
        waves,
        steps.ignored().stream()
            .filter(edge -> edge.reason() == Schedule.Ignored.Reason.CYCLE)
            .toList());
  }

  private static Assumptions oneDraw() {
    return new Assumptions(
        Calendar.from(LocalDate.EPOCH), Duration.ZERO, Duration.ZERO, 0, 1, 1, false);
  }

  private static Plan uniform(Plan plan) {
    return Plan.of(plan.title(), plan.phases().stream().map(Waves::uniform).toList());
  }

  private static Phase uniform(Phase phase) {
    return phase.withTasks(phase.tasks().stream().map(Waves::uniform).toList());
  }

  private static Task uniform(Task task) {
    return task.withState(task.state() == Progress.CANCELLED ? Progress.CANCELLED : Progress.TODO)
        .withEstimate(Optional.of(STEP));
  }
}
