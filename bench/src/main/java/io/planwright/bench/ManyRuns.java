package io.planwright.bench;

import io.planwright.temporal.TemporalConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts many small retrain sprints at once, signs their summaries off, and tells how many
 * succeeded and how fast, beside activities that do nothing on the same server.
 *
 * <p>From the repository's folder, after {@code ./planwright --help} and a build of this module:
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes' io.planwright.bench.ManyRuns \
 *     [runs = 50] [at most so many seconds = 300]
 * </pre>
 *
 * <p>The sign-off is asked for twice a second, so its wait is part of a run's time. Tasks count as
 * they end in the journal, whatever their end.
 */
public final class ManyRuns {
  private static final String SIGN_OFF = "4.2";
  private static final String STATES = "select state, count(*) from run group by state";
  private static final String TASKS =
      "select state, count(*) from run_step where task <> '' group by state";

  private final Product product;
  private final Set<String> signed = new HashSet<>();

  private ManyRuns(Product product) {
    this.product = product;
  }

  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    Duration most = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 300);
    try (Product product = Product.start(Path.of("planwright"), Map.of())) {
      new ManyRuns(product).measure(runs, most);
    }
  }

  private void measure(int count, Duration most) throws Exception {
    List<String> plans = plans(count);
    System.out.printf(
        "%nRuns: %d at once, %d cores, load %s%n",
        count, Runtime.getRuntime().availableProcessors(), Product.load());
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> started = new ArrayList<>();
      for (String plan : plans) {
        started.add(threads.submit(() -> product.run(plan)));
      }
      for (Future<String> run : started) {
        run.get();
      }
      System.out.printf("%-44s %.1f s%n", "all started after", seconds(begin));
      boolean ended = Waiting.until(most, () -> signOff(threads));
      double wall = seconds(begin);
      Map<String, Long> tasks = product.counts(TASKS);
      long done = tasks.values().stream().mapToLong(Long::longValue).sum() - open(tasks);
      System.out.printf("%-44s %.1f s%n", ended ? "all ended after" : "not all ended within", wall);
      System.out.printf("%-44s %s%n", "runs by state", product.counts(STATES));
      System.out.printf("%-44s %s%n", "tasks by state", tasks);
      System.out.printf("%-44s %.1f%n", "tasks ended per second", done / wall);
      failures();
      System.out.printf(
          "%-44s RSS %d MiB (peak %d), heap used %d MiB; load %s%n",
          "process of API and workers",
          StartLatency.mib(product.resident("VmRSS")),
          StartLatency.mib(product.resident("VmHWM")),
          StartLatency.mib(product.heap()),
          Product.load());
      bare(count, (int) Math.max(1, tasks.values().stream().mapToLong(n -> n).sum() / count));
    }
  }

  private List<String> plans(int count) throws Exception {
    String document = Product.resource("small-sprint.md");
    List<String> plans = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      plans.add(product.submit(document.replace("@seed@", String.valueOf(i))));
    }
    return plans;
  }

  /** Completes what waits for a person; whether all runs have ended. */
  private boolean signOff(ExecutorService threads) throws SQLException {
    Set<String> waiting =
        new TreeSet<>(
            product
                .counts(
                    "select run_id, number from run_step where state = 'waiting' and task = '"
                        + SIGN_OFF
                        + "'")
                .keySet());
    waiting.removeAll(signed);
    for (String run : waiting) {
      signed.add(run);
      threads.submit(
          () -> {
            product.complete(run, SIGN_OFF);
            return run;
          });
    }
    return open(product.counts(STATES)) == 0;
  }

  private static long open(Map<String, Long> states) {
    return states.entrySet().stream()
        .filter(s -> Set.of("pending", "running", "waiting", "undoing").contains(s.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void failures() throws SQLException {
    try (Connection connection = product.database();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select task, state, left(failure ->> 'message', 120), count(*)
                from run_step
                where failure is not null and task <> ''
                group by 1, 2, 3 order by 4 desc limit 5
                """)) {
      while (rows.next()) {
        System.out.printf(
            "  %d times task %s %s: %s%n",
            rows.getLong(4), rows.getString(1), rows.getString(2), rows.getString(3));
      }
    }
  }

  private void bare(int workflows, int tasks) throws Exception {
    try (TemporalConnection connection =
            TemporalConnection.open(product.stack().environment(Map.of()));
        BareActivities activities = BareActivities.start(connection)) {
      for (boolean parallel : List.of(false, true)) {
        Duration time = activities.run(workflows, tasks, parallel);
        double seconds = time.toNanos() / 1e9;
        System.out.printf(
            "%-44s %.1f per second (%d in %.1f s)%n",
            "bare no-op activities, " + (parallel ? "parallel" : "sequential"),
            workflows * tasks / seconds,
            workflows * tasks,
            seconds);
      }
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
