package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PAUSED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.READY;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SKIPPED;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.WAITING;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Executor.Form;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.plan.run.StepRef;
import io.planwright.plan.run.Waiting;
import io.planwright.workflows.GateInputs.No;
import io.planwright.workflows.TaskRun.AfterCancel;
import io.planwright.workflows.plans.Kept;
import io.planwright.workflows.plans.PlanSteps;
import io.planwright.workflows.plans.Reopening;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts each task whose needs have ended, by priority, and tells the run of those that others wait
 * for. When a task fails for good, the phase takes no new one, cancels what is in flight, and ends:
 * what is to be undone is the run's to decide.
 */
public final class PhaseWorkflowImpl implements PhaseWorkflow {
  private static final int MOST_IN_FLIGHT = 50;

  final PhaseInput input;
  private final JournalWriter journal;
  final PlanWorkflow parent;
  final PlanSteps plans = LocalSteps.of(PlanSteps.class);
  final Map<String, TaskRun> tasks = new LinkedHashMap<>();
  final Map<String, End> ended = new LinkedHashMap<>();
  final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private final StoredOutcomes stored = new StoredOutcomes();
  private final Telling telling = new Telling();
  private Effects undoStored = Effects.NONE;

  final Handled handled = new Handled();
  final Claims claims;
  final List<String> exports = new ArrayList<>();
  private final List<String> late = new ArrayList<>();

  /** What it was opened after, and is done again. */
  final SequencedSet<String> awaited = new LinkedHashSet<>();

  final PhaseAmendments amendments = new PhaseAmendments(this);
  final PhaseGates gates = new PhaseGates(this);
  private final PhaseVerbs verbs = new PhaseVerbs(this);

  /** Calls that the store's absence cut off. */
  private final List<StepCall> cutOff = new ArrayList<>();

  /** What came before its tasks stood as they are to. */
  private final List<Runnable> unheard = new ArrayList<>();

  private final List<String> voided = new ArrayList<>();

  String key = "";
  private boolean loaded;
  private boolean standing;
  boolean changed;
  boolean paused;
  boolean ending;

  /** Whether its result reaches the run. */
  private boolean answers;

  int limit = MOST_IN_FLIGHT;
  State state = RUNNING;
  private Optional<Failure> failure = Optional.empty();
  private Optional<OnFailure> onFailure = Optional.empty();

  @WorkflowInit
  public PhaseWorkflowImpl(PhaseInput input) {
    this.input = input;
    this.answers = input.answers();
    this.journal =
        new JournalWriter(
            input.run(), input.opening(), input.carried().map(PhaseCarried::numbered).orElse(0L));
    this.parent = Workflow.newExternalWorkflowStub(PlanWorkflow.class, input.run());
    this.claims = new Claims(input);
    input.ended().forEach(this::learn);
    input.stored().forEach(key -> learn(End.stored(key)));
  }

  @Override
  public PhaseEnd run(PhaseInput ignored) {
    journal.begin();
    try {
      load();
      while (!allEnded() || amendments.inHand()) {
        changed = false;
        amendments.goOn();
        claims.settle(outcomes);
        advance();
        details();
        if (!changed && mayContinue() && continuesBeforeWaiting()) {
          continueAsNew();
        }
        Workflow.await(() -> changed || (allEnded() && !amendments.inHand()));
        if (mayContinue()) {
          continueAsNew();
        }
      }
    } catch (CanceledFailure e) {
      state = CANCELLED;
    }
    PhaseEnd[] end = new PhaseEnd[1];
    CancellationScope asked = CancellationScope.current();
    Workflow.newDetachedCancellationScope(() -> end[0] = end(asked)).run();
    return end[0];
  }

