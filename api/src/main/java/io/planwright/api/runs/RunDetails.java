package io.planwright.api.runs;

import io.planwright.api.runs.RunDetail.PhaseDetail;
import io.planwright.api.runs.RunDetail.TaskDetail;
import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.store.StepState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays what the journal tells of a run over its plan. */
final class RunDetails {
  private RunDetails() {}

  static List<PhaseDetail> of(Plan plan, List<StepState> steps) {
    Map<String, StepState> tasks = new HashMap<>();
    Map<String, State> parts = new HashMap<>();
    Slices slices = new Slices(plan);
    for (StepState step : steps) {
      step.task()
          .ifPresentOrElse(
              task -> tasks.merge(task, step, (a, b) -> owned(slices, task, b) ? b : a),
              () -> parts.put(step.phase(), step.state()));
    }
    Map<String, Set<State>> phases = new HashMap<>();
    for (Skeleton.Part part : slices.skeleton("", "").phases()) {
      phases
          .computeIfAbsent(part.phase(), _ -> new HashSet<>())
          .add(parts.getOrDefault(part.key(), State.PENDING));
    }
    return plan.phases().stream()
        .map(
            phase ->
                new PhaseDetail(
                    phase.key(),
                    phase.title(),
                    state(phases.getOrDefault(phase.key(), Set.of())),
                    phase.dependsOn().stream().map(Dependency::key).toList(),
                    tasks(phase, tasks)))
        .toList();
  }

  /** An amendment may have brought a task from one part to another, whose row is its own. */
  private static boolean owned(Slices slices, String task, StepState step) {
    return slices.owns(step.phase(), task);
  }

  private static List<TaskDetail> tasks(Phase phase, Map<String, StepState> states) {
    return phase.steps().stream()
        .map(task -> task(task, Optional.ofNullable(states.get(task.key()))))
        .toList();
  }

  private static TaskDetail task(Task task, Optional<StepState> step) {
    return new TaskDetail(
        task.key(),
        task.id(),
        task.title(),
        task.binding().executor(),
        step.map(StepState::state).orElse(State.PENDING),
        step.map(StepState::since),
        step.flatMap(StepState::startedAt),
        step.flatMap(StepState::endedAt),
        step.flatMap(StepState::actor),
        step.flatMap(StepState::reason),
        step.flatMap(StepState::outcome),
        step.flatMap(StepState::failure),
        task.assignee(),
        step.flatMap(StepState::waiting),
        step.map(StepState::execution).orElse(1));
  }

  /** A large phase runs in parts: it has ended when all have, and then as its worst part did. */
  static State state(Set<State> parts) {
    if (parts.size() <= 1) {
      return parts.stream().findFirst().orElse(State.PENDING);
    }
    if (parts.stream().anyMatch(state -> !state.ended())) {
      return parts.contains(State.UNDOING) ? State.UNDOING : State.RUNNING;
    }
    return List.of(State.FAILED, State.CANCELLED, State.SKIPPED, State.UNDONE).stream()
        .filter(parts::contains)
        .findFirst()
        .orElse(State.SUCCEEDED);
  }
}
