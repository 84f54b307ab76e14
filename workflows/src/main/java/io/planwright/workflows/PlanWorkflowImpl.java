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
import io.planwright.plan.run.Need;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import io.planwright.workflows.plans.Reopening;
import io.planwright.workflows.plans.UndoScope;
import io.planwright.workflows.shares.ShareSteps;
import io.temporal.activity.LocalActivityOptions;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens each phase whose needs have ended, passes on between phases what one waits for from
 * another, and at the end of a run that failed or was cancelled has its effects undone. Phases are
 * abandoned children: they outlive a continued parent, so the parent cancels them itself and learns
 * of their end by signal.
 */
public final class PlanWorkflowImpl implements PlanWorkflow {
  private static final int MOST_OPEN_PHASES = 100;

  /** Characters of verbs that wait for phases to open. */
  static final int MOST_OF_EARLY = Weight.MOST_ALONE;

  private final RunInput input;
  final String run = Workflow.getInfo().getWorkflowId();
  final JournalWriter journal;
  final PlanSteps plans =
      Workflow.newLocalActivityStub(
          PlanSteps.class,
          LocalActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());
  private final ShareSteps allowances =
      Workflow.newLocalActivityStub(
          ShareSteps.class,
          LocalActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());
  final Map<String, Skeleton.Part> parts = new LinkedHashMap<>();
  final SequencedMap<String, State> states = new LinkedHashMap<>();
  final SequencedMap<String, End> ended = new LinkedHashMap<>();
  private final Map<String, Promise<WorkflowExecution>> started = new LinkedHashMap<>();
  private final StoredOutcomes stored = new StoredOutcomes();
  private final Telling telling = new Telling();
  private final SequencedMap<String, Effects> undo = new LinkedHashMap<>();
  private final SequencedMap<String, Integer> openings = new LinkedHashMap<>();
  private final SequencedMap<String, Reopening> reopenings = new LinkedHashMap<>();
  private final List<Command> early = new ArrayList<>();

  private final Handled handled = new Handled();
  private final PhaseWatch watch = new PhaseWatch();

  /** Verbs that the main loop carries out, since they take longer than an update may. */
  private final List<Command> asked = new ArrayList<>();

  private final List<Rejection> rejections = new ArrayList<>();
  private final SequencedSet<String> rollingBack = new LinkedHashSet<>();
  private final List<PhaseEnd> toContain = new ArrayList<>();
  private final RunAmendments amendments = new RunAmendments(this);
  String planHash = "";
  private Shares shares = Shares.USUAL;
  State state = RUNNING;
  private boolean changed;
  private boolean paused;

  /** Whether the document says of something how people undo it. */
  private boolean byHand;

  private int children;
  private int undoings;
  private Optional<Failure> failure = Optional.empty();
  private OnFailure onFailure = OnFailure.UNDO;
  private Optional<Command> cancel = Optional.empty();

  @WorkflowInit
  public PlanWorkflowImpl(RunInput input) {
    this.input = input;
    this.journal = new JournalWriter(run, 1, input.carried().map(RunCarried::numbered).orElse(0L));
  }

  @Override
  public RunEnd run(RunInput ignored) {
    try {
      load();
      while (state == RUNNING && !(allEnded() && asked.isEmpty())) {
        changed = false;
        while (!asked.isEmpty() && state == RUNNING) {
          carryOut(asked.removeFirst());
        }
        while (!rejections.isEmpty() && state == RUNNING) {
          carryOut(rejections.removeFirst());
        }
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
    early.addAll(before.early());
    handled.addAll(before.handled());
    watch.begin();
  }

  /** Its phases stay open: they tell of their ends by signals to the run's id. */
  private void continueAsNew() {
    putAwayUndo();
    journal.flush();
    // One that asks for an amendment waits for the main loop.
    Workflow.await(
        () ->
            !asked.isEmpty()
                || (Workflow.isEveryHandlerFinished()
                    && telling.isOver()
                    && started.values().stream().allMatch(Promise::isCompleted)));
    if (state != RUNNING
        || !asked.isEmpty()
        || !rejections.isEmpty()
        || !amendments.idle()
        || !toContain.isEmpty()
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
                early,
                handled.all())));
  }

