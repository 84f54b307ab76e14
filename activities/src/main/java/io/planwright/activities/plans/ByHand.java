package io.planwright.activities.plans;

import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Rollback;
import io.planwright.plan.Task;
import io.planwright.plan.run.State;
import io.planwright.store.StepState;
import io.planwright.workflows.plans.UndoOrder;
import io.planwright.workflows.plans.UndoScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rollback steps of a document that apply: something that they undo was done in the run. */
final class ByHand {
  static final int MOST_NAMED = 20;

  private final Plan plan;
  private final UndoScope scope;
  private final Map<String, StepState> done = new HashMap<>();

  ByHand(Plan plan, List<StepState> steps, UndoScope scope) {
    this.plan = plan;
    this.scope = scope;
    for (StepState step : steps) {
      if (step.task().isPresent() && wasDone(step) && scope.parts().contains(step.phase())) {
        done.put(step.task().get(), step);
      }
    }
  }

  /** What a document marks as done was not done by the run. */
  private static boolean wasDone(StepState step) {
    return step.startedAt().isPresent() && step.state() == State.SUCCEEDED;
  }

  List<UndoOrder.ByHand> steps() {
    List<UndoOrder.ByHand> steps = new ArrayList<>();
    for (Rollback rollback : plan.rollbacks()) {
      List<StepState> undone = undone(rollback);
      if (!undone.isEmpty()) {
        String part = undone.getFirst().phase();
        List<String> ways =
            rollback.steps().isEmpty() ? List.of(rollback.title()) : rollback.steps();
        for (String way : ways) {
          steps.add(
              new UndoOrder.ByHand(
                  "undo-" + (steps.size() + 1),
                  part,
                  rollback.title(),
                  way,
                  few(undone.stream().flatMap(step -> step.task().stream()).toList())));
        }
      }
    }
    return steps;
  }

  /** Enough to know what a step is about: it is told of each, in a payload and to people. */
  private static List<String> few(List<String> tasks) {
    if (tasks.size() <= MOST_NAMED) {
      return tasks;
    }
    List<String> few = new ArrayList<>(tasks.subList(0, MOST_NAMED));
    few.add("and %d more".formatted(tasks.size() - MOST_NAMED));
    return few;
  }

  private List<StepState> undone(Rollback rollback) {
    return plan.phases().stream()
        .flatMap(phase -> phase.tasks().stream().filter(task -> covers(rollback, phase, task)))
        .flatMap(task -> Optional.ofNullable(done.get(task.key())).stream())
        .toList();
  }

  private boolean covers(Rollback rollback, Phase phase, Task task) {
    return rollback.undoes().isEmpty() && scope.whole()
        || rollback.undoes().contains(phase.key())
        || rollback.undoes().contains(task.key());
  }
}
