package io.planwright.workflows;

import static io.planwright.plan.run.State.WAITING;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Criterion;
import io.planwright.plan.Progress;
import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.criteria.Measured;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.GateInputs.No;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** The gates of a phase: opened with what was measured, kept in time, decided by votes. */
final class PhaseGates {
  private final PhaseWorkflowImpl phase;

  PhaseGates(PhaseWorkflowImpl phase) {
    this.phase = phase;
  }

  void open(TaskRun task, StepRef step, SortedMap<String, Object> inputs) {
    Gate gate = new Gate(GateInputs.of(inputs), workers(task), judged(task), JournalWriter.now());
    task.gate = Optional.of(gate);
    openGate(task, gate);
    advise(task, step);
  }

  /** One that stood open before the phase went on as new. */
  void goOn(TaskRun task, StepRef step) {
    task.gate.ifPresent(gate -> keepTime(task, gate));
    advise(task, step);
  }

  private void openGate(TaskRun task, Gate gate) {
    Optional<Boolean> measured = gate.automatic() ? gate.measured() : Optional.empty();
    if (measured.isPresent()) {
      task.reason = Optional.of("by what was measured");
      if (measured.get()) {
        phase.succeeded(task, gate.outcome(Outcome.NONE));
      } else {
        phase.failed(task, new Failure(FailureKind.GATE_REJECTED.name(), gate.evidenceInWords()));
      }
      return;
    }
    phase.moved(task, Move.to(WAITING).waiting(gate.waiting()));
    phase.heed(task);
    keepTime(task, gate);
  }

