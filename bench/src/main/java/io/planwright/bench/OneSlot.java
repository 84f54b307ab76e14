package io.planwright.bench;

import io.planwright.plan.Binding;
import io.planwright.plan.Details;
import io.planwright.plan.Lane;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.plan.run.StepRef;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.dev.DevServer;
import io.planwright.temporal.dev.TemporalCli;
import io.planwright.temporal.wanted.Wanted;
import io.planwright.workflows.PhaseWorkflowImpl;
import io.planwright.workflows.PlanWorkflow;
import io.planwright.workflows.PlanWorkflowImpl;
import io.planwright.workflows.RunInput;
import io.planwright.workflows.RunOptions;
import io.planwright.workflows.UndoWorkflowImpl;
import io.planwright.workflows.data.DataSteps;
import io.planwright.workflows.data.FetchInputs;
import io.planwright.workflows.data.ValidateInputs;
import io.planwright.workflows.journal.JournalSteps;
import io.planwright.workflows.journal.Lines;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The product's workflows on a Temporal server of their own with a database file, and a {@code cpu}
 * lane with a single place, whose steps note when they start and sleep.
 */
final class OneSlot implements AutoCloseable {
  /** A phase has at most 50 steps in the queue, so a run of more has several. */
  private static final int TASKS_OF_A_PHASE = 50;

  private static final Source HERE = new Source(1, 1);

  private final Path folder;
  private final DevServer server;
  private final TemporalConnection connection;
  private final WorkerFactory factory;
  private final Duration step;
  private final Map<String, Plan> plans = new ConcurrentHashMap<>();

  /** Guarded by itself: runs by the order in which their steps started. */
  private final List<String> starts = new ArrayList<>();

  /** Guarded by starts: by run, the starts before each of its steps was queued. */
  private final Map<String, List<Integer>> queued = new TreeMap<>();

  /** A run of so many tasks that need nothing. */
  record Runs(String team, Priority priority, int tasks) {}

