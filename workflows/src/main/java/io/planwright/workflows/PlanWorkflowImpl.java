package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PAUSED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SKIPPED;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.UNDOING;
import static io.planwright.plan.run.State.UNDONE;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Lane;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import io.planwright.workflows.plans.Reopening;
import io.planwright.workflows.plans.UndoScope;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens each phase whose needs have ended, passes on between phases what one waits for from
 * another, and at the end of a run that failed or was cancelled has its effects undone. Phases are
 * abandoned children: they outlive a continued parent, so the parent cancels them itself, and one
 * that is open while it continues tells of its end by signal.
 */
public final class PlanWorkflowImpl implements PlanWorkflow {
  private static final int MOST_OPEN_PHASES = 100;

  /** Phases that are open may wait for those that open again. */
  private static final int MOST_OPEN_AGAIN = 1_000;

  private final RunInput input;
  final String id = Workflow.getInfo().getWorkflowId();
  final JournalWriter journal;
  final PlanSteps plans = LocalSteps.of(PlanSteps.class);
  final Map<String, Skeleton.Part> parts = new LinkedHashMap<>();
  final SequencedMap<String, State> states = new LinkedHashMap<>();
  final SequencedMap<String, End> ended = new LinkedHashMap<>();
  private final Map<String, Promise<WorkflowExecution>> started = new LinkedHashMap<>();