  private void load() {
    Slice slice =
        plans.slice(
            input.carried().flatMap(PhaseCarried::planHash).orElse(input.planHash()), input.part());
    slice.steps().forEach(step -> tasks.put(step.task().key(), taskRun(step)));
    exports.addAll(slice.part().exports());
    key = slice.part().phase();
    List<Kept> kept =
        input
            .reopening()
            .map(from -> whole(plans.kept(input.planHash(), input.part(), from), from.run()))
            .orElse(List.of());
    loaded = true;
    if (input.carried().isPresent()) {
      standAsBefore(input.carried().get());
    } else {
      moved(Move.to(RUNNING));
      kept.forEach(this::keep);
      tasks.values().stream().filter(task -> task.state == PENDING).forEach(this::asDocumented);
    }
    input.commands().forEach(this::take);
    while (!unheard.isEmpty()) {
      unheard.removeFirst().run();
    }
    standing = true;
  }

  TaskRun taskRun(Slice.Step step) {
    // As phases from before their runs had shares went.
    return new TaskRun(step, input.shares().isPresent() ? input.priority() : Priority.P2);
  }

  /** The journal of this run is to have what another run gave. */
  private List<Kept> whole(List<Kept> kept, String run) {
    List<String> missing =
        kept.stream().filter(k -> k.stored() && k.valid()).map(Kept::task).toList();
    if (missing.isEmpty() || run.equals(input.run())) {
      return kept;
    }
    StoredOutcomes there = new StoredOutcomes();
    missing.forEach(key -> there.note(End.stored(key)));
    Map<String, Outcome> read = new LinkedHashMap<>();
    there.read(
        plans,
        run,
        missing,
        end -> {
          there.forget(end.key());
          read.put(end.key(), end.outcome());
        });
    return kept.stream()
        .map(k -> read.containsKey(k.task()) ? k.giving(read.get(k.task())) : k)
        .toList();
  }

  void asDocumented(TaskRun task) {
    if (task.task.state() == Progress.CANCELLED) {
      skipped(task, Optional.empty(), Optional.of("struck out in the document"));
    } else if (task.task.state() == Progress.DONE
        && !input.all()
        && task.execution == 1
        && !voided.contains(task.key())) {
      task.reason = Optional.of("done by document");
      succeeded(task, Outcome.NONE);
      task.reason = Optional.empty();
    }
  }

  /** What an earlier opening or run gave holds, unless it is to be done again. */
  private void keep(Kept kept) {
    TaskRun task = tasks.get(kept.task());
    if (task == null) {
      return;
    }
    boolean same = input.reopening().map(Reopening::run).equals(Optional.of(input.run()));
    if (!kept.valid() || voided.contains(kept.task())) {
      task.execution = same ? kept.execution() + 1 : 1;
      return;
    }
    task.state = kept.state();
    task.execution = same ? kept.execution() : 1;
    if (!same) {
      move(
          task,
          Move.to(kept.state())
              .because("kept from run " + input.reopening().map(Reopening::run).orElse(""))
              .giving(kept.outcome()));
    }
    finished(
        task,
        kept.stored() ? End.stored(task.key()) : new End(task.key(), SUCCEEDED, kept.outcome()));
  }

  private void standAsBefore(PhaseCarried before) {
    paused = before.paused();
    limit = before.limit();
    handled.addAll(before.handled());
    amendments.standAsBefore(before);
    undoStored = new Effects(List.of(), before.undoStored());
    awaited.addAll(before.awaited());
    for (PhaseCarried.TaskCarried stood : before.tasks()) {
      TaskRun task = tasks.get(stood.key());
      if (task != null) {
        task.stand(stood);
        if (task.state.ended()) {
          learn(
              new End(
                  task.key(),
                  stood.satisfied() ? SUCCEEDED : task.state,
                  stood.outcome(),
                  stood.actor(),
                  stood.stored()));
        } else if (task.state == WAITING && task.broken.isEmpty()) {
          claims.stood(task, ref(task));
          heed(task);
          gates.goOn(task, ref(task));
        }
      }
    }
  }

