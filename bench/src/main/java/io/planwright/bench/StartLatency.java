package io.planwright.bench;

import io.planwright.bench.OpenLoop.Started;
import io.planwright.temporal.TemporalConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures from the request that starts a run to the first lines of its workflow and of its first
 * phase, beside a bare parent and child on the same server. The runs stay open, each with a phase
 * that waits at a gate, until all are started; then each gate is decided, and each run must be
 * closed by Temporal's own account. Exits with 1 where one is lost, or where a target is missed at
 * up to 20 starts per second with eager starts: more are shown as overload.
 *
 * <p>From the repository's folder, after {@code ./planwright --help} and a build of this module:
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes' io.planwright.bench.StartLatency \
 *     [starts per second = 20] [seconds = 50] [eager: on, off or both = both]
 * </pre>
 *
 * <p>Times of the product are those of its journal: workflow time, after the workflow has read its
 * plan from the store. The bare pair runs in this process, after the product's load. Both are
 * measured after as long a warm-up.
 */
public final class StartLatency {
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private final Path launcher = Path.of("planwright");
  private final OpenLoop load;
  private final List<String> broken = new ArrayList<>();

  private StartLatency(OpenLoop load) {
    this.load = load;
  }

  public static void main(String[] args) throws Exception {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    String eager = args.length > 2 ? args[2] : "both";
    boolean kept = new StartLatency(new OpenLoop(rate, Duration.ofSeconds(seconds))).measure(eager);
    if (!kept) {
      System.exit(1);
    }
  }

  private boolean measure(String eager) throws Exception {
    return switch (eager) {
      case "on" -> measure(true);
      case "off" -> measure(false);
      case "both" -> {
        boolean on = measure(true);
        boolean off = measure(false);
        yield on && off;
      }
      default -> throw new IllegalArgumentException("expected on, off or both, got " + eager);
    };
  }

  private boolean measure(boolean eager) throws Exception {
    try (Product product =
        Product.start(launcher, Map.of("PLANWRIGHT_EAGER_START", Boolean.toString(eager)))) {
      System.out.printf(
          "%nStarts: eager %s, %d per second for %d s, %d cores, load %s%n",
          eager ? "on" : "off",
          load.rate(),
          load.time().toSeconds(),
          Runtime.getRuntime().availableProcessors(),
          Product.load());
      String plan = product.submit(Product.resource("one-phase.md"));
      try (TemporalConnection connection =
          TemporalConnection.open(product.stack().environment(Map.of()))) {
        warmUp(product, connection, plan);
        measure(product, connection, plan, eager);
      }
    }
    broken.forEach(promise -> System.out.println("BROKEN: " + promise));
    return broken.isEmpty();
  }

  private void measure(Product product, TemporalConnection connection, String plan, boolean eager)
      throws Exception {
    long idle = product.resident("VmRSS");
    Started started = load.run(_ -> product.run(plan));
    String loadAfter = Product.load();
    long open = product.resident("VmRSS");
    Map<String, First> lines = journal(product, started.sent().keySet());
    System.out.println(Quantiles.HEADING);
    show("request to answer", started.answers());
    show("request to run's first line", started, runs(lines));
    show("request to phase's first line", started, phases(lines));
    show("behind schedule", started.late());
    String known = found(connection, started.sent().keySet());
    double perHundred = (open - idle) / 1e6 / started.sent().size() * 100;
    System.out.printf("%-44s %.1f MB%n", "memory beyond idle per 100 open runs", perHundred);
    int closed = close(product, connection, List.copyOf(started.sent().keySet()));
    bare(connection, eager);
    System.out.printf(
        "%d asked, %d answered, %d refused%s; %s; %d journals with both lines%n",
        started.sent().size() + started.failures().size(),
        started.sent().size(),
        started.failures().size(),
        started.failures().stream().findFirst().map(f -> " (first: " + f + ")").orElse(""),
        known,
        phases(lines).size());
    expect("no start is refused", started.failures().isEmpty());
    expect("every run has both lines", phases(lines).size() == started.sent().size());
    expect("every run is closed and completed", closed == started.sent().size());
    if (eager && load.rate() <= 20) {
      expect("run's first line p95 < 50 ms", p95(started, runs(lines)) < 50);
      expect("phase's first line p95 < 250 ms", p95(started, phases(lines)) < 250);
      expect("memory per 100 open runs < 20 MB", perHundred < 20);
    }
    System.out.printf(
        "process of API and workers: RSS %d MiB idle, %d open (peak %d), heap used %d MiB; load %s,"
            + " at the end %s%n",
        mib(idle),
        mib(open),
        mib(product.resident("VmHWM")),
        mib(product.heap()),
        loadAfter,
        Product.load());
  }

  private void expect(String promise, boolean held) {
    if (!held) {
      broken.add(promise);
    }
  }

  private static double p95(Started started, Map<String, Instant> first) {
    List<Duration> times = times(started, first);
    return times.isEmpty() ? Double.NaN : Quantiles.of(times).p95().toNanos() / 1e6;
  }