  /** What it would take to carry all of it is too much for a payload. */
  private void putAwayUndo() {
    if (undo.values().stream().mapToInt(e -> Weight.ofRecords(e.records())).sum() > Weight.MOST) {
      for (String part : List.copyOf(undo.keySet())) {
        Effects whole = undo.getOrDefault(part, Effects.NONE);
        Effects light = whole.byReference(run, part, input.plan().team());
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
      if (open < MOST_OPEN_PHASES
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
                .setWorkflowId(run + "/" + part.key())
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
            run,
            input.plan().planId(),
            planHash,
            part.key(),
            input.plan().team(),
            input.priority(),
            input.all(),
            known.ended(),
            known.stored(),
            // What was said for an earlier opening holds no more.
            opening == 1 ? early : List.of(),
            opening,
            opening == 1 ? input.origin() : before,
            Optional.empty(),
            Optional.of(shares));
    // Its end comes by signal; a phase that could not send one has failed or was terminated.
    children++;
    Workflow.newDetachedCancellationScope(
            () ->
                Async.function(phase::run, opened)
                    .exceptionally(
                        lost -> {
                          PhaseEnd end = lost(part.key(), Failures.of(lost));
                          phaseEnded(end);
                          return end;
                        })
                    .thenApply(_ -> --children))
        .run();
    // It takes signals only when it has started.
    started.put(part.key(), Workflow.getWorkflowExecution(phase));
  }

  @Override
  public void phaseEnded(PhaseEnd end) {
    String part = end.key();
    if (states.get(part) != RUNNING) {
      return;
    }
    changed = true;
    if (rollingBack.contains(part)) {
      addUndo(part, end.effects());
      states.put(part, CANCELLED);
    } else if (state == RUNNING && end.state() == SUCCEEDED && !end.redo().isEmpty()) {
      addUndo(part, end.effects());
      reopen(part, new Reopening(run, end.redo()));
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
  private void await(Supplier<Boolean> condition) {
    while (!watch.await(orphans(), condition)) {
      for (String part : orphans()) {
        if (!watch.isOpen(run + "/" + part)) {
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

  private void forget(String key) {
    ended.remove(key);
    stored.forget(key);
  }

  /** What a contained phase did is undone; for the phases after it, it then counts as over. */
  private void contain() {
    while (!toContain.isEmpty()) {
      PhaseEnd end = toContain.removeFirst();
      moved(end.key(), Move.to(UNDOING).because(end.failure().map(Failure::message)));
      List<String> left =
          undo(
              run + "/" + end.key() + "/undo",
              end.effects(),
              new UndoScope(List.of(end.key()), false));
      if (left.isEmpty()) {
        moved(end.key(), Move.to(UNDONE).because("contained"));
        states.put(end.key(), UNDONE);
        learn(new End(end.key(), SUCCEEDED, Outcome.NONE));
      } else {
        ended(end.key(), FAILED);
        state = FAILED;
        failure = Optional.of(new Failure("UNDO_INCOMPLETE", String.join("; ", left)));
        onFailure = OnFailure.STOP;
      }
    }
  }

  private void carryOut(Command command) {
    switch (command.verb()) {
      case Verb.Rerun rerun -> rerun(rerun.task(), command);
      case Verb.RollBack to -> rollBack(to.phase(), command);
      case Verb.Amend amend -> amendments.carryOut(command, amend);
      case Verb.Limit limit -> allowances.allow(Need.placeOf(run, limit.tasks()));
      case Verb.Budget budget -> {
        allowances.allow(Need.budget(run, budget.kind(), 0, budget.amount()));
        moved(
            Move.to(paused ? PAUSED : RUNNING)
                .by(Optional.of(command.actor()))
                .because("budget of %s is now %s".formatted(budget.kind(), budget.amount())));
      }
      default -> throw new IllegalStateException("no verb for the main loop: " + command.verb());
    }
  }

  /** What a no at a gate means for the run. */
  private void carryOut(Rejection rejection) {
    String cause = rejection.gate() + " said no: " + rejection.why();
    if (!rejection.rollBack()) {
      again(plans.downstreamOfAll(planHash, rejection.judged()), cause, rejection.actor());
      return;
    }
    String phase = part(rejection.part()).phase();
    SequencedSet<String> taken = new LinkedHashSet<>();
    parts.values().stream()
        .filter(part -> part.phase().equals(phase))
        .forEach(part -> taken.add(part.key()));
    taken.addAll(after(phase));
    rollBack(
        taken,
        cause,
        new Command("", run, new Verb.RollBack(phase), rejection.actor(), Optional.of(cause)));
  }

  @Override
  public void rejected(Rejection rejection) {
    rejections.add(rejection);
    changed = true;
  }

  /** What followed from the task is void: open phases hear of it, ended ones are opened again. */
  private void rerun(String task, Command command) {
    String cause = "rerun of " + task + command.reason().map(reason -> ": " + reason).orElse("");
    again(plans.downstream(planHash, task), cause, command.actor());
  }

  private void again(SequencedMap<String, List<String>> affected, String cause, String actor) {
    SequencedSet<String> everything = new LinkedHashSet<>();
    affected.forEach(
        (part, tasks) -> {
          everything.addAll(tasks);
          everything.add(part);
        });
    everything.forEach(this::forget);
    affected.forEach(
        (part, tasks) -> {
          State at = states.get(part);
          if (at == RUNNING) {
            List<String> elsewhere =
                part(part).imports().stream().filter(everything::contains).toList();
            Invalidated what = new Invalidated(tasks, elsewhere, cause, actor);
            var unused = tellOpen(part, phase -> phase.invalidated(what));
          } else if (at != null && at.ended()) {
            moved(part, Move.to(PENDING).by(Optional.of(actor)).because(cause));
            reopen(part, new Reopening(run, tasks));
          }
        });
  }

  /** What came after the phase is undone and open again; the run is held until it is resumed. */
  private void rollBack(String phase, Command command) {
    rollBack(after(phase), "rolled back to " + phase, command);
  }

  private void rollBack(SequencedSet<String> after, String reason, Command command) {
    pause(command);
    rollingBack.addAll(after);
    after.stream().filter(part -> states.get(part) == RUNNING).forEach(this::cancelPhase);
    await(() -> after.stream().noneMatch(part -> states.get(part) == RUNNING));
    contain();
    Effects effects = Effects.NONE;
    for (String part : after) {
      effects = effects.and(Optional.ofNullable(undo.remove(part)).orElse(Effects.NONE));
    }
    List<String> left = undo(undoId(), effects, new UndoScope(List.copyOf(after), false));
    rollingBack.clear();
    for (String part : after) {
      if (states.get(part) != PENDING) {
        moved(part, Move.to(PENDING).by(Optional.of(command.actor())).because(reason));
        part(part).exports().forEach(this::forget);
        reopen(part, new Reopening(run, List.of(part)));
      }
    }
    if (!left.isEmpty()) {
      state = FAILED;
      onFailure = OnFailure.STOP;
      failure = Optional.of(new Failure("UNDO_INCOMPLETE", String.join("; ", left)));
    }
  }

  /** The parts that follow from a phase, by their own needs or by their tasks'. */
  private SequencedSet<String> after(String phase) {
    SequencedSet<String> reached = new LinkedHashSet<>();
    parts.values().stream()
        .filter(part -> part.phase().equals(phase))
        .forEach(part -> reached.addAll(given(part)));
    SequencedSet<String> after = new LinkedHashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Skeleton.Part part : parts.values()) {
        boolean follows =
            !part.phase().equals(phase)
                && Stream.concat(part.needs().stream(), part.imports().stream())
                    .anyMatch(reached::contains);
        if (follows && after.add(part.key())) {
          reached.addAll(given(part));
          grown = true;
        }
      }
    }
    return after;
  }

  private Skeleton.Part part(String key) {
    Skeleton.Part part = parts.get(key);
    if (part == null) {
      throw new IllegalStateException("the run has no part " + key);
    }
    return part;
  }

  private static List<String> given(Skeleton.Part part) {
    List<String> given = new ArrayList<>(part.exports());
    given.add(part.key());
    return given;
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
  private String undoId() {
    return run + "/undo" + (++undoings == 1 ? "" : "-" + undoings);
  }

  private void cancelPhase(String part) {
    try {
      Workflow.newUntypedExternalWorkflowStub(run + "/" + part).cancel();
    } catch (TemporalFailure | io.temporal.workflow.CancelExternalWorkflowException e) {
      // It has just ended by itself; its signal is on the way.
      Workflow.getLogger(PlanWorkflowImpl.class).info("phase {} had ended", part);
    }
  }

  private List<String> undo(String id, Effects effects, UndoScope scope) {
    if (effects.isEmpty() && !byHand) {
      return List.of();
    }
    Effects light = effects.light(run, "", input.plan().team());
    return Workflow.newChildWorkflowStub(
            UndoWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(Lane.PLAN.queue())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary(light.words())
                .build())
        .run(
            new UndoInput(
                run, light.records(), Optional.of(planHash), Optional.of(scope), light.stored()))
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
    eachOpenPhase(phase -> phase.released(end), part -> part.imports().contains(end.key()));
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

  private void eachOpenPhase(Consumer<PhaseWorkflow> tell, Predicate<Skeleton.Part> whom) {
    for (Skeleton.Part part : parts.values()) {
      if (states.get(part.key()) == RUNNING && whom.test(part)) {
        var unused = tellOpen(part.key(), tell);
      }
    }
  }

  Promise<Void> tellOpen(String part, Consumer<PhaseWorkflow> tell) {
    PhaseWorkflow phase = Workflow.newExternalWorkflowStub(PhaseWorkflow.class, run + "/" + part);
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
      checkRoom(command);
      refusal(command.verb())
          .ifPresent(
              message -> {
                throw FailureKind.COMMAND_REJECTED.failure(message);
              });
    }
  }

  /** What phases that are not open yet must hear travels in one payload. */
  private void checkRoom(Command command) {
    if (Weight.ofCommands(early) + Weight.of(command) > MOST_OF_EARLY) {
      throw FailureKind.COMMAND_REJECTED.failure(
          "%d verbs wait for phases to open already; say this one when its phase is open"
              .formatted(early.size()));
    }
  }

  private Optional<String> refusal(Verb verb) {
    if (state != RUNNING) {
      return Optional.of("the run is ending: " + SearchKeys.word(state));
    }
    return switch (verb) {
      case Verb.RollBack to
          when parts.values().stream().noneMatch(p -> p.phase().equals(to.phase())) ->
          Optional.of("the run has no phase " + to.phase());
      case Verb.Budget budget when !shares.budget().containsKey(budget.kind()) ->
          Optional.of(
              "the run has no budget of %s; it has: %s"
                  .formatted(
                      budget.kind(),
                      shares.budget().isEmpty()
                          ? "none"
                          : String.join(", ", shares.budget().keySet())));
      case Verb.Resume resume when resume.target().isEmpty() && !paused ->
          Optional.of("the run is not paused");
      default -> Optional.empty();
    };
  }

  @Override
  public String act(Command command) {
    Optional<String> before = handled.answer(command.id());
    if (before.isPresent()) {
      return before.get();
    }
    String answer = take(command);
    handled.add(command.id(), answer);
    changed = true;
    return answer;
  }

  private String take(Command command) {
    return switch (command.verb()) {
      case Verb.Cancel _ -> {
        if (state == RUNNING) {
          cancel = Optional.of(command);
          state = CANCELLED;
        }
        yield "the run is cancelled, and undone";
      }
      case Verb.Pause pause when pause.target().isEmpty() -> {
        pause(command);
        tellOpenPhases(command);
        yield "paused; what is in flight goes to its end";
      }
      case Verb.Resume resume when resume.target().isEmpty() -> {
        paused = false;
        moved(Move.to(RUNNING).by(Optional.of(command.actor())).because(command.reason()));
        Workflow.upsertTypedSearchAttributes(
            SearchKeys.RUN_STATE.valueSet(SearchKeys.word(RUNNING)));
        tellOpenPhases(command);
        yield "resumed";
      }
      case Verb.Limit limit when limit.phase().isEmpty() -> {
        asked.add(command);
        passOn(command);
        yield "at most " + limit.tasks() + " of the run in flight";
      }
      case Verb.Budget budget -> {
        asked.add(command);
        yield "the budget of " + budget.kind() + " is changed";
      }
      case Verb.Rerun _, Verb.RollBack _ -> {
        asked.add(command);
        yield "begun";
      }
      case Verb.Amend _ -> {
        asked.add(command);
        changed = true;
        yield amendments.answer(command);
      }
      case Verb _ -> {
        passOn(command);
        yield "passed on to the phase";
      }
    };
  }

  private void pause(Command command) {
    paused = true;
    moved(Move.to(PAUSED).by(Optional.of(command.actor())).because(command.reason()));
    Workflow.upsertTypedSearchAttributes(SearchKeys.RUN_STATE.valueSet(SearchKeys.word(PAUSED)));
  }

  /** Phases that are open hear it now, others when they open. */
  private void passOn(Command command) {
    early.removeIf(earlier -> overrides(command.verb(), earlier.verb()));
    early.add(command);
    tellOpenPhases(command);
  }

  private static boolean overrides(Verb later, Verb earlier) {
    return switch (later) {
      case Verb.Prioritise _ ->
          earlier instanceof Verb.Prioritise && earlier.target().equals(later.target());
      case Verb.Limit _ -> earlier instanceof Verb.Limit && earlier.target().equals(later.target());
      default -> false;
    };
  }

  private void tellOpenPhases(Command command) {
    eachOpenPhase(phase -> phase.passedOn(command), _ -> true);
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
  public RunStatus status() {
    return new RunStatus(paused && state == RUNNING ? PAUSED : state, new TreeMap<>(states));
  }

  private boolean allEnded() {
    return toContain.isEmpty() && states.values().stream().allMatch(State::ended);
  }

  /** The run itself. */
  private void moved(Move move) {
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