  private void continueAsNew() {
    if (heedsWhatIsPassedOn()) {
      claims.settle(outcomes);
    }
    putAwayUndo();
    do {
      journal.flush();
      Workflow.await(() -> Workflow.isEveryHandlerFinished() && telling.isOver());
    } while (journal.behind());
    if (!mayContinue()) {
      return;
    }
    Workflow.continueAsNew(
        input.continued(
            stored.travelling(
                ended.values().stream().filter(end -> !tasks.containsKey(end.key())).toList()),
            new PhaseCarried(
                journal.numbered(),
                paused,
                limit,
                handled.all(),
                standing(),
                amendments.amendedHash(),
                amendments.former(),
                amendments.undo(),
                undoStored.stored(),
                List.copyOf(awaited)),
            answers));
  }

  private List<PhaseCarried.TaskCarried> standing() {
    List<String> elsewhere =
        stored
            .travelling(
                ended.values().stream().filter(end -> tasks.containsKey(end.key())).toList())
            .stored();
    long broken = tasks.values().stream().filter(TaskRun::waitsForVerdict).count();
    return tasks.values().stream()
        .filter(task -> !task.removed)
        .map(
            task ->
                task.carried(
                    Optional.ofNullable(ended.get(task.key())),
                    elsewhere.contains(task.key()),
                    (int) (Weight.MOST / Math.max(1, broken))))
        .toList();
  }

  /** What is over no more changes: where it is much, it goes on by reference. */
  private void putAwayUndo() {
    List<UndoRecord> over =
        tasks.values().stream()
            .filter(task -> task.state.ended())
            .flatMap(task -> task.undo.stream())
            .toList();
    Effects light =
        new Effects(over, List.of()).light(Weight.MOST, input.run(), input.part(), input.team());
    if (light.records().isEmpty()) {
      undoStored = undoStored.and(light);
      tasks.values().forEach(task -> task.undo.removeAll(over));
    }
  }