  /** Decides at every gate at the rate of the starts; how many runs Temporal calls completed. */
  private int close(Product product, TemporalConnection connection, List<String> runs)
      throws InterruptedException {
    Duration time = Duration.ofSeconds(Math.max(1, (runs.size() + load.rate() - 1) / load.rate()));
    Started decided =
        new OpenLoop(load.rate(), time)
            .run(
                index -> {
                  if (index < runs.size()) {
                    product.complete(runs.get(index), "1.1");
                  }
                  return String.valueOf(index);
                });
    show("request to decision's answer", decided.answers());
    Set<String> completed = new HashSet<>();
    Waiting.until(
        SETTLE.multipliedBy(2),
        () -> {
          try (var known =
              connection
                  .client()
                  .listExecutions(
                      "WorkflowType = 'PlanWorkflow' and ExecutionStatus = 'Completed'")) {
            known.forEach(e -> completed.add(e.getExecution().getWorkflowId()));
          }
          return completed.containsAll(runs);
        });
    completed.retainAll(runs);
    System.out.printf("%-44s %d of %d%n", "closed and completed", completed.size(), runs.size());
    return completed.size();
  }

  /**
   * The JIT's first half minute is no part of the measure, nor what a worker keeps once it has had
   * work. These runs are closed before.
   */
  private void warmUp(Product product, TemporalConnection connection, String plan)
      throws Exception {
    Started started = new OpenLoop(load.rate(), WARM_UP).run(_ -> product.run(plan));
    List<String> runs = List.copyOf(started.sent().keySet());
    if (!started.failures().isEmpty() || close(product, connection, runs) < runs.size()) {
      throw new IllegalStateException(
          "expected runs to start and close, got " + started.failures());
    }
  }

  private void bare(TemporalConnection connection, boolean eager) throws InterruptedException {
    BarePair.run(connection, new OpenLoop(load.rate(), WARM_UP), eager);
    BarePair.Seen seen = BarePair.run(connection, load, eager);
    show("bare: request to answer", seen.started().answers());
    show("bare: request to parent's first line", seen.started(), seen.parents());
    show("bare: request to child's first line", seen.started(), seen.children());
    show("bare: parent's first line by wall clock", seen.started(), seen.parentsByWall());
    show("bare: child's first line by wall clock", seen.started(), seen.childrenByWall());
  }

  private static void show(String name, Started started, Map<String, Instant> first) {
    show(name, times(started, first));
  }

  private static List<Duration> times(Started started, Map<String, Instant> first) {
    List<Duration> times = new ArrayList<>();
    started
        .sent()
        .forEach(
            (id, sent) -> {
              if (first.containsKey(id)) {
                times.add(Duration.between(sent, first.get(id)));
              }
            });
    return times;
  }

  private static void show(String name, List<Duration> times) {
    System.out.println(
        times.isEmpty() ? "%-44s %6d".formatted(name, 0) : Quantiles.of(times).line(name));
  }

  /** Where a run's workflow and its phase's wrote their first lines. */
  private record First(Instant run, Instant phase) {}

  private static Map<String, Instant> runs(Map<String, First> lines) {
    return lines.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, line -> line.getValue().run()));
  }

  private static Map<String, Instant> phases(Map<String, First> lines) {
    return lines.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, line -> line.getValue().phase()));
  }

  private static Map<String, First> journal(Product product, Set<String> runs)
      throws InterruptedException {
    Map<String, First> lines = new LinkedHashMap<>();
    Waiting.until(
        SETTLE,
        () -> {
          lines.clear();
          lines.putAll(read(product));
          lines.keySet().retainAll(runs);
          return lines.size() == runs.size();
        });
    return lines;
  }

  private static Map<String, First> read(Product product) throws SQLException {
    Map<String, First> lines = new LinkedHashMap<>();
    try (Connection connection = product.database();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select o.run_id, o.at, min(p.at)
                from journal o join journal p on p.run_id = o.run_id
                where o.entry ->> 'type' = 'opened'
                  and p.writer <> o.writer
                  and p.entry ->> 'type' = 'transition'
                  and p.entry ->> 'phase' is not null
                  and p.entry ->> 'task' is null
                  and p.entry ->> 'state' = 'running'
                group by o.run_id, o.at
                """)) {
      while (rows.next()) {
        lines.put(rows.getString(1), new First(instant(rows, 2), instant(rows, 3)));
      }
    }
    return lines;
  }

  private static Instant instant(java.sql.ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Visibility lags behind, so it is asked again for a while. */
  private static String found(TemporalConnection connection, Set<String> runs)
      throws InterruptedException {
    List<String> missing = new ArrayList<>();
    Waiting.until(
        Duration.ofSeconds(30),
        () -> {
          missing.clear();
          missing.addAll(runs);
          try (var known = connection.client().listExecutions("WorkflowType = 'PlanWorkflow'")) {
            Set<String> ids =
                known.map(e -> e.getExecution().getWorkflowId()).collect(Collectors.toSet());
            missing.removeAll(ids);
          }
          return missing.isEmpty();
        });
    return "visibility lists %d of %d".formatted(runs.size() - missing.size(), runs.size());
  }

  static long mib(long bytes) {
    return bytes / (1024 * 1024);
  }
}
