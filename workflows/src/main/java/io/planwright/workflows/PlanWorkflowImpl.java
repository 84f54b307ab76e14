package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SKIPPED;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.UNDOING;
import static io.planwright.plan.run.State.UNDONE;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Lane;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.plans.PlanSteps;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens each phase whose needs have ended, passes on between phases what one waits for from
 * another, and at the end of a run that failed or was cancelled has its effects undone. Phases are
 * abandoned children: they outlive a continued parent, so the parent cancels them itself and learns
 * of their end by signal.
 */
public final class PlanWorkflowImpl implements PlanWorkflow {
  private static final int MOST_OPEN_PHASES = 100;

  private final RunInput input;
  private final String run = Workflow.getInfo().getWorkflowId();
  private final JournalWriter journal = new JournalWriter(run);
  private final PlanSteps plans =
      Workflow.newLocalActivityStub(
          PlanSteps.class,
          LocalActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());
  private final Map<String, Skeleton.Part> parts = new LinkedHashMap<>();
  private final Map<String, State> states = new LinkedHashMap<>();
  private final Map<String, End> ended = new LinkedHashMap<>();
  private final Map<String, Promise<WorkflowExecution>> started = new LinkedHashMap<>();
  private final List<UndoRecord> undo = new ArrayList<>();
  private final List<Command> early = new ArrayList<>();
  private final List<PhaseEnd> toContain = new ArrayList<>();
  private String planHash = "";
  private State state = RUNNING;
  private boolean changed;
  private int children;
  private Optional<Failure> failure = Optional.empty();
  private OnFailure onFailure = OnFailure.UNDO;
  private Optional<Command> cancel = Optional.empty();

  @WorkflowInit
  public PlanWorkflowImpl(RunInput input) {
    this.input = input;
  }

  @Override
  public RunEnd run(RunInput ignored) {
    try {
      Skeleton skeleton = plans.skeleton(input.plan());
      planHash = skeleton.planHash();
      journal.opened(input, planHash, skeleton.title());
      run(RUNNING);
      for (Skeleton.Part part : skeleton.phases()) {
        parts.put(part.key(), part);
        states.put(part.key(), PENDING);
      }
      while (state == RUNNING && !allEnded()) {
        changed = false;
        open();
        contain();
        details();
        Workflow.await(() -> changed || state != RUNNING || allEnded());
      }
      contain();
    } catch (CanceledFailure e) {
      state = CANCELLED;
    }
    Workflow.newDetachedCancellationScope(this::end).run();
    return result();
  }

  private void open() {
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
    Optional<String> reason = Optional.of("needs " + because + ", which did not succeed");
    for (Slice.Step step : plans.slice(planHash, part.key()).steps()) {
      String task = step.task().key();
      journal.transition(
          Optional.of(part.key()),
          Optional.of(task),
          SKIPPED,
          Optional.empty(),
          reason,
          Optional.empty(),
          Optional.empty());
      if (part.exports().contains(task)) {
        released(new End(task, SKIPPED, Outcome.NONE));
      }
    }
    phase(part.key(), SKIPPED, reason);
    ended(part.key(), SKIPPED);
  }

