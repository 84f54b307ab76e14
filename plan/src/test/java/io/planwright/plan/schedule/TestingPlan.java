package io.planwright.plan.schedule;

import io.planwright.plan.Binding;
import io.planwright.plan.Dependency;
import io.planwright.plan.Details;
import io.planwright.plan.Estimate;
import io.planwright.plan.Evidence;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A plan built task by task; a day is 8 hours. */
final class TestingPlan {
  private static final Source SOURCE = new Source(1, 1);
  private static final Binding MANUAL =
      new Binding(
          "manual",
          new TreeMap<>(),
          Duration.ofDays(1),
          1,
          Binding.OnFailure.STOP,
          new Undo.None(),
          Binding.Origin.MANUAL,
          Optional.empty(),
          Optional.empty());

  private final List<Phase> phases = new ArrayList<>();
  private List<Task> tasks = new ArrayList<>();
  private String phase = "p1";
  private List<Dependency> phaseDependsOn = List.of();

  static Optional<Estimate> days(double days) {
    return Optional.of(
        new Estimate(days + " d", Optional.of(duration(days)), Optional.empty(), Optional.empty()));
  }

  static Optional<Estimate> range(double least, double most) {
    return Optional.of(
        new Estimate(
            least + "-" + most + " d",
            Optional.of(duration(most)),
            Optional.of(duration(least)),
            Optional.empty()));
  }

  static Optional<Estimate> points(double points) {
    return Optional.of(
        new Estimate(points + " SP", Optional.empty(), Optional.empty(), Optional.of(points)));
  }

  static Duration duration(double days) {
    return Duration.ofSeconds(Math.round(days * 8 * 3600));
  }

  TestingPlan phase(String key, String... dependsOn) {
    close();
    phase = key;
    phaseDependsOn = edges(dependsOn);
    return this;
  }

  TestingPlan task(String key, double days, String... dependsOn) {
    return task(key, "", Progress.TODO, days(days), dependsOn);
  }

  TestingPlan of(String assignee, String key, double days, String... dependsOn) {
    return task(key, assignee, Progress.TODO, days(days), dependsOn);
  }

  TestingPlan task(
      String key,
      String assignee,
      Progress state,
      Optional<Estimate> estimate,
      String... dependsOn) {
    tasks.add(
        new Task(
            key,
            Optional.empty(),
            key,
            state,
            Optional.empty(),
            Optional.of(assignee).filter(name -> !name.isEmpty()),
            estimate,
            edges(dependsOn),
            List.of(),
            List.of(),
            MANUAL,
            Details.NONE,
            SOURCE));
    return this;
  }

  private static List<Dependency> edges(String... keys) {
    return Arrays.stream(keys)
        .map(key -> new Dependency(key, Dependency.Kind.EXPLICIT, Evidence.FIELD, SOURCE))
        .toList();
  }

  private void close() {
    if (!tasks.isEmpty()) {
      phases.add(
          new Phase(
              phase,
              Optional.empty(),
              phase,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              phaseDependsOn,
              List.of(),
              tasks,
              SOURCE));
      tasks = new ArrayList<>();
    }
  }

  Plan plan() {
    close();
    return Plan.of("Plan", phases);
  }
}