  private OneSlot(Path folder, DevServer server, TemporalConnection connection, Duration step) {
    this.folder = folder;
    this.server = server;
    this.connection = connection;
    this.step = step;
    this.factory =
        WorkerFactory.newInstance(
            connection.client(),
            WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    Worker workflows =
        factory.newWorker(
            Lane.PLAN.queue(),
            WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(10_000).build());
    workflows.registerWorkflowImplementationTypes(
        PlanWorkflowImpl.class, PhaseWorkflowImpl.class, UndoWorkflowImpl.class);
    workflows.registerActivitiesImplementations(planSteps(), new Journal());
    factory
        .newWorker(
            Lane.CPU.queue(),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(1)
                .setMaxConcurrentActivityTaskPollers(1)
                .setDisableEagerExecution(true)
                .build())
        .registerActivitiesImplementations(new Sleeping());
    factory.start();
  }

  static OneSlot open(Wanted wanted, Duration step) throws IOException {
    Path folder = Files.createTempDirectory("planwright-slot");
    DevServer server =
        DevServer.start(
            new TemporalCli(System.getenv(), line -> {}).find().orElseThrow(),
            folder.resolve("temporal.db"),
            folder.resolve("temporal.log"),
            freePort(),
            freePort(),
            wanted,
            pid -> {});
    return new OneSlot(
        folder,
        server,
        TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", server.address())),
        step);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Queues all of the first, then all of the other, and gives at which place among the starts from
   * then on those of the other came.
   */
  List<Integer> positions(Runs first, Runs then) throws InterruptedException {
    start("first", first);
    await(Duration.ofMinutes(5), () -> queued("first").size() == first.tasks());
    start("then", then);
    await(
        step.multipliedBy(2L * first.tasks()).plusMinutes(2),
        () -> started("then") == then.tasks());
    synchronized (starts) {
      int before = queued("then").getLast();
      return IntStream.range(0, starts.size())
          .filter(i -> starts.get(i).equals("then"))
          .map(i -> Math.max(1, i + 1 - before))
          .boxed()
          .toList();
    }
  }

  private static void await(Duration most, Waiting.Condition condition)
      throws InterruptedException {
    if (!Waiting.until(most, condition)) {
      throw new IllegalStateException("expected the steps within " + most);
    }
  }

  private List<Integer> queued(String run) {
    synchronized (starts) {
      return List.copyOf(queued.getOrDefault(run, List.of()));
    }
  }

  private long started(String run) {
    synchronized (starts) {
      return starts.stream().filter(run::equals).count();
    }
  }

  private void start(String id, Runs runs) {
    plans.put(id, plan(runs.tasks()));
    RunInput input =
        new RunInput(
            new PlanChoice(runs.team(), id, Optional.empty()),
            "bench",
            runs.priority(),
            false,
            Optional.empty());
    PlanWorkflow workflow =
        connection
            .client()
            .newWorkflowStub(PlanWorkflow.class, RunOptions.of(id, id, input).build());
    WorkflowClient.start(workflow::run, input);
  }

  private static Plan plan(int tasks) {
    List<Phase> phases = new ArrayList<>();
    for (int from = 0; from < tasks; from += TASKS_OF_A_PHASE) {
      String key = "phase-" + (phases.size() + 1);
      phases.add(
          new Phase(
              key,
              Optional.empty(),
              key,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(),
              IntStream.range(from, Math.min(tasks, from + TASKS_OF_A_PHASE))
                  .mapToObj(i -> task("task-" + i))
                  .toList(),
              HERE));
    }
    return Plan.of("Sleeping", phases);
  }

  private static Task task(String key) {
    return new Task(
        key,
        Optional.empty(),
        key,
        Progress.TODO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        new Binding(
            "data.fetch",
            new TreeMap<>(),
            Duration.ofMinutes(10),
            1,
            Binding.OnFailure.UNDO,
            new Undo.None(),
            Binding.Origin.ANNOTATED,
            Optional.empty(),
            Optional.empty()),
        Details.NONE,
        HERE);
  }

  @Override
  public void close() throws IOException {
    factory.shutdown();
    factory.awaitTermination(5, TimeUnit.SECONDS);
    factory.shutdownNow();
    connection.close();
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The plans of this driver; what its runs never ask fails. */
  private PlanSteps planSteps() {
    return (PlanSteps)
        Proxy.newProxyInstance(
            PlanSteps.class.getClassLoader(),
            new Class<?>[] {PlanSteps.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "skeleton" -> {
                    String plan = ((PlanChoice) arguments[0]).planId();
                    yield slices(plan).skeleton(plan, plan);
                  }
                  case "slice" -> slices((String) arguments[0]).slice((String) arguments[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Slices slices(String plan) {
    return new Slices(Optional.ofNullable(plans.get(plan)).orElseThrow());
  }

  private final class Journal implements JournalSteps {
    @Override
    public void write(Lines lines) {
      synchronized (starts) {
        for (Entry entry : lines.entries()) {
          if (entry instanceof Entry.Transition t
              && t.task().isPresent()
              && t.state() == State.RUNNING) {
            queued.computeIfAbsent(lines.run(), _ -> new ArrayList<>()).add(starts.size());
          }
        }
      }
    }
  }

  private final class Sleeping implements DataSteps {
    @Override
    public Outcome fetch(StepRef ref, FetchInputs inputs) {
      synchronized (starts) {
        starts.add(ref.run());
      }
      try {
        TimeUnit.NANOSECONDS.sleep(step.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Outcome.NONE;
    }

    @Override
    public void undoFetch(StepRef ref, FetchInputs inputs) {}

    @Override
    public boolean isFetchUndone(StepRef ref, FetchInputs inputs) {
      return true;
    }

    @Override
    public Outcome validate(StepRef ref, ValidateInputs inputs) {
      return Outcome.NONE;
    }
  }
}
