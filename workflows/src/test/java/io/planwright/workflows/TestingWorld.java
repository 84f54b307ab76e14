package io.planwright.workflows;

import io.planwright.plan.Criterion;
import io.planwright.plan.Lane;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.assist.Growth;
import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.criteria.Measured;
import io.planwright.plan.diff.Amendment;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Flow;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.plan.run.StepRef;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.data.DataSteps;
import io.planwright.workflows.data.FetchInputs;
import io.planwright.workflows.data.ValidateInputs;
import io.planwright.workflows.experiment.ExperimentSteps;
import io.planwright.workflows.experiment.ExperimentWorkflowImpl;
import io.planwright.workflows.journal.JournalSteps;
import io.planwright.workflows.journal.Lines;
import io.planwright.workflows.llm.LlmInputs;
import io.planwright.workflows.llm.LlmSteps;
import io.planwright.workflows.model.EvaluateInputs;
import io.planwright.workflows.model.ModelSteps;
import io.planwright.workflows.model.PromoteInputs;
import io.planwright.workflows.model.RollbackInputs;
import io.planwright.workflows.notice.NotifyInputs;
import io.planwright.workflows.notice.NotifySteps;
import io.planwright.workflows.plans.AmendmentScope;
import io.planwright.workflows.plans.Assessment;
import io.planwright.workflows.plans.Given;
import io.planwright.workflows.plans.Kept;
import io.planwright.workflows.plans.PhaseSteps;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import io.planwright.workflows.plans.Reopening;
import io.planwright.workflows.plans.UndoOrder;
import io.planwright.workflows.plans.UndoScope;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A Temporal test server with the workflows and steps that note what was asked of them. */
final class TestingWorld implements AutoCloseable {
  /** Of a busy machine's time, not of the test's. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final TestWorkflowEnvironment temporal;
  final WorkflowClient client;

  /** Calls of steps in their order: executor, task. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  final List<Entry> journal = new CopyOnWriteArrayList<>();
  private final Set<String> written = ConcurrentHashMap.newKeySet();
  final Map<String, Plan> plans = new ConcurrentHashMap<>();

  private final Growth growth = new Growth(Executors.catalogue());

  /** What happens while open phases are held, and have said how they stand. */
  final List<Runnable> held = new CopyOnWriteArrayList<>();

  /** Tasks that outcomes of tasks add. */
  final Map<String, List<AddedTask>> adding = new ConcurrentHashMap<>();

  private record Line(String run, Entry entry) {}

  private final List<Line> lines = new CopyOnWriteArrayList<>();

  /** What the document says is undone by people. */
  final List<UndoOrder.ByHand> byHand = new CopyOnWriteArrayList<>();

  /** Tasks whose undo reports success without effect. */
  final Set<String> notUndone = ConcurrentHashMap.newKeySet();

  /** Tasks that fail, with what. */
  final Map<String, FailureKind> failing = new ConcurrentHashMap<>();

  private final List<String> started = new CopyOnWriteArrayList<>();

  /** How many more calls of a task, or looks at a plan or its part, find the store away. */
  final Map<String, Integer> outages = new ConcurrentHashMap<>();

  /** What a language model says; absent: there is none. */
  volatile Optional<String> answer = Optional.empty();

  TestingWorld() {
    this(4_096);
  }

