package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SKIPPED;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.WAITING;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Form;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Undo;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.plan.run.StepRef;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.plans.PlanSteps;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
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
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Starts each task whose needs have ended, by priority, and tells the run of those that others wait
 * for. When a task fails for good, the phase takes no new one, cancels what is in flight, and ends:
 * what is to be undone is the run's to decide.
 */
public final class PhaseWorkflowImpl implements PhaseWorkflow {
  private static final int MOST_IN_FLIGHT = 50;

  private final PhaseInput input;
  private final JournalWriter journal;
  private final PlanWorkflow parent;
  private final Map<String, TaskRun> tasks = new LinkedHashMap<>();
  private final Map<String, End> ended = new LinkedHashMap<>();
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private final SequencedSet<String> handled = new LinkedHashSet<>();
  private final List<String> exports = new ArrayList<>();
  private boolean loaded;
  private boolean changed;
  private State state = RUNNING;
  private Optional<Failure> failure = Optional.empty();
  private Optional<OnFailure> onFailure = Optional.empty();

  @WorkflowInit
  public PhaseWorkflowImpl(PhaseInput input) {
    this.input = input;
    this.journal = new JournalWriter(input.run());
    this.parent = Workflow.newExternalWorkflowStub(PlanWorkflow.class, input.run());
    input.ended().forEach(this::learn);
  }

  @Override
  public PhaseEnd run(PhaseInput ignored) {
    try {
      load();
      while (tasks.values().stream().anyMatch(task -> !task.state.ended())) {
        changed = false;
        advance();
        details();
        Workflow.await(() -> changed || allEnded());
      }
    } catch (CanceledFailure e) {
      state = CANCELLED;
    }
    PhaseEnd[] end = new PhaseEnd[1];
    Workflow.newDetachedCancellationScope(() -> end[0] = end()).run();
    return end[0];
  }

