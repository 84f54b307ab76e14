package io.planwright.bench;

import io.planwright.temporal.TemporalConnection;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs one plan of many tasks from its document to its end and tells what it cost: history of each
 * workflow, how often it was continued as new, memory, tasks per second. Exits with 1 where a task,
 * a journal line or the end is missing, or a history came near the server's limits.
 *
 * <p>From the repository's folder, after {@code ./planwright --help} and a build of this module:
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes' io.planwright.bench.LargePlan \
 *     [tasks = 2000] [at most so many seconds = 1800]
 * </pre>
 *
 * <p>A phase has 250 tasks, so it is cut into two parts; each task sends a notice to the log and
 * has an undo. Every tenth task refers to an outcome of the phase before.
 */
public final class LargePlan {
  private static final int TASKS_OF_PHASE = 250;

  /** The server refuses beyond 51,200 events or 50 MiB. */
  private static final long MOST_EVENTS = 25_000;

  private static final long MOST_BYTES = 25L * 1024 * 1024;

  private final Product product;
  private final List<String> broken = new ArrayList<>();

  private LargePlan(Product product) {
    this.product = product;
  }

  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    Duration most = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 1_800);
    boolean kept;
    try (Product product = Product.start(Path.of("planwright"), Map.of())) {
      kept = new LargePlan(product).measure(tasks, most);
    }
    if (!kept) {
      System.exit(1);
    }
  }

  private boolean measure(int tasks, Duration most) throws Exception {
    System.out.printf(
        "%nOne plan of %d tasks, %d cores, load %s%n",
        tasks, Runtime.getRuntime().availableProcessors(), Product.load());
    long idle = product.resident("VmRSS");
    long begin = System.nanoTime();
    String plan = product.submit(document(tasks));
    System.out.printf("%-44s %.1f s%n", "compiled and stored after", seconds(begin));
    begin = System.nanoTime();
    String run = product.run(plan);
    expect("the run ended", Waiting.until(most, () -> ended(run)));
    double wall = seconds(begin);
    Map<String, Long> states =
        product.counts(
            "select state, count(*) from run_step where task <> '' and run_id = '"
                + run
                + "' group by state");
    System.out.printf("%-44s %s%n", "tasks by state", states);
    System.out.printf("%-44s %.1f s, %.1f tasks per second%n", "ended after", wall, tasks / wall);
    expect("all tasks succeeded", states.equals(Map.of("succeeded", (long) tasks)));
    journal(run, tasks);
    try (TemporalConnection connection =
        TemporalConnection.open(product.stack().environment(Map.of()))) {
      histories(connection, run, tasks);
    }
    System.out.printf(
        "%-44s RSS %d MiB (idle %d, peak %d), heap used %d MiB; load %s%n",
        "process of API and workers",
        StartLatency.mib(product.resident("VmRSS")),
        StartLatency.mib(idle),
        StartLatency.mib(product.resident("VmHWM")),
        StartLatency.mib(product.heap()),
        Product.load());
    broken.forEach(promise -> System.out.println("BROKEN: " + promise));
    return broken.isEmpty();
  }

  static String document(int tasks) {
    StringBuilder document = new StringBuilder("# Large plan\n");
    for (int i = 0; i < tasks; i++) {
      int phase = i / TASKS_OF_PHASE + 1;
      int place = i % TASKS_OF_PHASE + 1;
      if (place == 1) {
        document.append("\n## Phase %d: Batch %d\n\n".formatted(phase, phase));
      }
      boolean refers = phase > 1 && place % 10 == 0;
      String before = "%d.%d".formatted(phase - 1, place);
      document.append(
          """
          - [ ] %d.%d Send notice %d
          %s  ```planwright
            executor: notify.send
            inputs: {message: "%s"}
            ```
          """
              .formatted(
                  phase,
                  place,
                  i + 1,
                  refers ? "  _Depends: " + before + "_\n" : "",
                  refers ? "after ${" + before + "}" : "notice " + (i + 1)));
    }
    return document.toString();
  }

  private boolean ended(String run) throws Exception {
    Map<String, Long> state =
        product.counts(
            "select state, 1 from run where id = '" + run + "' and ended_at is not null");
    return !state.isEmpty();
  }

  /** Each task began and succeeded once, the stream has no gap, each writer's numbers neither. */
  private void journal(String run, int tasks) throws Exception {
    Map<String, Long> counts =
        product.counts(
            """
            select 'lines', count(*) from journal where run_id = '%1$s'
            union all select 'last', max(stream) from journal where run_id = '%1$s'
            union all select 'gaps', count(*) from (
              select number - lag(number, 1, 0::bigint) over (partition by writer order by number)
                as step
              from journal where run_id = '%1$s') s where step <> 1
            union all select 'began', count(distinct entry ->> 'task') from journal
              where run_id = '%1$s' and entry ->> 'state' = 'running'
                and entry ->> 'task' is not null
            union all select 'succeeded', count(*) from journal
              where run_id = '%1$s' and entry ->> 'state' = 'succeeded'
                and entry ->> 'task' is not null
            """
                .formatted(run));
    System.out.printf("%-44s %s%n", "journal", counts);
    expect("the stream has no gap", count(counts, "lines") == count(counts, "last"));
    expect("no writer's line is missing", count(counts, "gaps") == 0);
    expect("each task began", count(counts, "began") == tasks);
    expect("each task succeeded once", count(counts, "succeeded") == tasks);
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, -1L);
  }

  private void histories(TemporalConnection connection, String run, int tasks) throws Exception {
    List<WorkflowExecutionInfo> all = new ArrayList<>();
    Waiting.until(
        Duration.ofSeconds(30),
        () -> {
          all.clear();
          all.addAll(Histories.list(connection, "WorkflowId STARTS_WITH '" + run + "'"));
          return !all.isEmpty() && all.stream().allMatch(Histories::closed);
        });
    Map<String, List<WorkflowExecutionInfo>> byId =
        all.stream().collect(Collectors.groupingBy(e -> e.getExecution().getWorkflowId()));
    System.out.printf("%-44s %8s %10s %10s%n", "workflow", "events", "KiB", "continued");
    byId.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(
            entry ->
                System.out.printf(
                    "%-44s %8d %10d %10d%n",
                    entry.getKey(),
                    Histories.events(entry.getValue()),
                    entry.getValue().stream()
                            .mapToLong(WorkflowExecutionInfo::getHistorySizeBytes)
                            .sum()
                        / 1024,
                    entry.getValue().size() - 1));
    System.out.printf(
        "%-44s %d, %.1f per task%n",
        "events together", Histories.events(all), (double) Histories.events(all) / tasks);
    expect("every workflow closed", all.stream().allMatch(Histories::closed));
    expect(
        "no history came near the limits",
        all.stream()
            .allMatch(
                e -> e.getHistoryLength() < MOST_EVENTS && e.getHistorySizeBytes() < MOST_BYTES));
  }

  private void expect(String promise, boolean held) {
    if (!held) {
      broken.add(promise);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