  /** A model may say what it thinks; nobody waits for that. */
  private void advise(TaskRun task, StepRef step) {
    Optional<Gate> open = task.gate.filter(gate -> task.state == WAITING && !isOver(task, gate));
    Optional<String> model = open.flatMap(Gate::adviser);
    if (open.isEmpty() || model.isEmpty()) {
      return;
    }
    Gate gate = open.get();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () ->
                Adviser.ask(model.get(), step, gate.question(), gate.factsForAdviser())
                    .thenApply(
                        advice -> {
                          gate.advised(advice);
                          if (!isOver(task, gate)) {
                            phase.moved(
                                task, Move.to(WAITING).because("advice").waiting(gate.waiting()));
                          }
                          return advice;
                        }));
    task.scope = Optional.of(scope);
    scope.run();
    var unused =
        task.answer.handle(
            (outcome, thrown) -> {
              scope.cancel("decided");
              return null;
            });
  }

  private void keepTime(TaskRun task, Gate gate) {
    if (gate.nextAt().isPresent()) {
      gate.due().ifPresent(PhaseGates::showDue);
      var unused = Async.procedure(() -> remind(task, gate));
    }
  }

  private static void showDue(Instant due) {
    Workflow.upsertTypedSearchAttributes(
        SearchKeys.GATE_DUE.valueSet(due.atOffset(ZoneOffset.UTC)));
  }

  private void remind(TaskRun task, Gate gate) {
    while (gate.nextAt().isPresent()) {
      Duration left = Duration.between(JournalWriter.now(), gate.nextAt().get());
      boolean over =
          Workflow.await(left.isNegative() ? Duration.ZERO : left, () -> isOver(task, gate));
      if (over) {
        return;
      }
      switch (gate.pass(JournalWriter.now())) {
        case REMINDED ->
            phase.moved(task, Move.to(WAITING).because("reminder").waiting(gate.waiting()));
        case ESCALATED -> {
          phase.moved(task, Move.to(WAITING).because("escalated").waiting(gate.waiting()));
          gate.due().ifPresent(PhaseGates::showDue);
        }
        case EXPIRED -> {
          task.answer.completeExceptionally(
              FailureKind.GATE_EXPIRED.failure(
                  "nobody decided in time; votes: " + gate.votesInWords()));
          return;
        }
      }
    }
  }

  private static boolean isOver(TaskRun task, Gate gate) {
    return task.state != WAITING
        || task.answer.isCompleted()
        || !task.gate.equals(Optional.of(gate));
  }

  String vote(TaskRun task, Gate gate, boolean yes, Outcome given, Command command) {
    gate.vote(command.actor(), yes, command.reason(), given, JournalWriter.now());
    Optional<Boolean> decision = gate.decision();
    if (decision.isEmpty()) {
      phase.moved(
          task, Move.to(WAITING).by(task.actor).because(task.reason).waiting(gate.waiting()));
      return "counted; " + gate.waiting().why();
    } else if (decision.get()) {
      task.answer.complete(gate.outcome(given));
      return "approved: " + gate.votesInWords();
    }
    task.answer.completeExceptionally(FailureKind.GATE_REJECTED.failure(gate.rejection()));
    return gate.rejection();
  }

  /** What was measured before it, held against its own criteria and those of what it judges. */
  private List<Judgement> judged(TaskRun gate) {
    // Gates that were opened before each task was judged by what it measured itself.
    if (Workflow.getVersion("gate-judges-each-task", Workflow.DEFAULT_VERSION, 1) == 1) {
      List<Measured> measured = new ArrayList<>();
      for (String need : gate.needs) {
        TaskRun task = phase.tasks.get(need);
        List<Criterion> own = task == null ? List.of() : task.task.criteria();
        SortedMap<String, Double> metrics =
            phase.outcomes.getOrDefault(need, Outcome.NONE).metrics();
        if (!own.isEmpty() || !metrics.isEmpty()) {
          measured.add(new Measured(need, own, metrics));
        }
      }
      boolean asked =
          !gate.task.criteria().isEmpty()
              || measured.stream().anyMatch(m -> !m.criteria().isEmpty());
      return asked ? phase.plans.judgeTasks(gate.task.criteria(), measured) : List.of();
    }
    List<Criterion> criteria = new ArrayList<>(gate.task.criteria());
    SortedMap<String, Double> metrics = new TreeMap<>();
    for (String need : gate.needs) {
      Optional.ofNullable(phase.tasks.get(need)).ifPresent(t -> criteria.addAll(t.task.criteria()));
      Optional.ofNullable(phase.outcomes.get(need)).ifPresent(o -> metrics.putAll(o.metrics()));
    }
    return criteria.isEmpty() ? List.of() : phase.plans.judge(criteria, metrics);
  }

  /** Who did what the gate judges, or was to do it. */
  private SequencedSet<String> workers(TaskRun gate) {
    SequencedSet<String> workers = new LinkedHashSet<>();
    for (String need : gate.needs) {
      Optional.ofNullable(phase.ended.get(need)).flatMap(End::actor).ifPresent(workers::add);
      Optional.ofNullable(phase.tasks.get(need))
          .flatMap(t -> t.task.assignee())
          .ifPresent(workers::add);
    }
    return workers;
  }

  /** A gate said no, and says itself what that means. */
  void refused(TaskRun gate, No no, Failure why) {
    switch (no) {
      case STOP -> phase.failedForGood(gate, why, OnFailure.STOP);
      case WAIT -> phase.waitForVerdict(gate, why);
      case RETRY, ROLL_BACK -> {
        phase.waitForVerdict(gate, why);
        Rejection rejection =
            new Rejection(
                phase.input.part(),
                gate.key(),
                gate.needs.stream().filter(this::wasDone).toList(),
                no == No.ROLL_BACK,
                gate.actor.orElse(gate.key()),
                why.message());
        Workflow.newDetachedCancellationScope(
                () -> Async.procedure(phase.parent::rejected, rejection))
            .run();
      }
    }
  }

  /** What a document marks as done is not done again. */
  private boolean wasDone(String key) {
    TaskRun task = phase.tasks.get(key);
    return task == null || phase.input.all() || task.task.state() != Progress.DONE;
  }
}
