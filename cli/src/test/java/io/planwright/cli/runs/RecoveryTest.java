package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How soon a task runs again elsewhere when its worker stops or is lost. Owns its stack. */
@Timeout(300)
final class RecoveryTest {
  private static final int ROUNDS = 10_000;
  private static final Duration DRAIN = Duration.ofSeconds(20);
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
        retries: 0
        inputs: {features: "${1.2}", rounds: %d, checkpointEvery: 100}
        ```
      """
          .formatted(ROUNDS);

  @TempDir private Path folder;

  @Test
  void aTrainingGoesOnElsewhereAtOnceAfterAStopAndSoonAfterALoss() throws Exception {
    try (TestingStack stack = new TestingStack(folder);
        TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ");
        TestingProcess others =
            stack.role("worker", "--role", "plan,cpu,gpu-llm").until("workers run");
        TestingProcess first = trainer(stack)) {
      TestingRun run = TestingRun.start(stack::apiUrl, TRAINING);
      first.until("trains from round 0");
      awaitRound(stack, 200);
      try (TestingProcess second = trainer(stack)) {
        long stopped = System.nanoTime();
        int exit = first.terminate();
        Duration drained = since(stopped);
        awaitResumed(stack, 1);
        Duration afterStop = since(stopped);
        awaitRound(stack, 1_000);

        try (TestingProcess third = trainer(stack)) {
          long killed = System.nanoTime();
          second.kill();
          awaitResumed(stack, 2);
          Duration afterLoss = since(killed);
          System.out.printf(
              "recovery: drained in %d ms, resumed %d ms after SIGTERM, %d ms after kill -9%n",
              drained.toMillis(), afterStop.toMillis(), afterLoss.toMillis());
          assertThat(exit).as("SIGTERM's exit code").isEqualTo(128 + 15);
          assertThat(drained).isLessThan(DRAIN);
          assertThat(afterStop).as("not after the heartbeat timeout").isLessThan(DRAIN);
          assertThat(afterLoss).isLessThan(Duration.ofSeconds(30));
          assertThat(run.end()).isEqualTo("succeeded");
        }
      }

      assertThat(resumed(stack)).allMatch(round -> round > 0).isSorted();
      double resumedFrom = run.task("1.3").at("/outcome/metrics/resumedFrom").asDouble();
      double trained = run.task("1.3").at("/outcome/metrics/trainedRounds").asDouble();
      assertThat(resumedFrom).isGreaterThanOrEqualTo(900);
      assertThat(resumedFrom + trained).isEqualTo(ROUNDS);
    }
  }

  private static TestingProcess trainer(TestingStack stack) throws IOException {
    return stack
        .role(
            Map.of("DRAIN_SECONDS", Long.toString(DRAIN.toSeconds())),
            "worker",
            "--role",
            "gpu-train")
        .until("workers run");
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static void awaitRound(TestingStack stack, int round) {
    Await.that(
        () ->
            told(stack).stream()
                .filter(text -> text.matches("trained rounds \\d+ to \\d+ of \\d+"))
                .anyMatch(text -> Integer.parseInt(text.split(" ")[4]) >= round),
        () -> told(stack).toString());
  }

  private static void awaitResumed(TestingStack stack, int times) {
    Await.that(() -> resumed(stack).size() >= times, () -> told(stack).toString());
  }

  private static List<Integer> resumed(TestingStack stack) {
    return told(stack).stream()
        .filter(text -> text.startsWith("training resumes after round "))
        .map(text -> Integer.valueOf(text.split(" ")[4]))
        .toList();
  }

  private static List<String> told(TestingStack stack) {
    return stack.query(
        "select entry->>'text' from journal where entry->>'task' = '1.3'"
            + " and entry->>'type' = 'progress' order by stream");
  }
}