  /** Runs from before this was so are told by signals alone. */
  private final boolean phasesAnswer =
      Workflow.getVersion("phases-answer", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;

  /** Runs from before this was so tell an open phase only of what single tasks of it wait for. */
  final boolean tellsOfNeeds =
      Workflow.getVersion("tells-of-needs", Workflow.DEFAULT_VERSION, 1)
          != Workflow.DEFAULT_VERSION;

  /** Open phases of which only their results tell. */
  private final Set<String> answering = new LinkedHashSet<>();

  private final StoredOutcomes stored = new StoredOutcomes();
  private final Telling telling = new Telling();
  final SequencedMap<String, Effects> undo = new LinkedHashMap<>();
  private final SequencedMap<String, Integer> openings = new LinkedHashMap<>();
  private final SequencedMap<String, Reopening> reopenings = new LinkedHashMap<>();
  private final Handled handled = new Handled();
  private final PhaseWatch watch = new PhaseWatch();

  private final List<PhaseEnd> toContain = new ArrayList<>();
  final RunAmendments amendments = new RunAmendments(this);
  private final RunVerbs verbs = new RunVerbs(this);
  String planHash = "";
  Shares shares = Shares.USUAL;
  State state = RUNNING;
  boolean changed;
  boolean paused;

  /** Whether the document says of something how people undo it. */
  private boolean byHand;

  private int children;
  private int undoings;
  Optional<Failure> failure = Optional.empty();
  OnFailure onFailure = OnFailure.UNDO;
  Optional<Command> cancel = Optional.empty();

  @WorkflowInit
  public PlanWorkflowImpl(RunInput input) {
    this.input = input;
    this.journal = new JournalWriter(id, 1, input.carried().map(RunCarried::numbered).orElse(0L));
  }

  @Override
  public RunEnd run(RunInput ignored) {
    journal.begin();
    try {
      load();
      while (state == RUNNING && (verbs.isAsked() || !allEnded())) {
        changed = false;
        verbs.carryOut();
        amendments.grow();
        open();
        contain();
        details();
        await(() -> changed || state != RUNNING || allEnded());
        if (Workflow.getInfo().isContinueAsNewSuggested() && state == RUNNING) {
          continueAsNew();
        }
      }
      contain();
    } catch (CanceledFailure e) {
      state = CANCELLED;
    }
    Workflow.newDetachedCancellationScope(this::end).run();
    return result();
  }

  private void load() {
    PlanChoice choice =
        input.carried().map(before -> input.plan().pinned(before.planHash())).orElse(input.plan());
    Skeleton skeleton = plans.skeleton(choice);
    planHash = skeleton.planHash();
    if (input.carried().isEmpty()) {
      journal.opened(input, planHash, skeleton.title());
      moved(Move.to(RUNNING));
    }
    follow(skeleton);
    input.carried().ifPresent(this::standAsBefore);
  }

  /** What the run works through from here on; a phase that it knows stands as it stood. */
  void follow(Skeleton skeleton) {
    planHash = skeleton.planHash();
    byHand = skeleton.rollbacks() > 0;
    shares = input.shares().orElse(Shares.USUAL).or(skeleton.shares());
    parts.clear();
    for (Skeleton.Part part : skeleton.phases()) {
      parts.put(part.key(), part);
      states.putIfAbsent(part.key(), PENDING);
    }
  }

  PlanChoice choice() {
    return input.plan();
  }

  private void standAsBefore(RunCarried before) {
    paused = before.paused();
    undoings = before.undoings();
    states.putAll(before.states());
    before.ended().forEach(this::learn);
    before.stored().forEach(key -> learn(End.stored(key)));
    openings.putAll(before.openings());
    reopenings.putAll(before.reopenings());
    before.undo().forEach((part, records) -> addUndo(part, new Effects(records, List.of())));
    before.undoStored().forEach((part, refs) -> addUndo(part, new Effects(List.of(), refs)));
    verbs.standAsBefore(before.early());
    handled.addAll(before.handled());
    watch.begin();
  }

  /** Its phases stay open: they tell of their ends by signals to the run's id. */
  private void continueAsNew() {
    putAwayUndo();
    journal.flush();
    List.copyOf(answering).forEach(this::orphan);
    // One that asks for an amendment waits for the main loop.
    Workflow.await(
        () ->
            verbs.isAsked()
                || (Workflow.isEveryHandlerFinished()
                    && telling.isOver()
                    && started.values().stream().allMatch(Promise::isCompleted)));
    if (state != RUNNING
        || !verbs.isIdle()
        || !amendments.idle()
        || !toContain.isEmpty()
        || !answering.isEmpty()
        || journal.behind()) {
      return;
    }
    StoredOutcomes.Travelling known = stored.travelling(ended.values());
    SequencedMap<String, List<UndoRecord>> records = new LinkedHashMap<>();
    SequencedMap<String, List<ArtifactRef>> refs = new LinkedHashMap<>();
    undo.forEach(
        (part, effects) -> {
          records.put(part, effects.records());
          refs.put(part, effects.stored());
        });
    Workflow.continueAsNew(
        input.continued(
            new RunCarried(
                planHash,
                journal.numbered(),
                paused,
                undoings,
                states,
                known.ended(),
                known.stored(),
                openings,
                reopenings,
                records,
                refs,
                verbs.early(),
                handled.all())));
  }

  /** One that has just ended can't be told; its result is on the way. */
  private void orphan(String part) {
    var unused =
        tellOpen(
            part,
            phase -> {
              phase.orphaned();
              answering.remove(part);
            });
  }

  /** What it would take to carry all of it is too much for a payload. */
  private void putAwayUndo() {
    if (undo.values().stream().mapToInt(e -> Weight.ofRecords(e.records())).sum() > Weight.MOST) {
      for (String part : List.copyOf(undo.keySet())) {
        Effects whole = undo.getOrDefault(part, Effects.NONE);
        Effects light = whole.byReference(id, part, input.plan().team());
        // More may have come meanwhile.
        undo.computeIfPresent(part, (_, now) -> light.and(now.since(whole)));
      }
    }
  }

  private void open() {
    if (paused) {
      return;
    }
    boolean skipped = true;
    while (skipped) {
      skipped = false;
      for (Skeleton.Part part : parts.values()) {
        Optional<String> broken = part.needs().stream().filter(this::endedInVain).findFirst();
        if (states.get(part.key()) == PENDING && broken.isPresent()) {
          skip(part, broken.get());
          skipped = true;
        }
      }
    }
    for (Skeleton.Part part : parts.values()) {
      long open = states.values().stream().filter(s -> s == RUNNING).count();
      int most = tellsOfNeeds && opensAgain(part.key()) ? MOST_OPEN_AGAIN : MOST_OPEN_PHASES;
      if (open < most
          && states.get(part.key()) == PENDING
          && part.needs().stream().allMatch(ended::containsKey)) {
        open(part);
      }
    }
  }

  private boolean endedInVain(String key) {
    End end = ended.get(key);
    return end != null && end.state() != SUCCEEDED;
  }

  private void skip(Skeleton.Part part, String because) {
    String reason = "needs " + because + ", which did not succeed";
    for (Slice.Step step : plans.slice(planHash, part.key()).steps()) {
      String task = step.task().key();
      journal.move(Optional.of(part.key()), Optional.of(task), Move.to(SKIPPED).because(reason));
      if (part.exports().contains(task)) {
        released(new End(task, SKIPPED, Outcome.NONE));
      }
    }
    moved(part.key(), Move.to(SKIPPED).because(reason));
    ended(part.key(), SKIPPED);
  }

  private void open(Skeleton.Part part) {
    states.put(part.key(), RUNNING);
    int opening = openings.merge(part.key(), 1, Integer::sum);
    PhaseWorkflow phase =
        Workflow.newChildWorkflowStub(
            PhaseWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(id + "/" + part.key())
                .setTaskQueue(Lane.PLAN.queue())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary(RunOptions.summary(part.title()))
                .setPriority(RunOptions.share(input.priority(), input.plan().team(), shares))
                .setTypedSearchAttributes(
                    SearchAttributes.newBuilder()
                        .set(SearchKeys.PLAN_ID, input.plan().planId())
                        .set(SearchKeys.PHASE, part.key())
                        .set(SearchKeys.TEAM, input.plan().team())
                        .set(SearchKeys.OWNER, input.actor())
                        .set(SearchKeys.PRIORITY, input.priority().name())
                        .set(SearchKeys.RUN_STATE, SearchKeys.word(RUNNING))
                        .build())
                .build());
    Optional<Reopening> before = Optional.ofNullable(reopenings.remove(part.key()));
    StoredOutcomes.Travelling known =
        stored.travelling(
            part.imports().stream()
                .flatMap(key -> Optional.ofNullable(ended.get(key)).stream())
                .toList());
    PhaseInput opened =
        new PhaseInput(
            id,
            input.plan().planId(),
            planHash,
            part.key(),
            input.plan().team(),
            input.priority(),
            input.all(),
            known.ended(),
            known.stored(),
            // What was said for an earlier opening holds no more.
            opening == 1 ? verbs.early() : List.of(),
            opening,
            opening == 1 ? input.origin().map(o -> before.map(o::and).orElse(o)) : before,
            Optional.empty(),
            Optional.of(shares),
            phasesAnswer);
    if (phasesAnswer) {
      answering.add(part.key());
    }
    children++;
    Workflow.newDetachedCancellationScope(
            () ->
                Async.function(phase::run, opened)
                    // It was terminated, or failed by no fault of its tasks.
                    .exceptionally(lost -> lost(part.key(), Failures.of(lost)))
                    .thenApply(
                        end -> {
                          children--;
                          answered(end, opening);
                          return end;
                        }))
        .run();
    // It takes signals only when it has started.
    started.put(part.key(), Workflow.getWorkflowExecution(phase));
  }

  /** One that signalled its end may have been opened again since. */
  private void answered(PhaseEnd end, int opening) {
    if (opening == openings.getOrDefault(end.key(), 0)) {
      phaseEnded(end);
    }
  }

  @Override
  public void phaseEnded(PhaseEnd end) {
    String part = end.key();
    if (states.get(part) != RUNNING) {
      return;
    }
    changed = true;
    answering.remove(part);
    if (verbs.rollsBack(part)) {
      addUndo(part, end.effects());
      states.put(part, CANCELLED);
    } else if (state == RUNNING && end.state() == SUCCEEDED && !end.redo().isEmpty()) {
      addUndo(part, end.effects());
      if (tellsOfNeeds) {
        end.redo().forEach(this::forget);
      }
      reopen(part, new Reopening(id, end.redo()));
    } else if (end.state() == FAILED && end.onFailure().equals(Optional.of(OnFailure.CONTAIN))) {
      states.put(part, UNDOING);
      toContain.add(end);
    } else {
      addUndo(part, end.effects());
      ended(part, end.state());
      if (end.state() == FAILED && state == RUNNING) {
        state = FAILED;
        failure = end.failure();
        onFailure = end.onFailure().orElse(OnFailure.UNDO);
      }
    }
  }

  private void addUndo(String part, Effects more) {
    undo.merge(part, more, Effects::and);
  }

  /** Waits, and sees to it that no phase is waited for that has ended without a word. */
  void await(Supplier<Boolean> condition) {
    while (!watch.await(orphans(), condition)) {
      for (String part : orphans()) {
        if (!watch.isOpen(id + "/" + part)) {
          phaseEnded(
              lost(
                  part,
                  new Failure(
                      FailureKind.TERMINATED.name(), "phase " + part + " ended without a word")));
        }
      }
    }
  }

  private List<String> orphans() {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue() == RUNNING && !started.containsKey(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static PhaseEnd lost(String part, Failure why) {
    return new PhaseEnd(
        part,
        FAILED,
        Optional.of(why),
        Optional.of(OnFailure.STOP),
        List.of(),
        List.of(),
        List.of());
  }

  void reopen(String part, Reopening from) {
    states.put(part, PENDING);
    forget(part);
    reopenings.merge(part, from, Reopening::and);
    changed = true;
  }

  boolean opensAgain(String part) {
    return reopenings.containsKey(part);
  }

  /** It would open with what the run that this one repeats gave. */
  boolean mayKeepOfItsOrigin(String part) {
    return input.origin().isPresent() && states.get(part) == PENDING;
  }

  void forget(String key) {
    ended.remove(key);
    stored.forget(key);
  }

  /** What a contained phase did is undone; for the phases after it, it then counts as over. */
  void contain() {
    while (!toContain.isEmpty()) {
      PhaseEnd end = toContain.removeFirst();
      moved(end.key(), Move.to(UNDOING).because(end.failure().map(Failure::message)));
      List<String> left =
          undo(
              id + "/" + end.key() + "/undo",
              end.effects(),
              new UndoScope(List.of(end.key()), false));
      if (left.isEmpty()) {
        moved(end.key(), Move.to(UNDONE).because("contained"));
        states.put(end.key(), UNDONE);
        End over = new End(end.key(), SUCCEEDED, Outcome.NONE);
        if (tellsOfNeeds) {
          // What it was to do again, and did not, is waited for no more.
          Optional.ofNullable(parts.get(end.key())).stream()
              .flatMap(part -> part.exports().stream())
              .filter(key -> !ended.containsKey(key))
              .toList()
              .forEach(key -> released(new End(key, SKIPPED, Outcome.NONE)));
          released(over);
        } else {
          learn(over);
        }
      } else {
        ended(end.key(), FAILED);
        state = FAILED;
        failure = Optional.of(new Failure("UNDO_INCOMPLETE", String.join("; ", left)));
        onFailure = OnFailure.STOP;
      }
    }
  }

  @Override
  public void rejected(Rejection rejection) {
    verbs.reject(rejection);
    changed = true;
  }

  Skeleton.Part part(String key) {
    Skeleton.Part part = parts.get(key);
    if (part == null) {
      throw new IllegalStateException("the run has no part " + key);
    }
    return part;
  }

  private void end() {
    states.forEach(
        (part, at) -> {
          if (at == RUNNING) {
            cancelPhase(part);
          }
        });
    await(() -> states.values().stream().noneMatch(at -> at == RUNNING));
    contain();
    Effects effects = undo.values().stream().reduce(Effects.NONE, Effects::and);
    if (state != RUNNING
        && (state == CANCELLED || onFailure == OnFailure.UNDO)
        && (byHand || !effects.isEmpty())) {
      moved(Move.to(UNDOING));
      List<String> left = undo(undoId(), effects, new UndoScope(List.copyOf(undo.keySet()), true));
      if (!left.isEmpty()) {
        failure = Optional.of(new Failure("UNDO_INCOMPLETE", String.join("; ", left)));
      }
    }
    if (state == RUNNING) {
      state = SUCCEEDED;
    }
    details();
    Workflow.upsertTypedSearchAttributes(SearchKeys.RUN_STATE.valueSet(SearchKeys.word(state)));
    // A child that closes while its parent does costs the parent a second attempt.
    Workflow.await(() -> children == 0 && Workflow.isEveryHandlerFinished());
    moved(
        Move.to(state)
            .by(state == CANCELLED ? cancel.map(Command::actor) : Optional.empty())
            .because(state == CANCELLED ? cancel.flatMap(Command::reason) : Optional.empty())
            .failing(state == SUCCEEDED ? Optional.empty() : failure));
    journal.close();
  }

  /** One undo of a run has the usual name; a rollback before it has taken that. */
  String undoId() {
    return id + "/undo" + (++undoings == 1 ? "" : "-" + undoings);
  }

  void cancelPhase(String part) {
    try {
      Workflow.newUntypedExternalWorkflowStub(id + "/" + part).cancel();
    } catch (TemporalFailure | io.temporal.workflow.CancelExternalWorkflowException e) {
      // It has just ended by itself; its signal is on the way.
      Workflow.getLogger(PlanWorkflowImpl.class).info("phase {} had ended", part);
    }
  }

  List<String> undo(String name, Effects effects, UndoScope scope) {
    if (effects.isEmpty() && !byHand) {
      return List.of();
    }
    Effects light = effects.light(id, "", input.plan().team());
    return Workflow.newChildWorkflowStub(
            UndoWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(name)
                .setTaskQueue(Lane.PLAN.queue())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary(light.words())
                .build())
        .run(
            new UndoInput(
                id, light.records(), Optional.of(planHash), Optional.of(scope), light.stored()))
        .left();
  }

  /** A run that did not succeed fails its workflow too, so that Temporal's own lists show it. */
  private RunEnd result() {
    if (state == SUCCEEDED) {
      return new RunEnd(state, Optional.empty());
    }
    Failure why =
        failure.orElseGet(
            () ->
                new Failure("CANCELLED", cancel.map(c -> "by " + c.actor()).orElse("in Temporal")));
    throw ApplicationFailure.newBuilder()
        .setType(why.code())
        .setMessage(why.message())
        .setNonRetryable(true)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  @Override
  public void released(End end) {
    learn(end);
    eachOpenPhase(
        phase -> phase.released(end),
        part ->
            part.imports().contains(end.key())
                || (tellsOfNeeds && part.needs().contains(end.key())));
  }

  private void ended(String part, State at) {
    states.put(part, at);
    released(new End(part, at, Outcome.NONE));
  }

  void learn(End end) {
    ended.put(end.key(), end);
    stored.note(end);
    changed = true;
  }

  void eachOpenPhase(Consumer<PhaseWorkflow> tell, Predicate<Skeleton.Part> whom) {
    for (Skeleton.Part part : parts.values()) {
      if (states.get(part.key()) == RUNNING && whom.test(part)) {
        var unused = tellOpen(part.key(), tell);
      }
    }
  }

  Promise<Void> tellOpen(String part, Consumer<PhaseWorkflow> tell) {
    PhaseWorkflow phase = Workflow.newExternalWorkflowStub(PhaseWorkflow.class, id + "/" + part);
    Promise<WorkflowExecution> start = started.get(part);
    List<Promise<Void>> told = new ArrayList<>();
    Workflow.newDetachedCancellationScope(
            () -> told.add(Async.procedure(() -> telling.of(() -> tell(phase, start, tell)))))
        .run();
    return told.getFirst();
  }

  private static void tell(
      PhaseWorkflow phase,
      @Nullable Promise<WorkflowExecution> start,
      Consumer<PhaseWorkflow> tell) {
    try {
      if (start != null) {
        start.get();
      }
      tell.accept(phase);
    } catch (io.temporal.workflow.SignalExternalWorkflowException e) {
      Workflow.getLogger(PlanWorkflowImpl.class).info("a phase ended before it could be told");
    }
  }

  @Override
  public void checkAct(Command command) {
    Weight.check(command);
    if (handled.answer(command.id()).isEmpty()) {
      verbs.checkRoom(command);
      verbs
          .refusal(command.verb())
          .ifPresent(
              message -> {
                throw FailureKind.COMMAND_REJECTED.failure(message);
              });
    }
  }

  @Override
  public String act(Command command) {
    Optional<String> before = handled.answer(command.id());
    if (before.isPresent()) {
      return before.get();
    }
    String answer = verbs.take(command);
    handled.add(command.id(), answer);
    changed = true;
    return answer;
  }

  @Override
  public void frozen(Frozen frozen) {
    amendments.frozen(frozen);
  }

  @Override
  public void growing(Growing growing) {
    amendments.growing(growing);
    changed = true;
  }

  @Override
  public Optional<String> answered(String command) {
    return handled.answer(command);
  }

  @Override
  public RunStatus status() {
    return new RunStatus(paused && state == RUNNING ? PAUSED : state, new TreeMap<>(states));
  }

  private boolean allEnded() {
    return toContain.isEmpty() && states.values().stream().allMatch(State::ended);
  }

  /** The run itself. */
  void moved(Move move) {
    journal.move(Optional.empty(), Optional.empty(), move);
  }

  void moved(String part, Move move) {
    journal.move(Optional.of(part), Optional.empty(), move);
  }

  private void details() {
    StringBuilder table = new StringBuilder("| phase | state |\n|---|---|\n");
    states.forEach(
        (key, at) -> {
          if (table.length() < 15_000) {
            Skeleton.Part part = parts.get(key);
            String title = part == null ? key : part.title();
            table.append("| %s | %s |\n".formatted(title.replace("|", "\\|"), SearchKeys.word(at)));
          }
        });
    Workflow.setCurrentDetails(table.toString());
  }
}