  private void open(Skeleton.Part part) {
    states.put(part.key(), RUNNING);
    PhaseWorkflow phase =
        Workflow.newChildWorkflowStub(
            PhaseWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(run + "/" + part.key())
                .setTaskQueue(Lane.PLAN.queue())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary(RunOptions.summary(part.title()))
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
    PhaseInput opening =
        new PhaseInput(
            run,
            input.plan().planId(),
            planHash,
            part.key(),
            input.plan().team(),
            input.priority(),
            input.all(),
            part.imports().stream()
                .flatMap(key -> Optional.ofNullable(ended.get(key)).stream())
                .toList(),
            early);
    // Its end comes by signal; a phase that could not send one has failed or was terminated.
    children++;
    Workflow.newDetachedCancellationScope(
            () ->
                Async.function(phase::run, opening)
                    .exceptionally(
                        lost -> {
                          PhaseEnd end =
                              new PhaseEnd(
                                  part.key(),
                                  FAILED,
                                  Optional.of(Failures.of(lost)),
                                  Optional.of(OnFailure.STOP),
                                  List.of());
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
    if (states.get(end.key()) != RUNNING) {
      return;
    }
    if (end.state() == FAILED && end.onFailure().equals(Optional.of(OnFailure.CONTAIN))) {
      states.put(end.key(), UNDOING);
      toContain.add(end);
    } else {
      undo.addAll(end.undo());
      ended(end.key(), end.state());
      if (end.state() == FAILED && state == RUNNING) {
        state = FAILED;
        failure = end.failure();
        onFailure = end.onFailure().orElse(OnFailure.UNDO);
      }
    }
    changed = true;
  }

  /** What a contained phase did is undone; for the phases after it, it then counts as over. */
  private void contain() {
    while (!toContain.isEmpty()) {
      PhaseEnd end = toContain.removeFirst();
      phase(end.key(), UNDOING, end.failure().map(Failure::message));
      List<String> left = undo(run + "/" + end.key() + "/undo", end.undo());
      if (left.isEmpty()) {
        phase(end.key(), UNDONE, Optional.of("contained"));
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

  private void end() {
    states.forEach(
        (part, at) -> {
          if (at == RUNNING) {
            cancelPhase(part);
          }
        });
    Workflow.await(() -> states.values().stream().noneMatch(at -> at == RUNNING));
    contain();
    if (state != RUNNING
        && (state == CANCELLED || onFailure == OnFailure.UNDO)
        && !undo.isEmpty()) {
      run(UNDOING);
      List<String> left = undo(run + "/undo", undo);
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
    run(state);
    journal.close();
  }

  private void cancelPhase(String part) {
    try {
      Workflow.newUntypedExternalWorkflowStub(run + "/" + part).cancel();
    } catch (TemporalFailure | io.temporal.workflow.CancelExternalWorkflowException e) {
      // It has just ended by itself; its signal is on the way.
      Workflow.getLogger(PlanWorkflowImpl.class).info("phase {} had ended", part);
    }
  }

  private List<String> undo(String id, List<UndoRecord> records) {
    if (records.isEmpty()) {
      return List.of();
    }
    return Workflow.newChildWorkflowStub(
            UndoWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(Lane.PLAN.queue())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary("undo " + records.size() + " steps")
                .build())
        .run(new UndoInput(run, records))
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

  private void learn(End end) {
    ended.put(end.key(), end);
    changed = true;
  }

  private void eachOpenPhase(
      Consumer<PhaseWorkflow> tell, java.util.function.Predicate<Skeleton.Part> whom) {
    for (Skeleton.Part part : parts.values()) {
      if (states.get(part.key()) == RUNNING && whom.test(part)) {
        PhaseWorkflow phase =
            Workflow.newExternalWorkflowStub(PhaseWorkflow.class, run + "/" + part.key());
        Promise<WorkflowExecution> start = started.get(part.key());
        Workflow.newDetachedCancellationScope(() -> Async.procedure(() -> tell(phase, start, tell)))
            .run();
      }
    }
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
    if (state != RUNNING) {
      throw FailureKind.COMMAND_REJECTED.failure("the run is ending: " + SearchKeys.word(state));
    }
  }

  @Override
  public void act(Command command) {
    if (command.verb() instanceof Verb.Cancel) {
      if (state == RUNNING) {
        cancel = Optional.of(command);
        state = CANCELLED;
      }
    } else if (early.stream().noneMatch(c -> c.id().equals(command.id()))) {
      early.add(command);
      eachOpenPhase(phase -> phase.passedOn(command), _ -> true);
    }
  }

  @Override
  public RunStatus status() {
    return new RunStatus(state, new TreeMap<>(states));
  }

  private boolean allEnded() {
    return toContain.isEmpty() && states.values().stream().allMatch(State::ended);
  }

  private void run(State to) {
    journal.transition(
        Optional.empty(),
        Optional.empty(),
        to,
        to == CANCELLED ? cancel.map(Command::actor) : Optional.empty(),
        to == CANCELLED ? cancel.flatMap(Command::reason) : Optional.empty(),
        Optional.empty(),
        to == FAILED || to == CANCELLED ? failure : Optional.empty());
  }

  private void phase(String key, State to, Optional<String> reason) {
    journal.transition(
        Optional.of(key),
        Optional.empty(),
        to,
        Optional.empty(),
        reason,
        Optional.empty(),
        Optional.empty());
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
