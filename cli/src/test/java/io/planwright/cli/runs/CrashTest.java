package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.cli.stack.Stack;
import io.planwright.store.JournalLine;
import io.planwright.temporal.dev.Child;
import io.planwright.temporal.dev.DevServer;
import io.planwright.temporal.dev.TemporalCli;
import io.planwright.temporal.wanted.Wanted;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
  private TestingStack stack;

  @BeforeEach
  void startStack() {
    stack = new TestingStack(folder);
  }

  @AfterEach
  void stopStack() {
    stack.close();
  }

  @Test
  void goesOnFromTheCheckpointWhenTheTrainingWorkerIsKilled() throws Exception {
    try (TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ");
        TestingProcess others =
            stack.role("worker", "--role", "plan,cpu,gpu-llm").until("workers run")) {
      TestingProcess doomed = stack.role("worker", "--role", "gpu-train").until("workers run");
      TestingRun run = TestingRun.start(stack::apiUrl, TRAINING);
      Await.that(
          () -> rounds().filter(round -> round >= 300).findAny().isPresent(),
          () -> told().toString());
      doomed.kill();

      try (TestingProcess successor =
          stack.role("worker", "--role", "gpu-train").until("workers run")) {
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
      assertThat(stack.count("select count(*) from champion_change")).isEqualTo(1);
      assertThat(stack.count("select count(*) from outbox")).isEqualTo(1);
      assertGapless(run.journal());
    }
  }

  @Test
  void completesWhenTheApiAndTemporalAreKilledAndComeBack() throws Exception {
    try (TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess workers =
            stack.role("worker", "--role", "plan,cpu,gpu-train,gpu-llm").until("workers run")) {
      TestingProcess doomedApi = stack.role("api").until("API ");
      TestingRun run = TestingRun.start(stack::apiUrl, TRAINING);
      run.awaitTask("1.2", "succeeded");
      doomedApi.kill();
      ProcessHandle temporal = stack.temporal();
      temporal.destroyForcibly();
      Await.that(() -> !Child.runs(temporal), () -> "Temporal still runs");

      Stack.Temporal wanted = stack.servers().temporal();
      try (DevServer restarted =
              DevServer.start(
                  new TemporalCli(System.getenv(), line -> {}).find().orElseThrow(),
                  stack.state().toAbsolutePath().resolve("temporal.db"),
                  folder.resolve("temporal-again.log"),
                  URI.create("http://" + wanted.address()).getPort(),
                  URI.create(wanted.ui().orElseThrow()).getPort(),
                  Wanted.declared(),
                  pid -> {});
          TestingProcess api = stack.role("api").until("API ")) {
        run.awaitTask("2.2", "waiting");
        run.complete("2.2");
        assertThat(run.end()).isEqualTo("succeeded");
        assertThat(stack.count("select count(*) from champion_change")).isEqualTo(1);
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
    return stack.query(
        "select entry->>'text' from journal where entry->>'task' = '1.3'"
            + " and entry->>'type' = 'progress' order by stream");
  }
}