  /**
   * @param longest history, in events, before continuing as new is suggested
   */
  TestingWorld(int longest) {
    WorkflowClientOptions coded =
        WorkflowClientOptions.newBuilder()
            .setDataConverter(
                new CodecDataConverter(
                    DefaultDataConverter.newDefaultInstance(), List.of(new LimitedCodec())))
            .validateAndBuildWithDefaults();
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build())
                .setWorkflowServiceStubsOptions(
                    WorkflowServiceStubsOptions.newBuilder()
                        .addGrpcClientInterceptor(new TestingLongHistory(longest))
                        .build())
                .setWorkflowClientOptions(coded)
                .registerSearchAttribute(
                    SearchKeys.PLAN_ID.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    SearchKeys.RUN_STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    SearchKeys.PHASE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    SearchKeys.TEAM.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    SearchKeys.OWNER.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    SearchKeys.PRIORITY.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    SearchKeys.GATE_DUE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_DATETIME)
                .build());
    client =
        WorkflowClient.newInstance(
            temporal.getWorkflowServiceStubs(),
            coded.toBuilder().setInterceptors(new TestingClock(temporal::sleep)).build());
    Worker plan = temporal.newWorker(Lane.PLAN.queue());
    plan.registerWorkflowImplementationTypes(
        PlanWorkflowImpl.class,
        PhaseWorkflowImpl.class,
        UndoWorkflowImpl.class,
        ExperimentWorkflowImpl.class);
    plan.registerActivitiesImplementations(
        new Plans(), new Journal(), new UndoFiles(), new Phases(), new TestingShares(client));
    temporal
        .newWorker(Lane.CPU.queue())
        .registerActivitiesImplementations(
            new Data(), new Models(), new Notices(), new Experiments());
    temporal
        .newWorker(Lane.GPU_LLM.queue())
        .registerActivitiesImplementations((LlmSteps) this::answer);
    temporal.start();
  }

  private Outcome answer(StepRef step, LlmInputs inputs) {
    calls.add("llm.work " + inputs.prompt() + inputs.facts());
    return called("llm.work", step)
        .fact("answeredBy", "tiny@sha256:1")
        .fact("text", answer.orElseThrow(() -> FailureKind.LLM_MISSING.failure("no model")));
  }

  /** Starts a run of a plan; its id is the plan's. */
  WorkflowStub start(String id, Plan plan) {
    plans.put(id, plan);
    return start(
        id,
        new RunInput(
            new PlanChoice("quant", id, Optional.empty()),
            "ada",
            Priority.P1,
            false,
            Optional.empty()));
  }

  WorkflowStub start(String id, RunInput input) {
    PlanWorkflow run =
        client.newWorkflowStub(PlanWorkflow.class, RunOptions.of(id, "Test", input).build());
    WorkflowClient.start(run::run, input);
    started.add(id);
    return WorkflowStub.fromTyped(run);
  }

  void complete(String workflow, String task, Outcome outcome) {
    var unused = act(workflow, "c-" + workflow + task, new Verb.Complete(task, outcome));
  }

  /** What the workflow answers to bob, who looked at it. */
  String act(String workflow, String id, Verb verb) {
    return act(workflow, id, verb, "bob");
  }

  String act(String workflow, String id, Verb verb, String actor) {
    return client
        .newUntypedWorkflowStub(workflow)
        .update(
            "act",
            String.class,
            new Command(id, workflow, verb, actor, Optional.of("looked at it")));
  }

  /** Of the newest execution of a workflow: another one after it was continued as new. */
  String runId(String workflow) {
    return client.newUntypedWorkflowStub(workflow).describe().getExecution().getRunId();
  }

  /** The states that a phase or task came to, in order. */
  List<State> states(Optional<String> phase, Optional<String> task) {
    return journal.stream()
        .flatMap(e -> e instanceof Entry.Transition t ? java.util.stream.Stream.of(t) : null)
        .filter(t -> t.task().equals(task) && (phase.isEmpty() || t.phase().equals(phase)))
        .filter(t -> task.isPresent() || t.phase().equals(phase))
        .map(Entry.Transition::state)
        .toList();
  }

  List<State> task(String task) {
    return states(Optional.empty(), Optional.of(task));
  }

  /** Why anything came to its state, in order. */
  List<String> reasons() {
    return journal.stream()
        .flatMap(e -> e instanceof Entry.Transition t ? t.reason().stream() : null)
        .toList();
  }

  boolean hasEvent(String workflow, EventType type) {
    return client.fetchHistory(workflow).getEvents().stream()
        .anyMatch(event -> event.getEventType() == type);
  }

  List<State> run() {
    return states(Optional.empty(), Optional.empty());
  }

  /** Waits, in test time, for a task to come to a state. */
  void await(String task, State state) {
    await(() -> task(task).contains(state));
  }

  /** Lets test time pass until it holds. */
  void await(BooleanSupplier holds) {
    long last = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < last) {
      temporal.sleep(Duration.ofMillis(100));
    }
    org.assertj.core.api.Assertions.assertThat(holds.getAsBoolean()).as("%s", journal).isTrue();
  }

  @Override
  public void close() {
    Histories.wanted(client).ifPresent(histories -> started.forEach(histories::store));
    temporal.close();
  }

  private boolean undone(StepRef step) {
    return !notUndone.contains(step.task());
  }

  private Outcome called(String executor, StepRef step) {
    calls.add(executor + " " + step.task());
    if (outages.merge(step.task(), -1, Integer::sum) >= 0) {
      throw Outage.failure(
          new IllegalStateException("the store is away in this test"),
          Activity.getExecutionContext().getInfo().getAttempt());
    }
    FailureKind failure = failing.get(step.task());
    if (failure != null) {
      throw failure.failure(step.task() + " fails in this test");
    }
    return Outcome.NONE
        .metric("rows", 7)
        .artifact("dataset", artifact(step.task()))
        .adding(adding.getOrDefault(step.task(), List.of()));
  }

  static ArtifactRef artifact(String name) {
    return new ArtifactRef("dataset", name, 1, "text/csv");
  }

  private final class Plans implements PlanSteps {
    /** As the workers tell it of what no phase calls. */
    private void look(String key) {
      if (outages.merge(key, -1, Integer::sum) >= 0) {
        throw ApplicationFailure.newFailure(
            "the store is away in this test", FailureKind.STORE_UNAVAILABLE.name());
      }
    }

    @Override
    public Skeleton skeleton(PlanChoice choice) {
      String hash = choice.hash().orElse(choice.planId());
      look(hash);
      return new Slices(plan(hash)).skeleton(choice.planId(), hash);
    }

    @Override
    public Slice slice(String planHash, String part) {
      look(part);
      return new Slices(plan(planHash)).slice(part);
    }

    @Override
    public List<Judgement> judge(List<Criterion> criteria, SortedMap<String, Double> metrics) {
      return criteria.stream().map(criterion -> Judgement.of(criterion, metrics)).toList();
    }

    @Override
    public List<Given> outcomes(String run, List<String> keys) {
      List<Given> given = new ArrayList<>();
      int weight = 0;
      for (String key : keys) {
        Entry.Transition end = last(run).get(key);
        if (end == null || !end.state().ended()) {
          throw FailureKind.UNAVAILABLE.failure("no end of " + key);
        }
        Outcome outcome = end.outcome().orElse(Outcome.NONE);
        weight += Weight.of(outcome);
        if (!given.isEmpty() && weight > 120_000) {
          break;
        }
        given.add(new Given(key, outcome, end.actor()));
      }
      calls.add("plan.outcomes " + given.size());
      return given;
    }

    @Override
    public List<Judgement> judgeTasks(List<Criterion> shared, List<Measured> tasks) {
      return Measured.judge(shared, tasks);
    }

    @Override
    public SequencedMap<String, List<String>> downstreamOfAll(String planHash, List<String> from) {
      Slices slices = new Slices(plan(planHash));
      return slices.byPart(new Flow(plan(planHash)).downstream(slices.tasks(from)));
    }

    /** From the journal, as the store's rows are. */
    @Override
    public List<Kept> kept(String planHash, String part, Reopening from) {
      Plan plan = plan(planHash);
      Slices slices = new Slices(plan);
      Map<String, Entry.Transition> last = last(from.run());
      Map<String, Outcome> outcomes = new HashMap<>();
      last.forEach((task, t) -> t.outcome().ifPresent(outcome -> outcomes.put(task, outcome)));
      List<String> again =
          plan.tasks()
              .map(io.planwright.plan.Task::key)
              .filter(
                  task ->
                      !succeeded(last.get(task))
                          || from.redo().contains(task)
                          || from.redo().contains(slices.partOf(task)))
              .toList();
      Set<String> invalid =
          from.keepAll() ? new LinkedHashSet<>(again) : new Flow(plan).downstream(again);
      return slices.slice(part).steps().stream()
          .flatMap(step -> Optional.ofNullable(last.get(step.task().key())).stream())
          .map(
              t -> {
                String task = t.task().orElseThrow();
                return new Kept(
                    task,
                    !invalid.contains(task),
                    t.state(),
                    outcomes.getOrDefault(task, Outcome.NONE),
                    t.execution(),
                    false);
              })
          .toList();
    }

    private static boolean succeeded(Entry.@Nullable Transition last) {
      return last != null && last.state() == State.SUCCEEDED;
    }

    @Override
    public SequencedMap<String, List<String>> downstream(String planHash, String task) {
      Plan plan = plan(planHash);
      Slices slices = new Slices(plan);
      SequencedMap<String, List<String>> byPart = new LinkedHashMap<>();
      for (String follower : new Flow(plan).downstream(List.of(task))) {
        byPart.computeIfAbsent(slices.partOf(follower), _ -> new ArrayList<>()).add(follower);
      }
      return byPart;
    }

    @Override
    public AmendmentScope amendment(String planHash, String newHash) {
      Plan from = plan(planHash);
      Plan wanted = plan(newHash);
      Plan to = growth.carried(from, wanted);
      return scope(planHash, from, to.equals(wanted) ? newHash : keep(to), to);
    }

    @Override
    public AmendmentScope growth(String planHash, String task, List<AddedTask> added) {
      Plan from = plan(planHash);
      Growth.Grown grown = growth.onto(from, task, added);
      if (!grown.problems().isEmpty()) {
        throw FailureKind.TASKS_INVALID.failure(String.join("; ", grown.problems()));
      }
      return scope(planHash, from, keep(grown.plan()), grown.plan());
    }

    private String keep(Plan grown) {
      plans.put(grown.hash(), grown);
      return grown.hash();
    }

    private static AmendmentScope scope(String from, Plan before, String to, Plan after) {
      return new AmendmentScope(from, to, List.copyOf(new Amendment(before, after).touched()));
    }

    @Override
    public Assessment assess(
        AmendmentScope scope, String part, State at, SortedMap<String, State> tasks) {
      return Assessment.of(
          new Amendment(plan(scope.from()), plan(scope.to())).effects(part, at, tasks), List.of());
    }

    @Override
    public Assessment assessClosed(
        AmendmentScope scope, String run, SortedMap<String, State> parts) {
      held.forEach(Runnable::run);
      Amendment amendment = new Amendment(plan(scope.from()), plan(scope.to()));
      Map<String, State> stood = new HashMap<>();
      last(run).forEach((task, t) -> stood.put(task, t.state()));
      return Assessment.of(
          parts.entrySet().stream()
              .flatMap(
                  part ->
                      amendment
                          .effects(
                              part.getKey(),
                              part.getValue(),
                              part.getValue() == State.PENDING ? Map.of() : stood)
                          .stream())
              .toList(),
          parts.keySet().stream().filter(amendment::joins).toList());
    }

    @Override
    public UndoOrder undoOrder(String planHash, String run, List<String> tasks, UndoScope scope) {
      return new UndoOrder(new Flow(plan(planHash)).nearest(new LinkedHashSet<>(tasks)), byHand);
    }

    @Override
    public UndoOrder undoOrderRest(String planHash, List<String> tasks, int from) {
      throw new IllegalStateException("orders are short here");
    }
  }

  private final class UndoFiles implements UndoKeeping {
    private final Map<String, List<UndoRecord>> kept = new ConcurrentHashMap<>();

    @Override
    public ArtifactRef keep(String run, String part, String team, List<UndoRecord> records) {
      String name = "undo-" + records.hashCode();
      kept.put(name, List.copyOf(records));
      calls.add("undo.keep " + records.size());
      return artifact(name);
    }

    @Override
    public List<UndoRecord> read(ArtifactRef ref) {
      return java.util.Objects.requireNonNull(kept.get(ref.sha256()));
    }
  }

  /** As the product's: larger payloads are refused. */
  private static final class LimitedCodec implements PayloadCodec {
    @Override
    public List<Payload> encode(List<Payload> payloads) {
      for (Payload payload : payloads) {
        if (payload.getData().size() > 256 * 1024) {
          throw ApplicationFailure.newNonRetryableFailure(
              payload.getData().size() + " bytes: " + payload.getData().substring(0, 80),
              "PAYLOAD_TOO_LARGE");
        }
      }
      return payloads;
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
      return payloads;
    }
  }

  private Map<String, Entry.Transition> last(String run) {
    Map<String, Entry.Transition> last = new HashMap<>();
    for (Line line : lines) {
      if (line.run().equals(run)
          && line.entry() instanceof Entry.Transition t
          && t.task().isPresent()) {
        last.put(t.task().get(), t);
      }
    }
    return last;
  }

  private Plan plan(String id) {
    Plan plan = plans.get(id);
    if (plan == null) {
      throw FailureKind.PLAN_NOT_FOUND.failure("no plan " + id);
    }
    return plan;
  }

  private final class Phases implements PhaseSteps {
    @Override
    public boolean isOpen(String workflowId) {
      return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }
  }

  private final class Journal implements JournalSteps {
    @Override
    public void write(Lines lines) {
      // As the store does: a line comes once, however often it is written.
      for (Entry entry : lines.entries()) {
        if (written.add(lines.writer() + " " + entry.number())) {
          journal.add(entry);
          TestingWorld.this.lines.add(new Line(lines.run(), entry));
        }
      }
    }
  }

  private final class Data implements DataSteps {
    @Override
    public Outcome fetch(StepRef step, FetchInputs inputs) {
      return called("data.fetch", step);
    }

    @Override
    public void undoFetch(StepRef step, FetchInputs inputs) {
      calls.add("data.fetch.undo " + step.task());
    }

    @Override
    public boolean isFetchUndone(StepRef step, FetchInputs inputs) {
      return undone(step);
    }

    @Override
    public Outcome validate(StepRef step, ValidateInputs inputs) {
      return called("data.validate", step).fact("saw", inputs.dataset().sha256());
    }
  }

  private final class Models implements ModelSteps {
    @Override
    public Outcome evaluate(StepRef step, EvaluateInputs inputs) {
      return called("model.evaluate", step);
    }

    @Override
    public Outcome promote(StepRef step, PromoteInputs inputs) {
      return called("model.promote", step);
    }

    @Override
    public void undoPromote(StepRef step, PromoteInputs inputs) {
      calls.add("model.promote.undo " + step.task());
    }

    @Override
    public boolean isPromoteUndone(StepRef step, PromoteInputs inputs) {
      return undone(step);
    }

    @Override
    public Outcome rollback(StepRef step, RollbackInputs inputs) {
      return called("model.rollback", step);
    }

    @Override
    public void undoRollback(StepRef step, RollbackInputs inputs) {
      calls.add("model.rollback.undo " + step.task());
    }

    @Override
    public boolean isRollbackUndone(StepRef step, RollbackInputs inputs) {
      return undone(step);
    }
  }

  private final class Notices implements NotifySteps {
    @Override
    public Outcome send(StepRef step, NotifyInputs inputs) {
      return called("notify.send", step)
          .fact("said", inputs.message() + String.join(";", inputs.facts()));
    }

    @Override
    public void undoSend(StepRef step, NotifyInputs inputs) {
      calls.add("notify.send.undo " + step.task());
    }

    @Override
    public boolean isSendUndone(StepRef step, NotifyInputs inputs) {
      return undone(step);
    }
  }

  private final class Experiments implements ExperimentSteps {
    @Override
    public ArtifactRef score(StepRef step, ArtifactRef model, ArtifactRef features) {
      calls.add("experiment.score " + model.sha256());
      return artifact("losses of " + model.sha256());
    }

    @Override
    public Outcome compare(
        StepRef step, ArtifactRef control, ArtifactRef challenger, double alpha, boolean mustWin) {
      return called("experiment.compare", step)
          .fact("compared", control.sha256() + " / " + challenger.sha256());
    }
  }
}
