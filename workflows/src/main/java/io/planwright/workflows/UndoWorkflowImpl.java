package io.planwright.workflows;

import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.UNDOING;
import static io.planwright.plan.run.State.UNDONE;
import static io.planwright.plan.run.State.WAITING;

import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.plan.run.Waiting;
import io.planwright.workflows.UndoStep.Manual;
import io.planwright.workflows.plans.PlanSteps;
import io.planwright.workflows.plans.UndoOrder;
import io.planwright.workflows.plans.UndoOrder.ByHand;
import io.planwright.workflows.plans.UndoScope;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the reversed plan: a step is undone when all that followed from it is, side by side with
 * what it has nothing to do with. What can't be undone is listed, and all the rest is done.
 */
public final class UndoWorkflowImpl implements UndoWorkflow {
  private static final int AT_ONCE = 20;

  /** An undo that says it succeeded but did not is tried again so often. */
  private static final int ROUNDS = 3;

  private static final RetryOptions PATIENT =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofMinutes(1))
          .setMaximumAttempts(20)
          .build();

  private final JournalWriter journal;
  private final List<String> left = new ArrayList<>();
  private final Map<String, Manual> byHand = new LinkedHashMap<>();
  private boolean changed;

  @WorkflowInit
  public UndoWorkflowImpl(UndoInput input) {
    journal = new JournalWriter(input.run());
  }

  @Override
  public UndoEnd run(UndoInput input) {
    journal.begin();
    Workflow.newDetachedCancellationScope(
            () ->
                input
                    .planHash()
                    .ifPresentOrElse(
                        hash ->
                            follow(hash, input, new Effects(input.records(), input.stored()).all()),
                        () -> oneByOne(input.records())))
        .run();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return new UndoEnd(left);
  }

  /** As runs were undone before their plan's order was asked for. */
  private void oneByOne(List<UndoRecord> records) {
    List<UndoRecord> latestFirst = new ArrayList<>(records);
    latestFirst.sort(Comparator.comparing(UndoRecord::startedAt));
    for (UndoRecord record : latestFirst.reversed()) {
      undo(record);
    }
    journal.close();
  }

  private void follow(String planHash, UndoInput input, List<UndoRecord> records) {
    LinkedHashSet<String> tasks = new LinkedHashSet<>();
    records.forEach(record -> tasks.add(record.step().task()));
    PlanSteps plans = LocalSteps.of(PlanSteps.class);
    UndoOrder order =
        plans.undoOrder(
            planHash,
            input.run(),
            List.copyOf(tasks),
            input.scope().orElse(new UndoScope(List.of(), false)));
    Map<String, List<String>> after = new LinkedHashMap<>(order.after());
    for (int rest = order.rest(); rest > 0; ) {
      UndoOrder more = plans.undoOrderRest(planHash, List.copyOf(tasks), rest);
      after.putAll(more.after());
      rest = more.rest();
    }
    Promise<Void> people = byHand(order.byHand());
    List<UndoStep> steps = UndoStep.of(records, after);
    while (!steps.stream().allMatch(step -> step.over)) {
      changed = false;
      long free = AT_ONCE - steps.stream().filter(step -> step.begun && !step.over).count();
      steps.stream().filter(UndoStep::ready).limit(free).toList().forEach(this::begin);
      Workflow.await(() -> changed);
    }
    people.get();
    journal.close();
  }

  private void begin(UndoStep step) {
    step.begun = true;
    var unused =
        Async.procedure(() -> undo(step.record))
            .thenApply(
                done -> {
                  step.over = true;
                  changed = true;
                  return done;
                });
  }

  private void undo(UndoRecord record) {
    note(record, UNDOING, Optional.empty());
    ActivityStub steps =
        Workflow.newUntypedActivityStub(
            ActivityOptions.newBuilder()
                .setTaskQueue(record.queue())
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .setRetryOptions(PATIENT)
                .setSummary("undo " + record.step().task())
                .build());
    try {
      for (int round = 1; ; round++) {
        steps.execute(record.activity(), Void.class, record.step(), record.inputs());
        if (isUndone(steps, record)) {
          note(record, UNDONE, Optional.empty());
          return;
        } else if (round == ROUNDS) {
          leave(
              record,
              new Failure(
                  "UNDO_UNVERIFIED",
                  "%s reported success %d times, and %s says that it took no effect"
                      .formatted(record.activity(), ROUNDS, record.check().orElseThrow())));
          return;
        }
      }
    } catch (ActivityFailure e) {
      leave(record, Failures.of(e));
    }
  }

  private static boolean isUndone(ActivityStub steps, UndoRecord record) {
    return record.check().isEmpty()
        || steps.execute(record.check().get(), Boolean.class, record.step(), record.inputs());
  }

  private void leave(UndoRecord record, Failure failure) {
    left.add(record.step().task() + ": " + failure.message());
    note(record, FAILED, Optional.of(failure));
  }

  /** A step that did not succeed keeps its state: its undo is a precaution. */
  private void note(UndoRecord record, State state, Optional<Failure> failure) {
    if (record.succeeded() || failure.isPresent()) {
      journal.move(
          Optional.of(record.step().phase()),
          Optional.of(record.step().task()),
          Move.to(state).because("undo").failing(failure).execution(record.execution()));
    }
  }

  /** Steps of one section are done one after the other, sections side by side. */
  private Promise<Void> byHand(List<ByHand> steps) {
    Map<String, List<Manual>> sections = new LinkedHashMap<>();
    for (ByHand step : steps) {
      Manual manual = new Manual(step);
      byHand.put(step.key(), manual);
      sections.computeIfAbsent(step.title(), _ -> new ArrayList<>()).add(manual);
    }
    return Promise.allOf(
        sections.values().stream()
            .map(section -> Async.procedure(() -> section.forEach(this::waitFor)))
            .toList());
  }

  private void waitFor(Manual manual) {
    ByHand step = manual.step;
    manual.waits = true;
    note(
        manual,
        Move.to(WAITING)
            .because(step.what())
            .waiting(
                new Waiting(
                    "an operator",
                    "rollback step of \"%s\", undoes %s"
                        .formatted(step.title(), String.join(", ", step.undoes())))));
    boolean done = manual.done.get();
    if (!done) {
      left.add("%s: %s".formatted(step.title(), step.what()));
    }
    note(
        manual,
        Move.to(done ? UNDONE : FAILED)
            .by(manual.actor)
            .because(manual.reason.orElse(step.what())));
  }

  private void note(Manual manual, Move move) {
    journal.move(Optional.of(manual.step.part()), Optional.of(manual.step.key()), move);
  }

  @Override
  public void checkAct(Command command) {
    refusal(command)
        .ifPresent(
            message -> {
              throw FailureKind.COMMAND_REJECTED.failure(message);
            });
  }

  private Optional<String> refusal(Command command) {
    Manual manual = byHand.get(command.verb().target().orElse(""));
    if (manual == null || !manual.waits) {
      return Optional.of("no undo step waits by this name");
    } else if (manual.done.isCompleted()) {
      return Optional.of("the undo step has its answer");
    }
    return switch (command.verb()) {
      case Verb.Complete _, Verb.Fail _, Verb.Skip _ -> Optional.empty();
      default -> Optional.of("an undo step is completed, failed or skipped");
    };
  }

  @Override
  public String act(Command command) {
    Manual manual = byHand.get(command.verb().target().orElse(""));
    if (manual == null || manual.done.isCompleted()) {
      throw FailureKind.COMMAND_REJECTED.failure("no undo step waits by this name");
    }
    manual.actor = Optional.of(command.actor());
    manual.reason = command.reason();
    boolean done = command.verb() instanceof Verb.Complete;
    manual.done.complete(done);
    return done ? "undone by hand" : "left undone";
  }
}
