package io.planwright.workflows;

import io.planwright.plan.Executor;
import io.planwright.plan.Priority;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.plan.run.Waiting;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** One task of a running phase: what is known of it, for the phase's eyes alone. */
final class TaskRun {
  Task task;
  Executor executor;
  List<String> needs;

  /** What a person or another system says of a task that waits; it may be said before it waits. */
  CompletablePromise<Outcome> answer = Workflow.newPromise();

  private static final int MOST_LOSSES = 5;
  private int losses;

  State state = State.PENDING;
  int execution = 1;

  /** By its own verb, not its phase's. */
  boolean held;

  Priority priority;
  private final Priority usual;
  SortedMap<String, Object> changedInputs = new TreeMap<>();

  /** What is done when the step that is being cancelled has ended. */
  AfterCancel afterCancel = AfterCancel.END;

  /** Open, where it is a gate. */
  Optional<Gate> gate = Optional.empty();

  /** What runs share, and it waits for. */
  Optional<Waiting> share = Optional.empty();

  /** Why it waits for a person's verdict. */
  Optional<Failure> broken = Optional.empty();

  Optional<String> actor = Optional.empty();
  Optional<String> reason = Optional.empty();
  Optional<CancellationScope> scope = Optional.empty();

  /** As an amendment has it, from the next execution on. */
  Optional<Slice.Step> next = Optional.empty();

  /** An amendment has taken it out of the plan. */
  boolean removed;

  /** What it gave, while the tasks that this adds join the plan. */
  Optional<Outcome> growing = Optional.empty();

  /** One for each execution that may have had an effect. */
  final List<UndoRecord> undo = new ArrayList<>();

  enum AfterCancel {
    END,
    /** It starts anew. */
    AGAIN,
    /** It starts anew when it is resumed. */
    HOLD,
    SKIP
  }

  /**
   * @param usual priority of a task that has none of its own
   */
  TaskRun(Slice.Step step, Priority usual) {
    this.task = step.task();
    this.needs = step.needs();
    this.executor = Executors.named(task.binding().executor());
    this.usual = usual;
    this.priority = task.priority().orElse(usual);
  }

  String key() {
    return task.key();
  }

  /** As an amendment has it: at once, or when what is under way has ended and it is done again. */
  void become(Slice.Step step) {
    if (inFlight()) {
      next = Optional.of(step);
      return;
    }
    if (priority == this.task.priority().orElse(usual)) {
      priority = step.task().priority().orElse(usual);
    }
    task = step.task();
    needs = step.needs();
    executor = Executors.named(task.binding().executor());
    next = Optional.empty();
  }

  Slice.Step step() {
    return new Slice.Step(task, needs);
  }

  /** The tasks whose outcomes it needs in order to start. */
  SequencedSet<String> refersTo() {
    SequencedSet<String> needed = References.named(task.binding().inputs());
    needed.addAll(References.named(changedInputs));
    if (task.binding().undo() instanceof Undo.Step undo) {
      needed.addAll(References.named(undo.inputs()));
    }
    if (executor.name().equals(Gate.EXECUTOR)) {
      needed.addAll(needs);
    }
    return needed;
  }

  boolean inFlight() {
    return state == State.RUNNING || state == State.WAITING;
  }

  boolean waitsForVerdict() {
    return state == State.WAITING && broken.isPresent();
  }

  /** Whether the author or an operator gave it a priority; else it has its run's. */
  boolean ownPriority() {
    return task.priority().isPresent() || priority != Priority.P2;
  }

  /** For whom it waits, in a state that waits. */
  Optional<Waiting> waiting() {
    return state == State.WAITING
        ? Optional.of(
            share
                .or(() -> broken.map(TaskRun::forVerdict))
                .or(() -> gate.map(Gate::waiting))
                .orElseGet(this::byHand))
        : Optional.empty();
  }

  Waiting byHand() {
    return new Waiting(task.assignee().orElse("anyone"), "it is done by hand");
  }

  static Waiting forVerdict(Failure why) {
    return new Waiting(
        "an operator",
        "it failed (%s: %s): retry it, skip it, or say that it has failed"
            .formatted(why.code(), why.message()));
  }

  /** Why a verb does not fit its state. */
  Optional<String> refusal(Verb verb, String actor) {
    boolean decides = verb instanceof Verb.Complete || verb instanceof Verb.Fail;
    if (decides && gate.isPresent() && !waitsForVerdict()) {
      Optional<String> notHis = gate.get().refusal(actor, verb);
      if (notHis.isPresent()) {
        return notHis;
      }
    } else if (decides && executor.name().equals(Gate.EXECUTOR) && state == State.PENDING) {
      return Optional.of("gate " + key() + " is not open yet");
    }
    return refusal(verb);
  }

