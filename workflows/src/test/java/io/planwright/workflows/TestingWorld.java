package io.planwright.workflows;

import io.planwright.plan.Criterion;
import io.planwright.plan.Lane;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.criteria.Judgement;
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
import io.planwright.workflows.model.EvaluateInputs;
import io.planwright.workflows.model.ModelSteps;
import io.planwright.workflows.model.PromoteInputs;
import io.planwright.workflows.model.RollbackInputs;
import io.planwright.workflows.notice.NotifyInputs;
import io.planwright.workflows.notice.NotifySteps;
import io.planwright.workflows.plans.Kept;
import io.planwright.workflows.plans.PhaseSteps;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import io.planwright.workflows.plans.Reopening;
import io.planwright.workflows.plans.UndoOrder;
import io.planwright.workflows.plans.UndoScope;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
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
import org.jspecify.annotations.Nullable;

/** A Temporal test server with the workflows and steps that note what was asked of them. */
final class TestingWorld implements AutoCloseable {
  final TestWorkflowEnvironment temporal;

  /** Calls of steps in their order: executor, task. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  final List<Entry> journal = new CopyOnWriteArrayList<>();
  private final Set<String> written = ConcurrentHashMap.newKeySet();
  final Map<String, Plan> plans = new ConcurrentHashMap<>();

  private record Line(String run, Entry entry) {}

  private final List<Line> lines = new CopyOnWriteArrayList<>();

  /** What the document says is undone by people. */
  final List<UndoOrder.ByHand> byHand = new CopyOnWriteArrayList<>();

  /** Tasks whose undo reports success without effect. */
  final Set<String> notUndone = ConcurrentHashMap.newKeySet();

  /** Tasks that fail, with what. */
  final Map<String, FailureKind> failing = new ConcurrentHashMap<>();

  private final List<String> started = new CopyOnWriteArrayList<>();

  TestingWorld() {
    this(4_096);
  }

  /**
   * @param longest history, in events, before continuing as new is suggested
   */
  TestingWorld(int longest) {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build())
                .setWorkflowServiceStubsOptions(
                    WorkflowServiceStubsOptions.newBuilder()
                        .addGrpcClientInterceptor(new TestingLongHistory(longest))
                        .build())
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(DefaultDataConverter.newDefaultInstance())
                        .validateAndBuildWithDefaults())
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
    Worker plan = temporal.newWorker(Lane.PLAN.queue());
    plan.registerWorkflowImplementationTypes(
        PlanWorkflowImpl.class,
        PhaseWorkflowImpl.class,
        UndoWorkflowImpl.class,
        ExperimentWorkflowImpl.class);
    plan.registerActivitiesImplementations(new Plans(), new Journal(), new Phases());
    temporal
        .newWorker(Lane.CPU.queue())
        .registerActivitiesImplementations(
            new Data(), new Models(), new Notices(), new Experiments());
    temporal.start();
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
        temporal
            .getWorkflowClient()
            .newWorkflowStub(PlanWorkflow.class, RunOptions.of(id, "Test", input).build());
    io.temporal.client.WorkflowClient.start(run::run, input);
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
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(workflow)
        .update(
            "act",
            String.class,
            new Command(id, workflow, verb, actor, Optional.of("looked at it")));
  }

  /** Of the newest execution of a workflow: another one after it was continued as new. */
  String runId(String workflow) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(workflow)
        .describe()
        .getExecution()
        .getRunId();
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

  List<State> run() {
    return states(Optional.empty(), Optional.empty());
  }

  /** Waits, in test time, for a task to come to a state. */
  void await(String task, State state) {
    for (int i = 0; i < 1_000 && !task(task).contains(state); i++) {
      temporal.sleep(Duration.ofMillis(100));
    }
    org.assertj.core.api.Assertions.assertThat(task(task)).contains(state);
  }

  @Override
  public void close() {
    Histories.wanted(temporal.getWorkflowClient())
        .ifPresent(histories -> started.forEach(histories::store));
    temporal.close();
  }

  private boolean undone(StepRef step) {
    return !notUndone.contains(step.task());
  }

  private Outcome called(String executor, StepRef step) {
    calls.add(executor + " " + step.task());
    FailureKind failure = failing.get(step.task());
    if (failure != null) {
      throw failure.failure(step.task() + " fails in this test");
    }
    return Outcome.NONE.metric("rows", 7).artifact("dataset", artifact(step.task()));
  }

  static ArtifactRef artifact(String name) {
    return new ArtifactRef("dataset", name, 1, "text/csv");
  }

  private final class Plans implements PlanSteps {
    @Override
    public Skeleton skeleton(PlanChoice choice) {
      return new Slices(plan(choice.planId())).skeleton(choice.planId(), choice.planId());
    }

    @Override
    public Slice slice(String planHash, String part) {
      return new Slices(plan(planHash)).slice(part);
    }

    @Override
    public List<Judgement> judge(List<Criterion> criteria, SortedMap<String, Double> metrics) {
      return criteria.stream().map(criterion -> Judgement.of(criterion, metrics)).toList();
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
      Set<String> invalid = new Flow(plan).downstream(again);
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
                    t.execution());
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
    public UndoOrder undoOrder(String planHash, String run, List<String> tasks, UndoScope scope) {
      return new UndoOrder(new Flow(plan(planHash)).nearest(new LinkedHashSet<>(tasks)), byHand);
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
      return temporal.getWorkflowClient().newUntypedWorkflowStub(workflowId).describe().getStatus()
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
