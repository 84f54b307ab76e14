package io.planwright.bench;

import io.planwright.cli.client.ApiClient;
import io.planwright.cli.stack.DevStack;
import io.planwright.cli.stack.Ports;
import io.planwright.cli.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Takes a training's worker away again and again, by SIGTERM and by {@code kill -9} in turns, and
 * tells how long it is until the training goes on elsewhere. Ends with 1 where one takes 30 s.
 *
 * <p>From the repository's folder, after {@code ./planwright --help} and a build of this module:
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes' io.planwright.bench.Recovery \
 *     [losses = 10]
 * </pre>
 */
public final class Recovery {
  private static final Duration PROMISED = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofSeconds(180);
  private static final String TRAINING =
      """
      # Long training

      ## Phase 1: Train

      - [ ] 1.1 Fetch
        ```planwright
        executor: data.fetch
        inputs: {bars: 20000}
        ```
      - [ ] 1.2 Features
        ```planwright
        executor: features.build
        inputs: {dataset: "${1.1}"}
        ```
      - [ ] 1.3 Train
        ```planwright
        executor: model.train
        inputs: {features: "${1.2}", rounds: 100000, checkpointEvery: 50}
        ```
      """;

  private final Path folder;
  private final Stack.Database database;
  private final List<Process> processes = new ArrayList<>();

  private Recovery(Path folder, Stack.Database database) {
    this.folder = folder;
    this.database = database;
  }

  public static void main(String[] args) throws Exception {
    int losses = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    Path folder = Files.createTempDirectory("planwright-recovery");
    try (DevStack dev =
        DevStack.start(
            folder.resolve(".planwright"), System.getenv(), Ports.CHOSEN, System.err::println)) {
      Recovery recovery = new Recovery(folder, dev.stack().database());
      boolean kept;
      try {
        kept = recovery.measure(losses);
      } finally {
        recovery.processes.forEach(Process::destroyForcibly);
      }
      if (!kept) {
        System.exit(1);
      }
    }
  }

  private boolean measure(int losses) throws Exception {
    role("migrate").waitFor();
    role("api");
    role("worker", "--role", "plan,cpu");
    Process trainer = role("worker", "--role", "gpu-train");
    Path url = folder.resolve(".planwright/api-url");
    await(() -> Files.exists(url));
    ApiClient api = new ApiClient(URI.create(Files.readString(url).strip()), Optional.empty());
    String plan =
        api.submit(TRAINING.getBytes(StandardCharsets.UTF_8), Optional.empty()).path("id").asText();
    List<Duration> stops = new ArrayList<>();
    List<Duration> kills = new ArrayList<>();
    String run = "";
    for (int loss = 0; loss < losses; loss++) {
      boolean stop = loss % 2 == 0;
      if (stop) {
        cancel(api, run);
        run = api.startRun(plan, Map.of(), Optional.empty()).path("id").asText();
      }
      String now = run;
      int attempts = stop ? 1 : 2;
      await(() -> count(now, "training%") == attempts && count(now, "trained rounds%") > 0);
      Process successor = role("worker", "--role", "gpu-train");
      // It polls when it has started: what is measured is the recovery, not a JVM's start.
      TimeUnit.SECONDS.sleep(10);
      long lost = System.nanoTime();
      if (stop) {
        trainer.destroy();
      } else {
        trainer.destroyForcibly();
      }
      await(() -> count(now, "training%") > attempts);
      Duration took = Duration.ofNanos(System.nanoTime() - lost);
      (stop ? stops : kills).add(took);
      System.out.printf(
          "loss %d by %s: goes on after %d ms%n",
          loss + 1, stop ? "SIGTERM" : "kill -9", took.toMillis());
      trainer.waitFor();
      trainer = successor;
    }
    cancel(api, run);
    return told(stops, kills);
  }

  private static boolean told(List<Duration> stops, List<Duration> kills) throws IOException {
    List<Duration> all = new ArrayList<>(stops);
    all.addAll(kills);
    System.out.printf("%nRecovery, load %s%n%s%n", Product.load(), Quantiles.HEADING);
    System.out.println(Quantiles.of(stops).line("SIGTERM to progress elsewhere"));
    if (!kills.isEmpty()) {
      System.out.println(Quantiles.of(kills).line("kill -9 to progress elsewhere"));
    }
    Duration most = Quantiles.of(all).most();
    boolean kept = most.compareTo(PROMISED) < 0;
    System.out.printf("%s: the longest took %d ms%n", kept ? "kept" : "BROKEN", most.toMillis());
    return kept;
  }

  private static void cancel(ApiClient api, String run) {
    if (!run.isEmpty()) {
      api.cancel(run, Optional.of("measured"));
    }
  }

  /** How many lines of the training's progress are like that. */
  private long count(String run, String like) throws SQLException {
    String query =
        "select count(*) from journal where run_id = '%s' and entry->>'type' = 'progress'"
            + " and entry->>'text' like '%s'";
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query.formatted(run, like))) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private Process role(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(absolute(System.getProperty("java.class.path")));
    command.add("io.planwright.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PLANWRIGHT_API_PORT", "0");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(java.io.File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(java.io.File.pathSeparator, entries);
  }

  private static void await(Waiting.Condition condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("expected it within " + LONGEST);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("expected an answer, got " + e, e);
    }
  }
}
