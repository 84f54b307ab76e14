package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.dev.DevServer;
import io.planwright.temporal.dev.TemporalCli;
import io.planwright.temporal.wanted.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes on as new, again and again, on a server that suggests it every 60 events. Owns its
 * stack.
 */
@Timeout(300)
final class ContinueTest {
  private static final int TASKS = 100;

  private static final String GATED =
      """
      # Gated

      ## Phase 1: Decide

      - [ ] 1.1 Decide
        ```planwright
        executor: gate.review
        inputs: {approvers: [ada, bob], quorum: 2, deadline: PT8760H, remind: PT720H}
        ```

      ## Phase 2: Tell

      - [ ] 2.1 Tell
        _Depends: 1.1_
        ```planwright
        executor: notify.send
        inputs: {message: "decided ${1.1:votes}"}
        ```
      """;

  @TempDir private Path folder;
  private DevServer temporal;
  private TestingStack stack;

  @BeforeEach
  void startStack() throws Exception {
    Wanted declared = Wanted.declared();
    SortedMap<String, Object> settings = new TreeMap<>(declared.dynamicConfig());
    settings.put("limit.historyCount.suggestContinueAsNew", 60);
    temporal =
        DevServer.start(
            new TemporalCli(System.getenv(), line -> {}).find().orElseThrow(),
            folder.resolve("server/temporal.db"),
            folder.resolve("temporal.log"),
            freePort(),
            freePort(),
            new Wanted(declared.namespaces(), declared.searchAttributes(), settings),
            pid -> {});
    stack = new TestingStack(folder, Map.of("TEMPORAL_ADDRESS", temporal.address()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stopStack() {
    stack.close();
    temporal.close();
  }

  @Test
  void countsWhatWasSaidBeforeAndAfterTheRunAndItsPhaseWentOnAsNew() throws Exception {
    try (TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ");
        TestingProcess workers = stack.role("worker", "--role", "plan,cpu").until("workers run");
        TemporalConnection connection =
            TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", temporal.address()))) {
      TestingRun run = TestingRun.start(stack::apiUrl, GATED);
      run.awaitTask("1.1", "waiting");
      String phase = run.id + "/phase-1";
      assertThat(yes(connection, phase, run.id, "ada")).startsWith("counted");
      growOld(connection, run.id, run.id);
      growOld(connection, phase, run.id);

      assertThat(yes(connection, phase, run.id, "bob")).startsWith("approved");
      assertThat(run.end()).isEqualTo("succeeded");
      assertThat(run.task("1.1").at("/outcome/facts/votes").asText())
          .contains("ada yes")
          .contains("bob yes");
      assertThat(stack.count("select count(*) from outbox")).isEqualTo(1);
    }
  }

  @Test
  void answersAHundredUpdatesOnceEachWhileThePhaseGoesOnAsNew() throws Exception {
    try (TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ");
        TestingProcess workers = stack.role("worker", "--role", "plan,cpu").until("workers run");
        TemporalConnection connection =
            TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", temporal.address()))) {
      TestingRun run = TestingRun.start(stack::apiUrl, byHand());
      run.awaitTask("1." + TASKS, "waiting");
      String phase = run.id + "/phase-1";
      String first = execution(connection, phase);

      Map<String, List<Integer>> answers = completeAll(run.id);

      assertThat(answers)
          .hasSize(TASKS)
          .allSatisfy(
              (task, codes) ->
                  assertThat(codes).hasSize(2).allSatisfy(code -> assertThat(code).isIn(200, 202)));
      assertThat(run.end()).isEqualTo("succeeded");
      assertThat(execution(connection, phase)).as("it went on as new").isNotEqualTo(first);
      assertThat(
              stack.count(
                  "select count(*) from journal where entry->>'state' = 'succeeded'"
                      + " and entry->>'phase' = 'phase-1' and entry->>'task' is not null"))
          .isEqualTo(TASKS);
      // A command's row hears of its acceptance after the run may have gone on.
      Await.that(() -> deliveries().equals(List.of("accepted")), () -> deliveries().toString());
      assertThat(stack.count("select count(*) from command")).isEqualTo(TASKS);
      assertThat(run.task("2.1").path("state").asText()).isEqualTo("succeeded");
    }
  }

  private List<String> deliveries() {
    return stack.query("select distinct delivery from command");
  }

  /** Together their outcomes are twice what a payload takes. */
  private Map<String, List<Integer>> completeAll(String run) throws Exception {
    Map<String, List<Future<Integer>>> sent = new TreeMap<>();
    Map<String, List<Integer>> answers = new TreeMap<>();
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= TASKS; i++) {
        String task = "1." + i;
        for (int twice = 0; twice < 2; twice++) {
          sent.computeIfAbsent(task, _ -> new ArrayList<>())
              .add(threads.submit(() -> complete(http, run, task)));
        }
      }
      for (Map.Entry<String, List<Future<Integer>>> task : sent.entrySet()) {
        for (Future<Integer> answer : task.getValue()) {
          answers.computeIfAbsent(task.getKey(), _ -> new ArrayList<>()).add(answer.get());
        }
      }
    }
    return answers;
  }

  private int complete(HttpClient http, String run, String task) throws Exception {
    String body =
        new ObjectMapper()
            .writeValueAsString(
                Map.of("facts", Map.of("name", "task " + task, "text", "x".repeat(5_000))));
    HttpRequest request =
        HttpRequest.newBuilder(
                stack.apiUrl().resolve("/v1/runs/" + run + "/tasks/" + task + ":complete"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "once-" + task)
            .POST(BodyPublishers.ofString(body))
            .build();
    int code;
    do {
      // As clients do where the API is too busy: the same key again.
      code = http.send(request, BodyHandlers.ofString()).statusCode();
    } while (code >= 500);
    return code;
  }

  private static String byHand() {
    StringBuilder document = new StringBuilder("# By hand\n\n## Phase 1: Do\n\n");
    for (int i = 1; i <= TASKS; i++) {
      document.append(
          "- [ ] 1.%d Do number %d\n  ```planwright\n  executor: manual\n  ```\n".formatted(i, i));
    }
    return document
        + """

        ## Phase 2: Tell

        - [ ] 2.1 Tell
          _Depends: 1.7, 1.93_
          ```planwright
          executor: notify.send
          inputs: {message: "${1.7:name} and ${1.93:name}"}
          ```
        """;
  }

  /** Says what changes nothing until a workflow has gone on as new three times. */
  private static void growOld(TemporalConnection connection, String workflow, String run) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; seen.size() < 4 && i < 200; i++) {
      seen.add(execution(connection, workflow));
      var unused =
          act(
              connection,
              workflow,
              new Command(
                  workflow + i,
                  run,
                  new Verb.Prioritise(Optional.of("1.1"), Priority.P1),
                  "ada",
                  Optional.empty()));
    }
    assertThat(seen).as("executions of " + workflow).hasSize(4);
  }

  private static String yes(TemporalConnection connection, String phase, String run, String actor) {
    return act(
        connection,
        phase,
        new Command(
            "yes-" + actor,
            run,
            new Verb.Complete("1.1", Outcome.NONE),
            actor,
            Optional.of("fine")));
  }

  private static String act(TemporalConnection connection, String workflow, Command command) {
    return connection
        .client()
        .newUntypedWorkflowStub(workflow)
        .update("act", String.class, command);
  }

  private static String execution(TemporalConnection connection, String workflow) {
    return connection
        .client()
        .newUntypedWorkflowStub(workflow)
        .describe()
        .getExecution()
        .getRunId();
  }
}
