package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.client.ApiProblem;
import io.planwright.cli.stack.Stack;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.State;
import io.planwright.store.JournalLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run halfway is brought to another version of its plan: first one that it has gone past, then
 * one that it can follow, while its worker is killed in the middle of that. Owns its stack.
 */
@Timeout(300)
final class AmendTest {
  private static final String PLAN =
      """
      # Amended

      ## Phase 1: Begin

      - [ ] 1.1 Fetch
        ```planwright
        executor: data.fetch
        inputs: {bars: %d}
        ```

      ## Phase 2: Work

      - [ ] 2.1 Look at it
        _Depends: 1.1_
      - [ ] 2.2 Tell the desk
        _Depends: 2.1_
        ```planwright
        executor: notify.send
        inputs: {message: %s, channel: log}
        ```
      %s
      ## Phase 3: End

      - [ ] 3.1 Tell that it is over
        _Depends: 2.2_
        ```planwright
        executor: notify.send
        inputs: {message: over, channel: log}
        ```
      %s
      """;

  private static final String JOINS =
      """
      - [ ] 2.3 Tell the others
        _Depends: 2.1_
        ```planwright
        executor: notify.send
        inputs: {message: others, channel: log}
        ```
      """;

  private static final String COMES =
      """
      - [ ] 3.2 Look again
        _Depends: 3.1, 2.3_
      """;

  @TempDir private Path folder;

  @Test
  void listsConflictsAndAppliesAllOfItOnceAlthoughTheWorkerIsKilledInTheMiddle() throws Exception {
    try (TestingStack stack = new TestingStack(folder);
        TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ");
        TestingProcess cpu = stack.role("worker", "--role", "cpu").until("workers run")) {
      String[] lane = {"worker", "--role", "plan"};
      TestingProcess worker = stack.role(lane).until("workers run");
      ApiClient client = new ApiClient(stack.apiUrl(), Optional.empty());
      TestingRun run = TestingRun.start(stack::apiUrl, PLAN.formatted(300, "before", "", ""));
      run.awaitTask("2.1", "waiting");

      int bad = version(client, PLAN.formatted(400, "before", "", ""));
      ApiProblem refused =
          catchThrowableOfType(ApiProblem.class, () -> amend(client, run, bad, false));
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().path("errors").path(0).path("message").asText())
          .startsWith("task 1.1: keep, it has succeeded as the former version has it");

      int good = version(client, PLAN.formatted(300, "after", JOINS, COMES));
      JsonNode preview = amend(client, run, good, true);
      assertThat(preview.path("applies").asBoolean()).isTrue();
      assertThat(preview.path("effects").findValuesAsText("action"))
          .contains("add", "change")
          .doesNotContain("cancel", "conflict");
      CompletableFuture<JsonNode> command;
      try (Connection connection = connect(stack);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("lock table run_step in access exclusive mode");
        command = CompletableFuture.supplyAsync(() -> amend(client, run, good, false));
        Await.that(
            () ->
                stack.count(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like 'select * from run_step%'")
                    > 0,
            () -> "the amendment is in hand");
        worker.kill();
        connection.rollback();
      }
      worker = stack.role(lane).until("workers run");
      String id = command.join().path("command").path("id").asText();
      Await.that(
          () -> client.get("/v1/commands/" + id).path("delivery").asText().equals("accepted"),
          () -> client.get("/v1/commands/" + id).toPrettyString());
      client.complete(
          run.id,
          "2.1",
          Map.of(
              "tasks",
              List.of(
                  Map.of("id", "ask", "title", "Ask somebody"),
                  Map.of(
                      "id",
                      "tell",
                      "title",
                      "Tell somebody",
                      "executor",
                      "notify.send",
                      "inputs",
                      Map.of("message", "asked", "channel", "log"),
                      "needs",
                      List.of("ask")))));
      run.awaitTask("2.1/ask", "waiting");
      run.complete("2.1/ask");
      run.awaitTask("3.2", "waiting");
      run.complete("3.2");

      assertThat(run.end()).isEqualTo("succeeded");
      worker.close();
      List<JournalLine> journal = run.journal();
      assertThat(journal.stream().map(JournalLine::stream))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, journal.size()).boxed().toList());
      assertThat(
              journal.stream()
                  .map(JournalLine::entry)
                  .filter(Entry.Amended.class::isInstance)
                  .map(entry -> ((Entry.Amended) entry).actor()))
          .as("by a person once, by an outcome once")
          .containsExactly(Optional.of("local"), Optional.empty());
      assertThat(succeeded(journal))
          .containsExactlyInAnyOrder(
              "1.1", "2.1", "2.1/ask", "2.1/tell", "2.2", "2.3", "3.1", "3.2");
      assertThat(run.task("2.2").path("outcome").toString()).doesNotContain("before");
      assertThat(stack.query("select message from outbox where purpose = 'send'"))
          .hasSize(4)
          .noneMatch(message -> message.contains("before"));
    }
  }

  private static List<String> succeeded(List<JournalLine> journal) {
    return journal.stream()
        .map(JournalLine::entry)
        .filter(Entry.Transition.class::isInstance)
        .map(Entry.Transition.class::cast)
        .filter(t -> t.state() == State.SUCCEEDED)
        .flatMap(t -> t.task().stream())
        .toList();
  }

  private static int version(ApiClient client, String document) {
    return client
        .submit(document.getBytes(StandardCharsets.UTF_8), Optional.of("amended"))
        .path("version")
        .asInt();
  }

  private static JsonNode amend(ApiClient client, TestingRun run, int version, boolean dryRun) {
    return client.post(
        "/v1/runs/" + run.id + ":amend", Map.of("version", version, "dryRun", dryRun));
  }

  private static Connection connect(TestingStack stack) throws java.sql.SQLException {
    Stack.Database database = stack.servers().database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
