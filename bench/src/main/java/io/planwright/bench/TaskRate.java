package io.planwright.bench;

import io.planwright.temporal.TemporalConnection;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many tasks per second the whole engine runs, as a ratio to activities that do nothing on the
 * same server in the same run. Every run has two phases; each fetches and validates data, sends
 * notices, and ends at a gate that what was measured decides. Journal, search attributes and undo
 * records are on as ever. Exits with 1 where a run fails or the ratio is below its target.
 *
 * <p>From the repository's folder, after {@code ./planwright --help} and a build of this module:
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes' io.planwright.bench.TaskRate \
 *     [runs = 30] [tasks of a phase = 50]
 * </pre>
 *
 * <p>Both are measured in turns, seven times each: as many bare workflows with as many activities,
 * all of a workflow's at once. What a run costs beside its tasks weighs more in shorter ones: see
 * {@code 60 25}.
 */
public final class TaskRate {
  private static final double TARGET = 0.5;
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final int PHASES = 2;

  /**
   * Rounds that are no part of either measure: a minute into the load, C2 still has more than a
   * quarter of the processor time of the product's JVM, after three a tenth.
   */
  private static final int FIRST = 14;

  private static final int ROUNDS = 7;

  private final Product product;
  private final TemporalConnection connection;
  private final BareActivities activities;
  private final int runs;
  private final int tasks;

  private TaskRate(
      Product product,
      TemporalConnection connection,
      BareActivities activities,
      int runs,
      int tasks) {
    this.product = product;
    this.connection = connection;
    this.activities = activities;
    this.runs = runs;
    this.tasks = tasks;
  }

  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    boolean kept;
    try (Product product = Product.start(Path.of("planwright"), Map.of());
        TemporalConnection connection =
            TemporalConnection.open(product.stack().environment(Map.of()));
        BareActivities activities = BareActivities.start(connection)) {
      kept = new TaskRate(product, connection, activities, runs, tasks).measure();
    }
    if (!kept) {
      System.exit(1);
    }
  }

  private boolean measure() throws Exception {
    System.out.printf(
        "%nTasks: %d runs of %d, %d cores, load %s%n",
        runs, PHASES * tasks, Runtime.getRuntime().availableProcessors(), Product.load());
    String plan = product.submit(document());
    for (int round = 1; round <= FIRST; round++) {
      bare();
      engine(plan);
    }
    List<Double> bare = new ArrayList<>();
    List<Double> engine = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      double bareRound = bare();
      double engineRound = engine(plan);
      System.out.printf(
          "round %d: %.1f s bare, %.1f s the engine, %.2f%n",
          round, bareRound, engineRound, bareRound / engineRound);
      bare.add(bareRound);
      engine.add(engineRound);
    }
    events();
    int count = runs * PHASES * tasks;
    double bareRate = count / median(bare);
    double engineRate = count / median(engine);
    double ratio = engineRate / bareRate;
    System.out.printf("%-44s %.1f%n", "bare activities per second, median", bareRate);
    System.out.printf("%-44s %.1f%n", "tasks per second, median", engineRate);
    System.out.printf("%-44s %.2f (target %.1f)%n", "ratio", ratio, TARGET);
    System.out.printf("load at the end %s%n", Product.load());
    Map<String, Long> states =
        product.counts("select state, count(*) from run_step where task <> '' group by state");
    System.out.printf("%-44s %s%n", "tasks by state", states);
    return states.keySet().equals(Set.of("succeeded")) && ratio >= TARGET;
  }

  /** One round in which either side lost a poll, or the host its breath, says nothing. */
  private static double median(List<Double> rounds) {
    return rounds.stream().sorted().toList().get(rounds.size() / 2);
  }

  /** Seconds for all runs, started at once. */
  private double engine(String plan) throws Exception {
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        answers.add(threads.submit(() -> product.run(plan)));
      }
      for (Future<String> answer : answers) {
        answer.get();
      }
    }
    awaitEnd();
    return (System.nanoTime() - begin) / 1e9;
  }

  /** On one connection: a new one for each question costs what it measures. */
  private void awaitEnd() throws Exception {
    long last = System.nanoTime() + MOST.toNanos();
    try (Connection store = product.database();
        PreparedStatement open =
            store.prepareStatement("select 1 from run where ended_at is null limit 1")) {
      while (any(open)) {
        if (System.nanoTime() > last) {
          throw new IllegalStateException("expected all runs to end within " + MOST);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static boolean any(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  /** Of all runs, with those of the first rounds. */
  private void events() throws Exception {
    int all = (FIRST + ROUNDS) * runs;
    List<WorkflowExecutionInfo> executions = new ArrayList<>();
    Waiting.until(
        Duration.ofSeconds(30),
        () -> {
          executions.clear();
          executions.addAll(
              Histories.list(connection, "WorkflowType IN ('PlanWorkflow', 'PhaseWorkflow')"));
          return executions.size() == all * (1 + PHASES)
              && executions.stream().allMatch(Histories::closed);
        });
    System.out.printf(
        "%-44s %.1f (a bare activity has 3, and shares its workflow's tasks)%n",
        "events per task", (double) Histories.events(executions) / (all * PHASES * tasks));
  }

  /** Seconds for as many activities in as many workflows. */
  private double bare() throws Exception {
    return activities.run(runs, PHASES * tasks, true).toNanos() / 1e9;
  }

  /** A phase's gate counts as one of its tasks. */
  private String document() {
    StringBuilder document = new StringBuilder("# Task rate\n");
    for (int phase = 1; phase <= PHASES; phase++) {
      document.append(
          """

          ## Phase %1$d: Batch

          ```planwright
          executor: gate.review
          inputs: {automatic: true}
          ```

          ### Tasks

          - [ ] %1$d.1 Fetch
            ```planwright
            executor: data.fetch
            inputs: {bars: 60}
            ```
          - [ ] %1$d.2 Validate
            ```planwright
            executor: data.validate
            inputs: {dataset: "${%1$d.1}"}
            ```
          """
              .formatted(phase));
      for (int task = 3; task < tasks; task++) {
        document.append(
            """
            - [ ] %d.%d Tell
              ```planwright
              executor: notify.send
              inputs: {message: "notice %d"}
              ```
            """
                .formatted(phase, task, task));
      }
      document.append("\n### Success criteria\n\n- rows >= 50\n");
    }
    return document.toString();
  }
}
