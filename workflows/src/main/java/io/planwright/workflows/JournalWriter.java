package io.planwright.workflows;

import io.planwright.plan.run.Entry;
import io.planwright.workflows.journal.JournalSteps;
import io.planwright.workflows.journal.Lines;
import io.planwright.workflows.plans.AmendmentScope;
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
  private final String writer;
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

  /** As workflows went that began before the writing went after their work. */
  private final boolean beside;

  private long numbered;
  private boolean closing;
  private Promise<Void> drained = Workflow.newPromise(null);

  JournalWriter(String run) {
    this(run, 1, 0);
  }

  /**
   * @param opening of the workflow's id: another one numbers anew, so it is another writer
   * @param numbered so far, before the workflow was continued as new
   */
  JournalWriter(String run, int opening, long numbered) {
    this.run = run;
    this.numbered = numbered;
    String id = Workflow.getInfo().getWorkflowId();
    this.writer = opening == 1 ? id : id + "#" + opening;
    this.beside =
        Workflow.getVersion("journal-after-work", Workflow.DEFAULT_VERSION, 1)
            == Workflow.DEFAULT_VERSION;
    if (beside) {
      writeBeside();
    }
  }

  /**
   * Called by the workflow's main method: a thread that is made after it goes after it, so that
   * what one event leads to is in one batch.
   */
  void begin() {
    if (!beside) {
      writeBeside();
    }
  }

  private void writeBeside() {
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

  void amended(
      AmendmentScope scope,
      String title,
      Optional<String> actor,
      Optional<String> reason,
      String effect) {
    unwritten.add(
        new Entry.Amended(
            ++numbered, now(), scope.from(), scope.to(), title, actor, reason, effect));
  }

  /** A run (no phase, no task), a phase or a task came to a state. */
  void move(Optional<String> phase, Optional<String> task, Move move) {
    unwritten.add(
        new Entry.Transition(
            ++numbered,
            now(),
            phase,
            task,
            move.to(),
            move.actor(),
            move.reason(),
            move.outcome(),
            move.failure(),
            move.waiting(),
            move.execution()));
  }

  /** Whether lines wait to be written. */
  boolean behind() {
    return !unwritten.isEmpty();
  }

  /** The number of the newest line. */
  long numbered() {
    return numbered;
  }

  /** Returns when all that was noted so far is written. */
  void flush() {
    Workflow.await(unwritten::isEmpty);
  }

  /** Returns when all is written, and takes no more. */
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