  private Optional<String> refusal(Verb verb) {
    boolean fits =
        switch (verb) {
          case Verb.Complete _, Verb.Fail _ ->
              executor.form() == Executor.Form.WAIT
                  ? !state.ended() && !answer.isCompleted()
                  : waitsForVerdict();
          case Verb.Skip _ -> !state.ended() && !answer.isCompleted();
          case Verb.Retry _ -> waitsForVerdict();
          case Verb.Pause _ ->
              switch (state) {
                case PENDING, READY -> true;
                case WAITING -> share.isPresent();
                case RUNNING -> executor.heartbeat().isPresent();
                default -> false;
              };
          case Verb.Resume _ -> held;
          case Verb.Prioritise _ -> true;
          case Verb.Limit _,
              Verb.Rerun _,
              Verb.RollBack _,
              Verb.Amend _,
              Verb.Cancel _,
              Verb.Budget _ ->
              false;
        };
    if (fits) {
      return Optional.empty();
    }
    String stands = "task %s is %s".formatted(key(), SearchKeys.word(state));
    return Optional.of(
        switch (verb) {
          case Verb.Complete _, Verb.Fail _ when executor.form() != Executor.Form.WAIT ->
              "task %s is done by %s, not by hand; %s".formatted(key(), executor.name(), stands);
          case Verb.Complete _, Verb.Fail _, Verb.Skip _ -> stands + ", and has its answer";
          case Verb.Retry _ ->
              stands
                  + ": a retry is for one that failed and waits for a person; to do it again with"
                  + " all that followed, rerun it";
          case Verb.Pause _ when state == State.RUNNING ->
              stands + " and can't stop in between: " + executor.name() + " keeps no checkpoint";
          case Verb.Pause _ -> stands + ": there is nothing to pause";
          case Verb.Resume _ -> stands + ", and was not paused itself";
          case Verb.Prioritise _,
              Verb.Limit _,
              Verb.Rerun _,
              Verb.RollBack _,
              Verb.Amend _,
              Verb.Cancel _,
              Verb.Budget _ ->
              "this is no verb for a task";
        });
  }

  /**
   * @param known what is known of its end
   * @param mostOfFailure characters; the journal has all of it
   */
  PhaseCarried.TaskCarried carried(Optional<End> known, boolean stored, int mostOfFailure) {
    return new PhaseCarried.TaskCarried(
        key(),
        // It asks again.
        state == State.WAITING && share.isPresent() ? State.READY : state,
        execution,
        held,
        known.map(End::state).equals(Optional.of(State.SUCCEEDED)),
        priority,
        changedInputs,
        stored ? Outcome.NONE : known.map(End::outcome).orElse(Outcome.NONE),
        broken.map(failure -> failure.shortened(mostOfFailure)),
        undo,
        gate.map(Gate::standing),
        stored,
        known.flatMap(End::actor));
  }

  void stand(PhaseCarried.TaskCarried stood) {
    state = stood.state();
    execution = stood.execution();
    held = stood.held();
    priority = stood.priority();
    changedInputs = new TreeMap<>(stood.changedInputs());
    broken = stood.broken();
    undo.addAll(stood.undo());
    gate =
        stood
            .gate()
            .map(
                standing -> {
                  SortedMap<String, Object> inputs = new TreeMap<>(task.binding().inputs());
                  inputs.putAll(changedInputs);
                  return Gate.standing(GateInputs.of(inputs), standing);
                });
  }

  /**
   * Whether a step whose worker was lost at its last attempt begins once more: its attempts are for
   * what the step itself does wrong. A step that loses worker after worker is taken for the cause.
   */
  boolean goesOnElsewhere(Throwable thrown) {
    return executor.heartbeat().isPresent()
        && afterCancel == AfterCancel.END
        && scope.stream().noneMatch(CancellationScope::isCancelRequested)
        && Failures.lost(thrown)
        && losses < MOST_LOSSES
        // A run that failed of a loss before this was so has failed.
        && Workflow.getVersion("lost-worker", Workflow.DEFAULT_VERSION, 1) == 1
        && ++losses > 0;
  }

  /** Waits for its next execution. */
  void again() {
    execution++;
    reset();
  }

  /** As if it had not begun. */
  void reset() {
    state = State.PENDING;
    next.ifPresent(this::become);
    growing = Optional.empty();
    losses = 0;
    answer = Workflow.newPromise();
    afterCancel = AfterCancel.END;
    broken = Optional.empty();
    gate = Optional.empty();
    share = Optional.empty();
    scope = Optional.empty();
  }

  void succeeded() {
    state = State.SUCCEEDED;
    if (!undo.isEmpty() && undo.getLast().execution() == execution) {
      undo.add(undo.removeLast().ended(JournalWriter.now()));
    }
  }

  void said(String who, Optional<String> why) {
    actor = Optional.of(who);
    reason = why;
  }
}