  /** Earlier code waited here for a change that need not come. */
  private static boolean continuesBeforeWaiting() {
    return Workflow.getVersion("continue-before-waiting", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** Nothing is in flight but waits. */
  private boolean mayContinue() {
    return draining()
        && state == RUNNING
        && !allEnded()
        && !amendments.inHand()
        && tasks.values().stream().noneMatch(task -> task.state == RUNNING);
  }

  /** The history has become long: nothing new starts, so that only waits are carried on. */
  private static boolean draining() {
    return Workflow.getInfo().isContinueAsNewSuggested();
  }

  private void advance() {
    callAgain();
    if (amendments.inHand()) {
      return;
    }
    skipWhatCannotRun();
    if (paused || draining()) {
      return;
    }
    long free = limit - tasks.values().stream().filter(t -> t.state == RUNNING).count();
    List<TaskRun> startable =
        tasks.values().stream()
            .filter(task -> task.state == PENDING || task.state == READY)
            .filter(task -> !task.held && !lacksNeeds(task))
            .sorted(Comparator.comparing(task -> task.priority))
            .toList();
    List<String> needed =
        startable.stream()
            .limit(Math.max(0, free))
            .flatMap(task -> task.refersTo().stream())
            .toList();
    if (stored.read(plans, input.run(), needed, this::learn)) {
      // Time has passed: what is to start is decided anew.
      changed = true;
      return;
    }
    for (int i = 0; i < startable.size(); i++) {
      TaskRun task = startable.get(i);
      if (i < free) {
        start(task);
      } else if (task.state == PENDING) {
        moved(task, Move.to(READY));
      }
    }
  }

  private void skipWhatCannotRun() {
    boolean skipped = true;
    while (skipped) {
      skipped = false;
      for (TaskRun task : tasks.values()) {
        Optional<String> broken =
            task.state != PENDING && task.state != READY
                ? Optional.empty()
                : needs(task).filter(this::endedInVain).findFirst();
        if (broken.isPresent()) {
          moved(
              task, Move.to(SKIPPED).because("needs " + broken.get() + ", which did not succeed"));
          finished(task, new End(task.key(), SKIPPED, Outcome.NONE));
          skipped = true;
        }
      }
    }
  }

  private Stream<String> needs(TaskRun task) {
    return Stream.concat(task.needs.stream(), awaited.stream());
  }

  private boolean endedInVain(String key) {
    End end = ended.get(key);
    return end != null && end.state() != SUCCEEDED;
  }

  /** What it needs may have been voided since it was to start. */
  private boolean lacksNeeds(TaskRun task) {
    return !needs(task).allMatch(ended::containsKey);
  }

  private void start(TaskRun task) {
    if (lacksNeeds(task) && heedsWhatIsPassedOn()) {
      changed = true;
      return;
    }
    Binding binding = task.task.binding();
    StepRef step = ref(task);
    try {
      SortedMap<String, Object> asked = new TreeMap<>(binding.inputs());
      asked.putAll(task.changedInputs);
      References references = new References(outcomes);
      SortedMap<String, Object> inputs = references.resolve(task.executor, asked);
      StepCall call = new StepCall(task, step, inputs, input.shares());
      if (mustWait(task, step, inputs)) {
        return;
      }
      call.undo(references).ifPresent(task.undo::add);
      if (task.executor.name().equals(Gate.EXECUTOR)) {
        gates.open(task, step, inputs);
      } else if (task.executor.form() == Form.WAIT) {
        moved(task, Move.to(WAITING).waiting(task.byHand()));
        heed(task);
      } else {
        moved(task, Move.to(RUNNING));
        begin(task, call);
      }
    } catch (TemporalFailure e) {
      stepEnded(task, null, e);
    }
  }

  private void begin(TaskRun task, StepCall call) {
    CancellationScope scope =
        Workflow.newCancellationScope(
            () ->
                call.begin()
                    .handle(
                        (outcome, thrown) -> {
                          callEnded(task, call, outcome, thrown);
                          return null;
                        }));
    task.scope = Optional.of(scope);
    scope.run();
  }

  private void callEnded(
      TaskRun task, StepCall call, @Nullable Outcome outcome, @Nullable Throwable thrown) {
    Optional<StepCall> again =
        thrown == null || task.state.ended() ? Optional.empty() : again(task, call, thrown);
    if (again.isEmpty()) {
      stepEnded(task, outcome, thrown);
    } else {
      cutOff.add(again.get());
      changed = true;
    }
  }

  /** The call to be made after one that was cut off by no fault of the step. */
  private Optional<StepCall> again(TaskRun task, StepCall call, Throwable thrown) {
    Optional<StepCall> again = Outage.of(thrown).map(call::after);
    if (again.isEmpty() && state == RUNNING && task.goesOnElsewhere(thrown)) {
      moved(task, Move.to(RUNNING).because("its worker was lost"));
      return Optional.of(call.anew());
    }
    return again;
  }

  /** By the main thread: a scope that a callback made would not be cancelled with the phase. */
  private void callAgain() {
    List<StepCall> calls = List.copyOf(cutOff);
    cutOff.clear();
    for (StepCall call : calls) {
      TaskRun task = call.task();
      if (task.scope.filter(CancellationScope::isCancelRequested).isPresent()) {
        stepEnded(task, null, new CanceledFailure("cancelled before it was called again"));
      } else {
        begin(task, call);
      }
    }
  }

  /** For what runs share; or it was overtaken by a verb while it asked. */
  private boolean mustWait(TaskRun task, StepRef step, SortedMap<String, Object> inputs) {
    Optional<Waiting> share = claims.ask(task, step, inputs);
    if (task.held || task.state != PENDING && task.state != READY) {
      changed = true;
      return true;
    }
    boolean same = step.execution() == task.execution;
    if ((!same || lacksNeeds(task)) && heedsWhatIsPassedOn()) {
      if (same && claims.holds(step)) {
        // It goes back.
        task.again();
      }
      changed = true;
      return true;
    }
    boolean told = task.share.isPresent() && task.share.equals(share);
    task.share = share;
    if (told) {
      task.state = WAITING;
    } else {
      share.ifPresent(waiting -> moved(task, Move.to(WAITING).waiting(waiting)));
    }
    if (share.isEmpty()) {
      claims.begun(step);
    }
    return share.isPresent();
  }

  @Override
  public void granted(String step) {
    claims.hear(step);
    for (TaskRun task : tasks.values()) {
      if (task.state == WAITING && task.share.isPresent() && ref(task).id().equals(step)) {
        task.state = READY;
        changed = true;
      }
    }
  }

  private StepRef ref(TaskRun task) {
    return new StepRef(input.run(), input.part(), task.key(), task.execution, input.team());
  }

  /** What a person says of a task that is done by hand. */
  void heed(TaskRun task) {
    var unused =
        task.answer.handle(
            (outcome, thrown) -> {
              stepEnded(task, outcome, thrown);
              return null;
            });
  }

  private void stepEnded(TaskRun task, @Nullable Outcome outcome, @Nullable Throwable thrown) {
    if (task.state.ended()) {
      return;
    }
    boolean cancelled = thrown != null && (task.removed || Failures.cancelled(thrown));
    if (task.afterCancel == AfterCancel.AGAIN) {
      task.again();
      moved(task, Move.to(PENDING));
    } else if (cancelled && task.afterCancel == AfterCancel.HOLD) {
      task.reset();
      moved(task, Move.to(PAUSED));
    } else if (cancelled && task.afterCancel == AfterCancel.SKIP) {
      skipped(task, task.actor, task.reason);
    } else if (cancelled) {
      moved(task, Move.to(CANCELLED).by(task.actor).because(task.reason));
      finished(task, new End(task.key(), CANCELLED, Outcome.NONE));
    } else if (thrown == null && outcome != null && !outcome.tasks().isEmpty()) {
      amendments.grow(task, outcome);
    } else if (thrown == null) {
      succeeded(task, outcome == null ? Outcome.NONE : outcome);
    } else {
      failed(task, Failures.of(thrown));
    }
  }

  void succeeded(TaskRun task, Outcome outcome) {
    task.succeeded();
    move(task, Move.to(SUCCEEDED).by(task.actor).because(task.reason).giving(outcome));
    finished(task, new End(task.key(), SUCCEEDED, outcome, task.actor));
  }

  /** A person or the document leaves it out: what waits for it goes on. */
  void skipped(TaskRun task, Optional<String> actor, Optional<String> reason) {
    moved(task, Move.to(SKIPPED).by(actor).because(reason));
    finished(task, new End(task.key(), SUCCEEDED, Outcome.NONE));
  }

  void failed(TaskRun task, Failure why) {
    Optional<No> no =
        state == RUNNING ? task.gate.flatMap(g -> g.no(why, task.execution)) : Optional.empty();
    if (no.isPresent()) {
      gates.refused(task, no.get(), why);
    } else if (task.task.binding().onFailure() == OnFailure.WAIT
        && (task.executor.form() != Form.WAIT || task.gate.isPresent())
        && state == RUNNING) {
      waitForVerdict(task, why);
    } else {
      failedForGood(task, why);
    }
  }

  void waitForVerdict(TaskRun task, Failure why) {
    task.broken = Optional.of(why);
    moved(task, Move.to(WAITING).failing(Optional.of(why)).waiting(TaskRun.forVerdict(why)));
  }

  void failedForGood(TaskRun task, Failure why) {
    failedForGood(task, why, task.task.binding().onFailure());
  }

  void failedForGood(TaskRun task, Failure why, OnFailure policy) {
    moved(task, Move.to(FAILED).by(task.actor).because(task.reason).failing(Optional.of(why)));
    finished(task, new End(task.key(), FAILED, Outcome.NONE));
    if (state == RUNNING) {
      state = FAILED;
      failure = Optional.of(new Failure(why.code(), task.key() + ": " + why.message()));
      // Who was asked said that it has failed: then it goes as it does by default.
      onFailure = Optional.of(policy == OnFailure.WAIT ? OnFailure.UNDO : policy);
      stopTheRest(task.key());
    }
  }

  /** What is in flight is cancelled, what is not begun is skipped. */
  private void stopTheRest(String because) {
    String reason = because + " failed";
    for (TaskRun task : tasks.values()) {
      switch (task.state) {
        case PENDING, READY, PAUSED -> {
          moved(task, Move.to(SKIPPED).because(reason));
          finished(task, new End(task.key(), SKIPPED, Outcome.NONE));
        }
        case WAITING -> {
          moved(task, Move.to(CANCELLED).because(reason));
          finished(task, new End(task.key(), CANCELLED, Outcome.NONE));
        }
        case RUNNING -> {
          if (!amendments.settle(task)) {
            task.afterCancel = AfterCancel.END;
            task.scope.ifPresent(scope -> scope.cancel(reason));
          }
        }
        case SUCCEEDED, FAILED, SKIPPED, UNDOING, UNDONE, CANCELLED -> {}
      }
    }
  }

  /**
   * @param asked in which the phase is asked to cancel
   */
  private PhaseEnd end(CancellationScope asked) {
    ending = true;
    callAgain();
    for (TaskRun task : tasks.values()) {
      if (!amendments.settle(task) && !task.state.ended() && task.state != RUNNING) {
        moved(task, Move.to(CANCELLED));
      }
      task.afterCancel = AfterCancel.END;
    }
    Workflow.await(() -> tasks.values().stream().noneMatch(TaskRun::inFlight));
    claims.close(tasks.values(), outcomes);
    if (state == RUNNING) {
      state = SUCCEEDED;
    }
    moved(Move.to(state).failing(state == FAILED ? failure : Optional.empty()));
    details();
    Workflow.upsertTypedSearchAttributes(SearchKeys.RUN_STATE.valueSet(SearchKeys.word(state)));
    journal.close();
    Workflow.await(Workflow::isEveryHandlerFinished);
    Effects effects =
        undoStored
            .and(new Effects(undoRecords(), List.of()))
            .light(input.run(), input.part(), input.team());
    if (input.answers()) {
      Workflow.await(telling::isOver);
    }
    PhaseEnd end =
        new PhaseEnd(
            input.part(), state, failure, onFailure, effects.records(), late, effects.stored());
    // The SDK drops the result of a workflow that was asked to cancel.
    if (!answers || asked.isCancelRequested()) {
      tell(run -> run.phaseEnded(end));
    }
    return end;
  }

  private List<UndoRecord> undoRecords() {
    List<UndoRecord> records = new ArrayList<>(amendments.undo());
    tasks.values().stream().filter(task -> !task.removed).forEach(t -> records.addAll(t.undo));
    return records;
  }

  private void finished(TaskRun task, End end) {
    learn(end);
    if (exports.contains(task.key())) {
      telling.of(
          () -> Workflow.newDetachedCancellationScope(() -> tell(run -> run.released(end))).run());
    }
  }

  /** A run that was terminated hears nothing more. */
  void tell(Consumer<PlanWorkflow> signal) {
    try {
      signal.accept(parent);
    } catch (SignalExternalWorkflowException e) {
      Workflow.getLogger(PhaseWorkflowImpl.class).info("the run ended before it could be told");
    }
  }

  void learn(End end) {
    ended.put(end.key(), end);
    outcomes.put(end.key(), end.outcome());
    stored.note(end);
    changed = true;
  }

  private void forget(String key) {
    ended.remove(key);
    outcomes.remove(key);
    stored.forget(key);
    changed = true;
  }

  void moved(TaskRun task, Move move) {
    task.state = move.to();
    changed = true;
    move(task, move);
  }

  private void move(TaskRun task, Move move) {
    journal.move(
        Optional.of(input.part()), Optional.of(task.key()), move.execution(task.execution));
  }

  /** The phase itself. */
  void moved(Move move) {
    journal.move(Optional.of(input.part()), Optional.empty(), move);
  }

  private boolean allEnded() {
    return loaded && tasks.values().stream().allMatch(task -> task.state.ended());
  }

  @Override
  public void checkAct(Command command) {
    Weight.check(command);
    if (loaded) {
      verbs.refusal(command).ifPresent(PhaseVerbs::reject);
    }
  }

  @Override
  public String act(Command command) {
    Workflow.await(() -> loaded);
    verbs.refusal(command).ifPresent(PhaseVerbs::reject);
    return verbs.take(command);
  }

  @Override
  public void passedOn(Command command) {
    if (!standing && heedsWhatIsPassedOn()) {
      unheard.add(() -> take(command));
    } else {
      take(command);
    }
  }

  private void take(Command command) {
    Optional<String> refusal = verbs.refusal(command);
    if (refusal.isEmpty()) {
      verbs.take(command);
    } else if (!ending && verbs.isForHere(command.verb()) && heedsWhatIsPassedOn()) {
      moved(
          Move.to(paused ? PAUSED : RUNNING)
              .by(Optional.of(command.actor()))
              .because("not taken: " + refusal.get()));
    }
  }

  /** Earlier code dropped what came while it loaded its tasks, and verbs that it refused. */
  private static boolean heedsWhatIsPassedOn() {
    return Workflow.getVersion("passed-on", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  static String stop(TaskRun task, AfterCancel then, String answer) {
    task.afterCancel = then;
    task.scope.ifPresent(scope -> scope.cancel(answer));
    return answer;
  }

  @Override
  public void released(End end) {
    learn(end);
  }

  @Override
  public void orphaned() {
    answers = false;
  }

  @Override
  public void freeze(PhaseAmendment.Freeze freeze) {
    hear(freeze);
  }

  @Override
  public void decided(PhaseAmendment.Decided decided) {
    hear(decided);
  }

  @Override
  public void grown(PhaseAmendment.Grown grown) {
    hear(grown);
  }

  private void hear(PhaseAmendment what) {
    // One that is ending tells of that itself.
    if (!ending) {
      amendments.hear(what);
      changed = true;
    }
  }

  @Override
  public void invalidated(Invalidated what) {
    if (ending) {
      late.addAll(what.tasks());
      return;
    }
    what.elsewhere().forEach(this::forget);
    what.before().forEach(this::forget);
    awaited.addAll(what.before());
    if (!standing && heedsWhatIsPassedOn()) {
      voided.addAll(what.tasks());
      unheard.add(() -> invalidateTasks(what));
    } else {
      invalidateTasks(what);
    }
  }

  private void invalidateTasks(Invalidated what) {
    for (String key : what.tasks()) {
      TaskRun task = tasks.get(key);
      if (task != null) {
        invalidate(task, what);
      }
    }
  }

  private void invalidate(TaskRun task, Invalidated what) {
    switch (task.state) {
      case PENDING, PAUSED -> {}
      case READY -> {
        // What it was granted must not be held while it waits.
        if (claims.holds(ref(task)) && heedsWhatIsPassedOn()) {
          task.again();
          moved(task, Move.to(PENDING).by(Optional.of(what.actor())).because(what.cause()));
        }
      }
      case RUNNING -> stop(task, AfterCancel.AGAIN, what.cause());
      case WAITING, SUCCEEDED, FAILED, SKIPPED, UNDOING, UNDONE, CANCELLED -> {
        forget(task.key());
        task.again();
        moved(task, Move.to(PENDING).by(Optional.of(what.actor())).because(what.cause()));
      }
    }
    task.actor = Optional.empty();
    task.reason = Optional.empty();
  }

  @Override
  public Optional<String> answered(String command) {
    return handled.answer(command);
  }

  @Override
  public PhaseStatus status() {
    TreeMap<String, State> states = new TreeMap<>();
    TreeMap<String, Waiting> waits = new TreeMap<>();
    for (TaskRun task : tasks.values()) {
      states.put(task.key(), task.state);
      task.waiting().ifPresent(waiting -> waits.put(task.key(), waiting));
    }
    return new PhaseStatus(paused && state == RUNNING ? PAUSED : state, states, waits);
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
