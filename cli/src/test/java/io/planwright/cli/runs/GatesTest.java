package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.stack.Stack;
import io.planwright.temporal.dev.Child;
import io.planwright.temporal.dev.DevServer;
import io.planwright.temporal.dev.TemporalCli;
import io.planwright.temporal.wanted.Wanted;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Decisions by people with keys of their own, while processes come and go. Owns its stack. */
@Timeout(300)
final class GatesTest {
  private static final String DOCUMENT =
      """
      # Gated

      ## Phase 1: Data

      ```planwright
      executor: gate.review
      inputs: {approvers: [ada, bob], quorum: 2, asks: is the data good enough}
      ```

      ### Tasks

      - [ ] 1.1 Fetch
        ```planwright
        executor: data.fetch
        inputs: {bars: 600}
        ```
      - [ ] 1.2 Check
        ```planwright
        executor: data.validate
        inputs: {dataset: "${1.1}"}
        ```

      ### Success criteria

      - rows >= 500
      - the desk agrees

      ## Phase 2: Use

      - [ ] 2.1 Prepare
      - [ ] 2.2 Accept
        _Depends: 2.1_
        ```planwright
        executor: gate.review
        inputs: {separation: true}
        ```
      - [ ] 2.3 Tell
        ```planwright
        executor: notify.send
        inputs: {message: "limit ${2.2:limit}"}
        ```
      """;

  @TempDir private Path folder;

  @Test
  void aDecisionIsTakenOnceByThoseWhoMayWhateverIsDownMeanwhile() throws Exception {
    Map<String, String> keys = Map.of("PLANWRIGHT_API_KEYS_FILE", keyFile().toString());
    try (TestingStack stack = new TestingStack(folder);
        TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role(keys, "api").until("API ");
        TestingProcess worker = stack.role("worker", "--role", "plan,cpu").until("workers run")) {
      TestingRun ada = TestingRun.start(stack::apiUrl, DOCUMENT, Optional.of("secret-of-ada"));
      TestingRun bob = ada.as("secret-of-bob");
      String gate = ada.detail().at("/phases/0/tasks/2/key").asText();
      ada.awaitTask(gate, "waiting");
      assertThat(ada.task(gate).at("/waiting/why").asText())
          .contains("is the data good enough", "rows >= 500: met, rows = 600", "for you to say");
      assertThat(ada.task("2.1").path("state").asText()).isEqualTo("pending");

      bothAtOnce(ada, bob, gate);
      ada.awaitTask(gate, "succeeded");
      JsonNode outcome = ada.task(gate).path("outcome");
      assertThat(outcome.at("/metrics/yes").asInt()).isEqualTo(2);
      assertThat(outcome.at("/facts/majority").asText()).isEqualTo("yes by 2 to 0");
      assertThat(outcome.at("/facts/votes").asText()).contains("ada yes", "bob yes");
      assertThat(outcome.at("/facts/confirmed").asText()).contains("the desk agrees", "ada", "bob");
      assertThat(states(stack, gate)).containsExactly("waiting", "waiting", "succeeded");

      ada.awaitTask("2.1", "waiting");
      ada.complete("2.1");
      ada.awaitTask("2.2", "waiting");
      assertThatThrownBy(() -> ada.complete("2.2"))
          .hasMessageContaining("ada worked on what this gate judges");

      worker.kill();
      JsonNode stored =
          bob.complete("2.2", Map.of("metrics", Map.of("limit", 3), "reason", "with a limit"));
      assertThat(stored.path("delivery").asText()).isEqualTo("pending");
      restartTemporal(stack, ada);
    }
  }

  private void restartTemporal(TestingStack stack, TestingRun run) throws Exception {
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
        TestingProcess successor =
            stack.role("worker", "--role", "plan,cpu").until("workers run")) {
      assertThat(run.end()).isEqualTo("succeeded");
      assertThat(states(stack, "2.2")).containsExactly("waiting", "succeeded");
      // The command's row hears of its acceptance after the run may have gone on.
      Await.that(
          () -> deliveries(stack).equals(List.of("rejected", "accepted")),
          () -> deliveries(stack).toString());
      assertThat(stack.query("select message from outbox")).containsExactly("limit 3");
    }
  }

  private static void bothAtOnce(TestingRun ada, TestingRun bob, String gate) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService people = Executors.newFixedThreadPool(2)) {
      List<Future<JsonNode>> said =
          List.of(ada, bob).stream()
              .map(
                  person ->
                      people.submit(
                          () -> {
                            together.await();
                            return person.complete(gate, Map.of("reason", "looked at it"));
                          }))
              .toList();
      for (Future<JsonNode> answer : said) {
        assertThat(answer.get().path("delivery").asText()).isEqualTo("accepted");
      }
    }
  }

  private static List<String> deliveries(TestingStack stack) {
    return stack.query(
        "select delivery from command where body->'verb'->>'task' = '2.2' order by created_at");
  }

  private static List<String> states(TestingStack stack, String task) {
    return stack.query(
        "select entry->>'state' from journal where entry->>'task' = '"
            + task
            + "' and entry->>'type' = 'transition' order by stream");
  }

  private Path keyFile() throws IOException, NoSuchAlgorithmException {
    StringBuilder keys = new StringBuilder();
    for (String name : List.of("ada", "bob")) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("secret-of-" + name).getBytes(StandardCharsets.UTF_8));
      keys.append(
          "- {name: %s, sha256: %s, roles: [operator], team: quant}\n"
              .formatted(name, HexFormat.of().formatHex(digest)));
    }
    return Files.writeString(folder.resolve("keys.yaml"), keys);
  }
}
