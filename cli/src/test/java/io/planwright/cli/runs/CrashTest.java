package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.cli.stack.DevStack;
import io.planwright.cli.stack.Ports;
import io.planwright.cli.stack.Stack;
import io.planwright.store.JournalLine;
import io.planwright.temporal.dev.Child;
import io.planwright.temporal.dev.DevServer;
import io.planwright.temporal.dev.TemporalCli;
import io.planwright.temporal.wanted.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run survives: {@code kill -9} of each process that it needs. Owns its stack. */
@Timeout(300)
final class CrashTest {
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
        inputs: {features: "${1.2}", rounds: 2000, checkpointEvery: 100}
        ```

      ## Phase 2: Use

      - [ ] 2.1 Promote
        ```planwright
        executor: model.promote
        inputs: {model: "${1.3}", champion: crash-test}
        ```
      - [ ] 2.2 Look at it
        _Depends: 2.1_
      - [ ] 2.3 Tell
        _Depends: 2.2_
        ```planwright
        executor: notify.send
        inputs: {message: trained}
        ```
      """;

  @TempDir private Path folder;
  private DevStack dev;

  @BeforeEach
  void startStack() {
    dev = DevStack.start(state(), System.getenv(), Ports.CHOSEN, line -> {});
  }

  @AfterEach
  void stopStack() {
    dev.close();
  }

  @Test
  void goesOnFromTheCheckpointWhenTheTrainingWorkerIsKilled() throws Exception {
    try (TestingProcess migrated = role("migrate").until("up to date");
        TestingProcess api = role("api").until("API ");
        TestingProcess others = role("worker", "--role", "plan,cpu,gpu-llm").until("workers run")) {
      TestingProcess doomed = role("worker", "--role", "gpu-train").until("workers run");
      TestingRun run = TestingRun.start(this::apiUrl, TRAINING);
      Await.that(
          () -> rounds().filter(round -> round >= 300).findAny().isPresent(),
          () -> told().toString());
      doomed.kill();

      try (TestingProcess successor = role("worker", "--role", "gpu-train").until("workers run")) {
        run.awaitTask("2.2", "waiting");
        run.complete("2.2");
        assertThat(run.end()).isEqualTo("succeeded");
      }

      List<String> told = run.progress("1.3");
      assertThat(told).anyMatch(text -> text.startsWith("training resumes after round "));
      double resumedFrom = run.task("1.3").at("/outcome/metrics/resumedFrom").asDouble();
      double trained = run.task("1.3").at("/outcome/metrics/trainedRounds").asDouble();
      System.out.println("resumed after round " + resumedFrom + ", trained " + trained);
      assertThat(resumedFrom).isBetween(100.0, 1900.0);
      assertThat(resumedFrom + trained).isEqualTo(2000.0);
      assertThat(count("select count(*) from champion_change")).isEqualTo(1);
      assertThat(count("select count(*) from outbox")).isEqualTo(1);
      assertGapless(run.journal());
    }
  }

  @Test
  void completesWhenTheApiAndTemporalAreKilledAndComeBack() throws Exception {
    try (TestingProcess migrated = role("migrate").until("up to date");
        TestingProcess workers =
            role("worker", "--role", "plan,cpu,gpu-train,gpu-llm").until("workers run")) {
      TestingProcess doomedApi = role("api").until("API ");
      TestingRun run = TestingRun.start(this::apiUrl, TRAINING);
      run.awaitTask("1.2", "succeeded");
      doomedApi.kill();
      ProcessHandle temporal = temporal();
      temporal.destroyForcibly();
      Await.that(() -> !Child.runs(temporal), () -> "Temporal still runs");

      Stack.Temporal wanted = dev.stack().temporal();
      try (DevServer restarted =
              DevServer.start(
                  new TemporalCli(System.getenv(), line -> {}).find().orElseThrow(),
                  state().toAbsolutePath().resolve("temporal.db"),
                  folder.resolve("temporal-again.log"),
                  URI.create("http://" + wanted.address()).getPort(),
                  URI.create(wanted.ui().orElseThrow()).getPort(),
                  Wanted.declared(),
                  pid -> {});
          TestingProcess api = role("api").until("API ")) {
        run.awaitTask("2.2", "waiting");
        run.complete("2.2");
        assertThat(run.end()).isEqualTo("succeeded");
        assertThat(count("select count(*) from champion_change")).isEqualTo(1);
        assertGapless(run.journal());
      }
    }
  }

  private static void assertGapless(List<JournalLine> journal) {
    assertThat(journal.stream().map(JournalLine::stream))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, journal.size()).boxed().toList());
  }

  /** The rounds that the training has told of. */
  private java.util.stream.Stream<Integer> rounds() {
    return told().stream()
        .filter(text -> text.matches("trained rounds \\d+ to \\d+ of \\d+"))
        .map(text -> Integer.valueOf(text.split(" ")[4]));
  }

  /** What the training said so far; the API's stream would wait for the run's end. */
  private List<String> told() {
    return query(
        "select entry->>'text' from journal where entry->>'task' = '1.3'"
            + " and entry->>'type' = 'progress' order by stream");
  }

  private ProcessHandle temporal() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains("start-dev"))
        .filter(p -> p.info().commandLine().orElse("").contains(folder.toString()))
        .findFirst()
        .orElseThrow();
  }

  private long count(String query) {
    return Long.parseLong(query(query).getFirst());
  }

  private List<String> query(String query) {
    Stack.Database database = dev.stack().database();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path state() {
    return folder.resolve(".planwright");
  }

  private URI apiUrl() {
    try {
      return URI.create(Files.readString(state().resolve("api-url")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestingProcess role(String... arguments) throws IOException {
    return TestingProcess.start(folder, Map.of("PLANWRIGHT_API_PORT", "0"), arguments);
  }
}
