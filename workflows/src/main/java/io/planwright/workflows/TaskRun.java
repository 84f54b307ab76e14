package io.planwright.workflows;

import io.planwright.plan.Executor;
import io.planwright.plan.Task;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** One task of a running phase: what is known of it, for the phase's eyes alone. */
final class TaskRun {
  final Task task;
  final Executor executor;
  final List<String> needs;

  /** What a person or another system says of a task that waits; it may be said before it waits. */
  final CompletablePromise<Outcome> answer = Workflow.newPromise();

  State state = State.PENDING;
  Optional<String> answeredBy = Optional.empty();
  Optional<String> answerReason = Optional.empty();
  Optional<CancellationScope> scope = Optional.empty();
  Optional<UndoRecord> undo = Optional.empty();

  TaskRun(Slice.Step step) {
    this.task = step.task();
    this.needs = step.needs();
    this.executor = Executors.named(task.binding().executor());
  }

  boolean inFlight() {
    return state == State.RUNNING || state == State.WAITING;
  }

  void answer(Verb verb, String actor, Optional<String> reason) {
    answeredBy = Optional.of(actor);
    answerReason = reason;
    switch (verb) {
      case Verb.Complete complete -> answer.complete(complete.outcome());
      case Verb.Fail fail ->
          answer.completeExceptionally(FailureKind.MANUAL_FAILED.failure(fail.message()));
      case Verb.Cancel _ -> throw new IllegalArgumentException("cancel is no verb for a task");
    }
  }
}