  private void load() {
    Slice slice =
        Workflow.newLocalActivityStub(
                PlanSteps.class,
                LocalActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofSeconds(10))
                    .build())
            .slice(input.planHash(), input.part());
    slice.steps().forEach(step -> tasks.put(step.task().key(), new TaskRun(step)));
    exports.addAll(slice.part().exports());
    loaded = true;
    phase(RUNNING);
    for (TaskRun task : tasks.values()) {
      if (task.task.state() == Progress.CANCELLED) {
        came(task, SKIPPED, Optional.of("struck out in the document"), Optional.empty());
        learn(new End(task.task.key(), SUCCEEDED, Outcome.NONE));
      } else if (task.task.state() == Progress.DONE && !input.all()) {
        succeeded(task, Outcome.NONE, Optional.of("done by document"));
      }
    }
    input.commands().forEach(this::passedOn);
  }

  private void advance() {
    skipWhatCannotRun();
    long free = MOST_IN_FLIGHT - tasks.values().stream().filter(t -> t.state == RUNNING).count();
    tasks.values().stream()
        .filter(task -> task.state == PENDING && task.needs.stream().allMatch(ended::containsKey))
        .sorted(Comparator.comparing(task -> task.task.priority().orElse(Priority.P2)))
        .limit(free)
        .toList()
        .forEach(this::start);
  }

  private void skipWhatCannotRun() {
    boolean skipped = true;
    while (skipped) {
      skipped = false;
      for (TaskRun task : tasks.values()) {
        Optional<String> broken =
            task.state != PENDING
                ? Optional.empty()
                : task.needs.stream().filter(this::endedInVain).findFirst();
        if (broken.isPresent()) {
          came(
              task,
              SKIPPED,
              Optional.of("needs " + broken.get() + ", which did not succeed"),
              Optional.empty());
          finished(task, new End(task.task.key(), SKIPPED, Outcome.NONE));
          skipped = true;
        }
      }
    }
  }

  private boolean endedInVain(String key) {
    End end = ended.get(key);
    return end != null && end.state() != SUCCEEDED;
  }

  private void start(TaskRun task) {
    Binding binding = task.task.binding();
    StepRef step = new StepRef(input.run(), input.part(), task.task.key(), 1, input.team());
    try {
      SortedMap<String, Object> inputs =
          new References(outcomes).resolve(task.executor, binding.inputs());
      task.undo = undo(task, step, inputs);
      came(
          task,
          task.executor.form() == Form.WAIT ? WAITING : RUNNING,
          Optional.empty(),
          Optional.empty());
      CancellationScope scope =
          Workflow.newCancellationScope(
              () ->
                  call(task, step, inputs)
                      .handle(
                          (outcome, thrown) -> {
                            stepEnded(task, outcome, thrown);
                            return null;
                          }));
      task.scope = Optional.of(scope);
      scope.run();
    } catch (TemporalFailure e) {
      stepEnded(task, null, e);
    }
  }

  private Promise<Outcome> call(TaskRun task, StepRef step, SortedMap<String, Object> inputs) {
    Binding binding = task.task.binding();
    String summary = RunOptions.summary(task.task.title());
    return switch (task.executor.form()) {
      case ACTIVITY -> {
        ActivityOptions.Builder options =
            ActivityOptions.newBuilder()
                .setTaskQueue(task.executor.lane().queue())
                .setStartToCloseTimeout(binding.timeout())
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(
                    RetryOptions.newBuilder()
                        .setMaximumAttempts(binding.attempts())
                        .setMaximumInterval(Duration.ofMinutes(1))
                        .build())
                .setSummary(summary);
        task.executor.heartbeat().ifPresent(options::setHeartbeatTimeout);
        task.task
            .priority()
            .ifPresent(
                p ->
                    options.setPriority(
                        io.temporal.common.Priority.newBuilder()
                            .setPriorityKey(RunOptions.key(p))
                            .build()));
        yield Workflow.newUntypedActivityStub(options.build())
            .executeAsync(binding.executor(), Outcome.class, step, inputs);
      }
      case WORKFLOW ->
          Workflow.newUntypedChildWorkflowStub(
                  binding.executor(),
                  ChildWorkflowOptions.newBuilder()
                      .setWorkflowId(Workflow.getInfo().getWorkflowId() + "/" + task.task.key())
                      .setTaskQueue(task.executor.lane().queue())
                      .setWorkflowRunTimeout(binding.timeout())
                      .setStaticSummary(summary)
                      .build())
              .executeAsync(Outcome.class, step, inputs);
      case WAIT -> task.answer;
    };
  }

  private Optional<UndoRecord> undo(TaskRun task, StepRef step, SortedMap<String, Object> inputs) {
    return switch (task.task.binding().undo()) {
      case Undo.None _ -> Optional.empty();
      case Undo.Own _ when !task.executor.effect() || !task.executor.undoable() -> Optional.empty();
      case Undo.Own _ ->
          Optional.of(
              new UndoRecord(
                  step,
                  task.executor.name() + ".undo",
                  task.executor.lane().queue(),
                  inputs,
                  JournalWriter.now(),
                  false));
      case Undo.Step other -> {
        Executor executor = Executors.named(other.executor());
        yield Optional.of(
            new UndoRecord(
                step.forUndo(),
                other.executor(),
                executor.lane().queue(),
                new References(outcomes).resolve(executor, other.inputs()),
                JournalWriter.now(),
                false));
      }
    };
  }

  private void stepEnded(TaskRun task, @Nullable Outcome outcome, @Nullable Throwable thrown) {
    if (task.state.ended()) {
      return;
    }
    if (thrown == null) {
      succeeded(task, outcome == null ? Outcome.NONE : outcome, task.answerReason);
    } else if (Failures.cancelled(thrown)) {
      came(task, CANCELLED, Optional.empty(), Optional.empty());
      finished(task, new End(task.task.key(), CANCELLED, Outcome.NONE));
    } else {
      failed(task, Failures.of(thrown));
    }
  }

  private void succeeded(TaskRun task, Outcome outcome, Optional<String> reason) {
    task.undo = task.undo.map(undo -> undo.withSucceeded(true));
    task.state = SUCCEEDED;
    journal.transition(
        Optional.of(input.part()),
        Optional.of(task.task.key()),
        SUCCEEDED,
        task.answeredBy,
        reason,
        Optional.of(outcome),
        Optional.empty());
    finished(task, new End(task.task.key(), SUCCEEDED, outcome));
  }

  private void failed(TaskRun task, Failure why) {
    came(task, FAILED, task.answerReason, Optional.of(why));
    finished(task, new End(task.task.key(), FAILED, Outcome.NONE));
    if (state == RUNNING) {
      state = FAILED;
      failure = Optional.of(new Failure(why.code(), task.task.key() + ": " + why.message()));
      onFailure = Optional.of(task.task.binding().onFailure());
      stopTheRest(task.task.key());
    }
  }

  /** What is in flight is cancelled, what is not begun is skipped. */
  private void stopTheRest(String because) {
    for (TaskRun task : tasks.values()) {
      if (task.state == PENDING) {
        came(task, SKIPPED, Optional.of(because + " failed"), Optional.empty());
        finished(task, new End(task.task.key(), SKIPPED, Outcome.NONE));
      } else if (task.state == WAITING) {
        came(task, CANCELLED, Optional.of(because + " failed"), Optional.empty());
        finished(task, new End(task.task.key(), CANCELLED, Outcome.NONE));
      } else if (task.state == RUNNING) {
        task.scope.ifPresent(scope -> scope.cancel(because + " failed"));
      }
    }
  }

  private PhaseEnd end() {
    for (TaskRun task : tasks.values()) {
      if (task.state == PENDING || task.state == WAITING) {
        came(task, CANCELLED, Optional.empty(), Optional.empty());
      }
    }
    Workflow.await(() -> tasks.values().stream().noneMatch(TaskRun::inFlight));
    if (state == RUNNING) {
      state = SUCCEEDED;
    }
    phase(state);
    details();
    Workflow.upsertTypedSearchAttributes(SearchKeys.RUN_STATE.valueSet(SearchKeys.word(state)));
    journal.close();
    Workflow.await(Workflow::isEveryHandlerFinished);
    PhaseEnd end = new PhaseEnd(input.part(), state, failure, onFailure, undoRecords());
    parent.phaseEnded(end);
    return end;
  }

  private List<UndoRecord> undoRecords() {
    return tasks.values().stream().flatMap(task -> task.undo.stream()).toList();
  }

  private void finished(TaskRun task, End end) {
    learn(end);
    if (exports.contains(task.task.key())) {
      Workflow.newDetachedCancellationScope(() -> parent.released(end)).run();
    }
  }

  private void learn(End end) {
    ended.put(end.key(), end);
    outcomes.put(end.key(), end.outcome());
    changed = true;
  }

  private void came(TaskRun task, State to, Optional<String> reason, Optional<Failure> why) {
    task.state = to;
    changed = true;
    journal.transition(
        Optional.of(input.part()),
        Optional.of(task.task.key()),
        to,
        task.answeredBy,
        reason,
        Optional.empty(),
        why);
  }

  private void phase(State to) {
    journal.transition(
        Optional.of(input.part()),
        Optional.empty(),
        to,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        to == FAILED ? failure : Optional.empty());
  }

  private boolean allEnded() {
    return tasks.values().stream().allMatch(task -> task.state.ended());
  }

  @Override
  public void checkAct(Command command) {
    if (loaded) {
      refusal(command).ifPresent(message -> reject(message));
    }
  }

  @Override
  public void act(Command command) {
    Workflow.await(() -> loaded);
    refusal(command).ifPresent(message -> reject(message));
    take(command);
  }

  @Override
  public void passedOn(Command command) {
    if (refusal(command).isEmpty()) {
      take(command);
    }
  }

  private void take(Command command) {
    if (handled.add(command.id())) {
      taskOf(command).ifPresent(t -> t.answer(command.verb(), command.actor(), command.reason()));
    }
  }

  private Optional<String> refusal(Command command) {
    if (handled.contains(command.id())) {
      return Optional.empty();
    }
    Optional<TaskRun> task = taskOf(command);
    if (task.isEmpty()) {
      return Optional.of("phase " + input.part() + " has no such task");
    }
    TaskRun found = task.get();
    String key = found.task.key();
    if (found.executor.form() != Form.WAIT) {
      return Optional.of(
          "task %s is done by %s, not by hand".formatted(key, found.executor.name()));
    } else if (found.state.ended() || found.answer.isCompleted()) {
      return Optional.of("task %s has ended: %s".formatted(key, SearchKeys.word(found.state)));
    }
    return Optional.empty();
  }

  private Optional<TaskRun> taskOf(Command command) {
    return switch (command.verb()) {
      case Verb.Complete complete -> Optional.ofNullable(tasks.get(complete.task()));
      case Verb.Fail fail -> Optional.ofNullable(tasks.get(fail.task()));
      case Verb.Cancel _ -> Optional.empty();
    };
  }

  private static void reject(String message) {
    throw FailureKind.COMMAND_REJECTED.failure(message);
  }

  @Override
  public void released(End end) {
    learn(end);
  }

  @Override
  public PhaseStatus status() {
    TreeMap<String, State> states = new TreeMap<>();
    tasks.forEach((key, task) -> states.put(key, task.state));
    return new PhaseStatus(state, states);
  }

  private void details() {
    StringBuilder table = new StringBuilder("| task | executor | state |\n|---|---|---|\n");
    for (TaskRun task : tasks.values()) {
      if (table.length() < 15_000) {
        table.append(
            "| %s | `%s` | %s |\n"
                .formatted(
                    task.task.title().replace("|", "\\|"),
                    task.executor.name(),
                    SearchKeys.word(task.state)));
      }
    }
    Workflow.setCurrentDetails(table.toString());
  }
}
