package io.planwright.workflows;

import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.UNDOING;
import static io.planwright.plan.run.State.UNDONE;

import io.planwright.plan.run.Failure;
import io.planwright.plan.run.State;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Follows the reversed order of starts, one step at a time. */
public final class UndoWorkflowImpl implements UndoWorkflow {
  private static final RetryOptions PATIENT =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofMinutes(1))
          .setMaximumAttempts(20)
          .build();

  private final List<String> left = new ArrayList<>();

  @Override
  public UndoEnd run(UndoInput input) {
    Workflow.newDetachedCancellationScope(() -> undo(input)).run();
    return new UndoEnd(left);
  }

  private void undo(UndoInput input) {
    JournalWriter journal = new JournalWriter(input.run());
    List<UndoRecord> latestFirst = new ArrayList<>(input.records());
    latestFirst.sort(Comparator.comparing(UndoRecord::startedAt));
    for (UndoRecord record : latestFirst.reversed()) {
      undo(record, journal);
    }
    journal.close();
  }

  private void undo(UndoRecord record, JournalWriter journal) {
    note(journal, record, UNDOING, Optional.empty());
    try {
      Workflow.newUntypedActivityStub(
              ActivityOptions.newBuilder()
                  .setTaskQueue(record.queue())
                  .setStartToCloseTimeout(Duration.ofSeconds(30))
                  .setRetryOptions(PATIENT)
                  .setSummary("undo " + record.step().task())
                  .build())
          .execute(record.activity(), Void.class, record.step(), record.inputs());
      note(journal, record, UNDONE, Optional.empty());
    } catch (ActivityFailure e) {
      Failure failure = Failures.of(e);
      left.add(record.step().task() + ": " + failure.message());
      note(journal, record, FAILED, Optional.of(failure));
    }
  }

  /** A step that did not succeed keeps its state: its undo is a precaution. */
  private static void note(
      JournalWriter journal, UndoRecord record, State state, Optional<Failure> failure) {
    if (record.succeeded() || failure.isPresent()) {
      journal.transition(
          Optional.of(record.step().phase()),
          Optional.of(record.step().task()),
          state,
          Optional.empty(),
          Optional.of("undo"),
          Optional.empty(),
          failure);
    }
  }
}
