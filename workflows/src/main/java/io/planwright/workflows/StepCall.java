package io.planwright.workflows;

import io.planwright.plan.Binding;
import io.planwright.plan.Executor;
import io.planwright.plan.Undo;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.StepRef;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One execution of a task by its executor: how it is called, and how its effect is taken back.
 *
 * @param attempts that it may take
 * @param outages that cut it off so far
 */
record StepCall(
    TaskRun task,
    StepRef step,
    SortedMap<String, Object> inputs,
    Optional<Shares> shares,
    int attempts,
    int outages) {
  StepCall(TaskRun task, StepRef step, SortedMap<String, Object> inputs, Optional<Shares> shares) {
    this(task, step, inputs, shares, task.task.binding().attempts(), 0);
  }

  Promise<Outcome> begin() {
    return outages == 0
        ? call()
        : Async.function(
            () -> {
              Workflow.sleep(Outage.pause(outages));
              return call().get();
            });
  }

  private Promise<Outcome> call() {
    Binding binding = task.task.binding();
    SortedMap<String, Object> own = new TreeMap<>(inputs);
    own.remove(Claims.USES);
    own.remove(Claims.COST);
    return switch (task.executor.form()) {
      case ACTIVITY ->
          Workflow.newUntypedActivityStub(activity())
              .executeAsync(binding.executor(), Outcome.class, step, own);
      case WORKFLOW ->
          Workflow.newUntypedChildWorkflowStub(binding.executor(), child())
              .executeAsync(Outcome.class, step, own);
      case WAIT -> task.answer;
    };
  }

  /** The same call once more, with the attempts that are left. */
  StepCall after(Outage outage) {
    return new StepCall(
        task, step, inputs, shares, Math.max(1, attempts - outage.counted()), outages + 1);
  }

  /** The same call, as if it had not been made. */
  StepCall anew() {
    return new StepCall(task, step, inputs, shares);
  }

  /** Registered before the step begins, so that one that was cut off is undone too. */
  Optional<UndoRecord> undo(References references) {
    return switch (task.task.binding().undo()) {
      case Undo.None _ -> Optional.empty();
      case Undo.Own _ when !task.executor.effect() || !task.executor.undoable() -> Optional.empty();
      case Undo.Own _ ->
          Optional.of(
              record(
                  step,
                  task.executor.name() + ".undo",
                  task.executor,
                  inputs,
                  Executors.undoneCheck(task.executor)));
      case Undo.Step other -> {
        Executor executor = Executors.named(other.executor());
        yield Optional.of(
            record(
                step.forUndo(),
                other.executor(),
                executor,
                references.resolve(executor, other.inputs()),
                Optional.empty()));
      }
    };
  }

  private static UndoRecord record(
      StepRef step,
      String activity,
      Executor executor,
      SortedMap<String, Object> inputs,
      Optional<String> check) {
    return new UndoRecord(
        step,
        activity,
        executor.lane().queue(),
        inputs,
        JournalWriter.now(),
        false,
        Optional.empty(),
        check,
        Executors.changed(executor, inputs));
  }

  private ActivityOptions activity() {
    Binding binding = task.task.binding();
    ActivityOptions.Builder options =
        ActivityOptions.newBuilder()
            .setTaskQueue(task.executor.lane().queue())
            .setStartToCloseTimeout(binding.timeout())
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setMaximumAttempts(attempts)
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .setSummary(RunOptions.summary(task.task.title()));
    task.executor.heartbeat().ifPresent(options::setHeartbeatTimeout);
    share().ifPresent(options::setPriority);
    return options.build();
  }

  /** All of it is said: what the step's workflow says holds for nothing that is said here. */
  private Optional<io.temporal.common.Priority> share() {
    return shares
        .or(() -> task.ownPriority() ? Optional.of(Shares.USUAL) : Optional.empty())
        .map(most -> RunOptions.share(task.priority, step.team(), most));
  }

  private ChildWorkflowOptions child() {
    String id = Workflow.getInfo().getWorkflowId() + "/" + task.key();
    ChildWorkflowOptions.Builder options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(task.execution == 1 ? id : id + "#" + task.execution)
            .setTaskQueue(task.executor.lane().queue())
            .setWorkflowRunTimeout(task.task.binding().timeout())
            .setStaticSummary(RunOptions.summary(task.task.title()));
    share().ifPresent(options::setPriority);
    return options.build();
  }
}
