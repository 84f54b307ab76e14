package io.planwright.workflows;

import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.workflows.journal.JournalSteps;
import io.planwright.workflows.journal.Lines;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers a workflow's transitions and writes them in batches beside its work. A batch goes through
 * a local activity, which is twice as fast as an ordinary one; where that fails twice, through an
 * ordinary one that is repeated until it succeeds. Cancelling the workflow does not stop it.
 */
final class JournalWriter {
  private static final int MOST_IN_BATCH = 100;

  /** Of a payload's 256 KiB, with room for characters of three bytes. */
  private static final int MOST_CHARACTERS_IN_BATCH = 64 * 1024;

  private final String run;
  private final String writer = Workflow.getInfo().getWorkflowId();
  private final List<Entry> unwritten = new ArrayList<>();
  private final JournalSteps swift =
      Workflow.newLocalActivityStub(
          JournalSteps.class,
          LocalActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(5))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
              .setDoNotIncludeArgumentsIntoMarker(true)
              .build());
  private final JournalSteps sure =
      Workflow.newActivityStub(
          JournalSteps.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(10))
              .setRetryOptions(
                  RetryOptions.newBuilder().setMaximumInterval(Duration.ofSeconds(10)).build())
              .setSummary("journal")
              .build());
  private long numbered;
  private boolean closing;
  private Promise<Void> drained = Workflow.newPromise(null);

  JournalWriter(String run) {
    this.run = run;
    Workflow.newDetachedCancellationScope(() -> drained = Async.procedure(this::drain)).run();
  }

  void opened(RunInput input, String planHash, String title) {
    unwritten.add(
        new Entry.Opened(
            ++numbered,
            now(),
            input.plan().planId(),
            planHash,
            title,
            input.plan().team(),
            input.actor(),
            input.priority(),
            input.schedule()));
  }

  void transition(
      Optional<String> phase,
      Optional<String> task,
      State state,
      Optional<String> actor,
      Optional<String> reason,
      Optional<Outcome> outcome,
      Optional<Failure> failure) {
    unwritten.add(
        new Entry.Transition(
            ++numbered, now(), phase, task, state, actor, reason, outcome, failure));
  }

  /** Returns when all is written. */
  void close() {
    closing = true;
    drained.get();
  }

  private void drain() {
    while (true) {
      Workflow.await(() -> closing || !unwritten.isEmpty());
      if (unwritten.isEmpty()) {
        return;
      }
      int size = batch(unwritten);
      Lines batch = new Lines(run, writer, unwritten.subList(0, size));
      try {
        swift.write(batch);
      } catch (ActivityFailure e) {
        sure.write(batch);
      }
      unwritten.subList(0, size).clear();
    }
  }

  /** As many lines as one payload takes; each fits by itself. */
  static int batch(List<Entry> lines) {
    int size = 0;
    int characters = 0;
    while (size < Math.min(MOST_IN_BATCH, lines.size())) {
      characters += characters(lines.get(size));
      if (size > 0 && characters > MOST_CHARACTERS_IN_BATCH) {
        return size;
      }
      size++;
    }
    return size;
  }

  private static int characters(Entry entry) {
    if (!(entry instanceof Entry.Transition line)) {
      return 0;
    }
    return line.reason().map(String::length).orElse(0)
        + line.failure().map(failure -> failure.message().length()).orElse(0)
        + line.outcome()
            .map(outcome -> outcome.facts().values().stream().mapToInt(String::length).sum())
            .orElse(0);
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
