package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.WAITING;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.workflows.TaskRun.AfterCancel;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A phase's share in the amendments of its run: held, it starts nothing and does not end, until the
 * run says whether it goes on as before or by the new version.
 */
final class PhaseAmendments {
  private final PhaseWorkflowImpl phase;
  private final Deque<PhaseAmendment> heard = new ArrayDeque<>();
  private Optional<PhaseAmendment.Freeze> held = Optional.empty();
  private Optional<String> planHash = Optional.empty();
  private final List<UndoRecord> undo = new ArrayList<>();

  PhaseAmendments(PhaseWorkflowImpl phase) {
    this.phase = phase;
  }

  void hear(PhaseAmendment what) {
    heard.add(what);
  }

  boolean inHand() {
    return held.isPresent() || !heard.isEmpty();
  }

  /** The version that the phase follows. */
  String planHash() {
    return planHash.orElse(phase.input.planHash());
  }

  /** In the main loop. */
  void goOn() {
    while (!heard.isEmpty()) {
      switch (heard.removeFirst()) {
        case PhaseAmendment.Freeze freeze -> {
          held = Optional.of(freeze);
          Frozen frozen =
              new Frozen(
                  freeze.id(),
                  phase.input.part(),
                  phase.plans.assess(freeze.scope(), phase.input.part(), phase.state, states()));
          phase.tell(run -> run.frozen(frozen));
        }
        case PhaseAmendment.Decided decided -> {
          if (decided.amended() && phase.state == RUNNING) {
            apply(decided);
          }
          held = Optional.empty();
        }
        case PhaseAmendment.Grown grown -> grown(grown);
      }
    }
  }

  private SortedMap<String, State> states() {
    SortedMap<String, State> states = new TreeMap<>();
    phase
        .tasks
        .values()
        .forEach(
            task -> {
              if (!task.removed) {
                states.put(task.key(), task.state);
              }
            });
    return states;
  }

  private void apply(PhaseAmendment.Decided decided) {
    Map<String, Slice.Step> steps = new LinkedHashMap<>();
    List<String> exports = new ArrayList<>();
    List<String> needs = new ArrayList<>();
    if (!decided.gone()) {
      Slice slice = phase.plans.slice(decided.planHash(), phase.input.part());
      slice.steps().forEach(step -> steps.put(step.task().key(), step));
      exports.addAll(slice.part().exports());
      needs.addAll(slice.part().needs());
      planHash = Optional.of(decided.planHash());
    }
    decided.ended().forEach(phase::learn);
    for (TaskRun task : List.copyOf(phase.tasks.values())) {
      if (!steps.containsKey(task.key())) {
        leave(task, decided.actor());
      }
    }
    for (Slice.Step step : steps.values()) {
      TaskRun known = phase.tasks.get(step.task().key());
      if (known == null || known.removed) {
        // One that comes back begins anew; what its earlier executions did is undone all the same.
        TaskRun task = phase.taskRun(step);
        if (known != null) {
          task.undo.addAll(known.undo);
          task.execution = known.execution + 1;
        }
        phase.tasks.put(step.task().key(), task);
        phase.moved(task, Move.to(PENDING).by(decided.actor()).because("joined by an amendment"));
        phase.asDocumented(task);
      } else {
        known.become(step);
        if (known.state == PENDING) {
          phase.asDocumented(known);
        }
      }
    }
    for (String key : exports) {
      End end = phase.ended.get(key);
      if (!phase.exports.contains(key) && end != null) {
        phase.tell(run -> run.released(end));
      }
    }
    phase.exports.clear();
    phase.exports.addAll(exports);
    phase.awaited.retainAll(needs);
  }

  private void leave(TaskRun task, Optional<String> actor) {
    if (task.removed) {
      return;
    }
    task.removed = true;
    if (task.state == RUNNING && task.growing.isEmpty()) {
      task.said(actor.orElse(""), Optional.of("removed by an amendment"));
      task.actor = actor;
      task.afterCancel = AfterCancel.END;
      task.scope.ifPresent(scope -> scope.cancel("removed by an amendment"));
    } else if (!task.state.ended()) {
      phase.moved(task, Move.to(CANCELLED).by(actor).because("removed by an amendment"));
    }
  }

  /** Its outcome adds tasks: it has ended when they have joined. */
  void grow(TaskRun task, Outcome outcome) {
    Outcome rest = outcome.adding(List.of());
    if (phase.state != RUNNING || task.removed) {
      phase.succeeded(task, rest);
      return;
    }
    // The plan has the tasks from then on; they need not travel with the outcome.
    task.growing = Optional.of(rest);
    if (task.state == WAITING) {
      phase.moved(task, Move.to(RUNNING).by(task.actor).because("its tasks join"));
    }
    Growing growing = new Growing(phase.input.part(), task.key(), task.execution, outcome.tasks());
    Workflow.newDetachedCancellationScope(() -> phase.tell(run -> run.growing(growing))).run();
  }

  private void grown(PhaseAmendment.Grown grown) {
    TaskRun task = phase.tasks.get(grown.task());
    if (task == null
        || task.execution != grown.execution()
        || task.growing.isEmpty()
        || task.state.ended()) {
      return;
    }
    Outcome outcome = task.growing.get();
    task.growing = Optional.empty();
    if (task.afterCancel == AfterCancel.AGAIN) {
      task.again();
      phase.moved(task, Move.to(PENDING));
    } else if (grown.failure().isPresent()) {
      phase.failed(task, grown.failure().get());
    } else {
      phase.succeeded(task, outcome);
    }
  }

  /** The phase stops: what has given its outcome has succeeded, whatever became of its tasks. */
  boolean settle(TaskRun task) {
    if (task.growing.isEmpty() || task.state.ended()) {
      return false;
    }
    Outcome outcome = task.growing.get();
    task.growing = Optional.empty();
    phase.succeeded(task, outcome);
    return true;
  }

  void standAsBefore(PhaseCarried before) {
    planHash = before.planHash();
    undo.addAll(before.undo());
    for (Slice.Step step : before.former()) {
      TaskRun task = phase.tasks.get(step.task().key());
      if (task != null) {
        task.next = Optional.of(task.step());
        task.task = step.task();
        task.needs = step.needs();
        task.executor = Executors.named(step.task().binding().executor());
      }
    }
  }

  List<Slice.Step> former() {
    return phase.tasks.values().stream()
        .filter(task -> task.next.isPresent() && !task.removed)
        .map(TaskRun::step)
        .toList();
  }

  /** Of tasks that the plan no longer has. */
  List<UndoRecord> undo() {
    List<UndoRecord> all = new ArrayList<>(undo);
    phase.tasks.values().stream().filter(task -> task.removed).forEach(t -> all.addAll(t.undo));
    return all;
  }

  Optional<String> amendedHash() {
    return planHash;
  }
}
