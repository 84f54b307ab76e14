package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.client.ApiProblem;
import io.planwright.temporal.TemporalConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What runs share, on real servers, while holders are terminated and killed. Owns its stack. */
@Timeout(300)
final class SharesTest {
  private static final String HOLDS =
      """
      # Holds the warehouse

      ## Phase 1: Work

      - [ ] 1.1 Stand in the warehouse
        ```planwright
        executor: manual
        inputs: {uses: [warehouse]}
        ```
      """;

  private static final String GONE =
      """
      # Gone

      ## Phase 1: Work

      - [ ] 1.1 Wait
      """;

  private static final String WRITES =
      """
      # Writes to the warehouse

      ## Phase 1: Work

      - [ ] 1.1 Fetch
        ```planwright
        executor: data.fetch
        inputs: {bars: 200, uses: [warehouse=1]}
        ```
      """;

  private static final String COSTS =
      """
      # Costs money

      ## Phase 1: Spend

      - [ ] 1.1 Fetch
        ```planwright
        executor: data.fetch
        inputs: {bars: 200, cost: [usd=2]}
        ```
      - [ ] 1.2 Fetch more
        _Depends: 1.1_
        ```planwright
        executor: data.fetch
        inputs: {bars: 300, seed: 2, cost: [usd=2]}
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
  void endsTerminatedRunsAndFreesWhatTheyHeldAlthoughTheWorkerWasKilled() throws Exception {
    Map<String, String> soon = Map.of("PLANWRIGHT_LEASE_CHECK", "PT1S");
    try (TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ")) {
      TestingProcess doomed = stack.role(soon, "worker", "--role", "plan,cpu").until("workers run");
      assertThatThrownBy(() -> TestingRun.start(stack::apiUrl, HOLDS))
          .isInstanceOf(ApiProblem.class)
          .hasMessageContaining("warehouse");
      declare("warehouse", 1);
      TestingRun holder = TestingRun.start(stack::apiUrl, HOLDS);
      holder.awaitTask("1.1", "waiting");
      TestingRun second = TestingRun.start(stack::apiUrl, WRITES);
      second.awaitTask("1.1", "waiting");
      assertThat(second.task("1.1").at("/waiting/forWhom").asText())
          .isEqualTo("resource warehouse");
      assertThat(second.task("1.1").at("/waiting/why").asText())
          .contains("0 of 1 free", "held by " + holder.id + "/1.1");

      doomed.kill();
      terminate(holder.id + "/phase-1", holder.id);
      TestingRun orphan = TestingRun.start(stack::apiUrl, GONE);
      stack.query("delete from plan_version where title = 'Gone' returning hash");

      try (TestingProcess successor =
          stack.role(soon, "worker", "--role", "plan,cpu").until("workers run")) {
        assertThat(second.end()).isEqualTo("succeeded");
        String end =
            "select state || ' of ' || (failure ->> 'code') from run where id = '"
                + orphan.id
                + "'";
        Await.that(
            () -> stack.query(end).equals(List.of("failed of PLAN_NOT_FOUND")),
            () -> stack.query(end).toString());
        assertThat(holder.end()).isEqualTo("failed");
        assertThat(holder.failure()).isEqualTo("TERMINATED");

        TestingRun third = TestingRun.start(stack::apiUrl, HOLDS);
        third.awaitTask("1.1", "waiting");
        terminate(third.id);
        assertThat(third.end()).isEqualTo("failed");
        third.awaitTask("1.1", "cancelled");
        Await.that(
            () -> stack.count("select count(*) from lease") == 0,
            () -> stack.query("select step from lease").toString());
      }
    }
  }

  @Test
  void givesWhatOneEndsToTheNextAndWaitsForApprovalOfCosts() throws Exception {
    try (TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ");
        TestingProcess workers = stack.role("worker", "--role", "plan,cpu").until("workers run")) {
      declare("warehouse", 1);
      TestingRun holder = TestingRun.start(stack::apiUrl, HOLDS);
      holder.awaitTask("1.1", "waiting");
      TestingRun second = TestingRun.start(stack::apiUrl, WRITES);
      second.awaitTask("1.1", "waiting");
      TestingRun spender =
          TestingRun.start(stack::apiUrl, COSTS, Map.of("budget", Map.of("usd", 3)));
      spender.awaitTask("1.2", "waiting");
      assertThat(spender.task("1.2").at("/waiting/why").asText())
          .isEqualTo("budget approval: needs 2 usd, has 1 of 3");

      spender.post("budget", Map.of("kind", "usd", "amount", 4));
      holder.complete("1.1");

      assertThat(spender.end()).isEqualTo("succeeded");
      assertThat(spender.detail().at("/budgets/0/held").asDouble()).isEqualTo(4);
      assertThat(holder.end()).isEqualTo("succeeded");
      assertThat(second.end()).isEqualTo("succeeded");
      assertThat(stack.count("select count(*) from lease where settled_at is null")).isZero();
    }
  }

  private void declare(String name, double capacity) {
    new ApiClient(stack.apiUrl(), Optional.empty())
        .put(
            "/v1/resources/" + name,
            JsonNodeFactory.instance.objectNode().put("capacity", capacity));
  }

  private void terminate(String... workflows) {
    try (TemporalConnection connection =
        TemporalConnection.open(stack.servers().environment(Map.of()))) {
      for (String workflow : List.of(workflows)) {
        connection.client().newUntypedWorkflowStub(workflow).terminate("in a test");
      }
    }
  }
}
