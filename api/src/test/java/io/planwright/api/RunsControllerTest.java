package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.api.TestingApi.Answer;
import io.planwright.store.testing.TestingServers;
import io.planwright.workflows.SearchKeys;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No worker runs: what is started stays as it was started. */
final class RunsControllerTest {
  private static final Map<String, Object> properties = properties();
  private static final TestingApi api = TestingApi.start(properties);

  private static Map<String, Object> properties() {
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put("planwright.temporal-ui", "http://127.0.0.1:8233");
    return properties;
  }

  @BeforeAll
  static void postThePlan() {
    api.postPlan("/v1/plans?id=sprint", TestingApi.SPRINT);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void startsTheNewestVersion() {
    Answer answer = api.post("/v1/plans/sprint/runs", "{\"priority\":\"P0\"}");
    assertThat(answer.status()).isEqualTo(201);
    String id = answer.json().path("id").asText();
    assertThat(id).matches("sprint-[0-9a-f]{12}");
    assertThat(answer.header("Location")).isEqualTo("/v1/runs/" + id);
    WorkflowExecutionDescription workflow =
        WorkflowStub.fromTyped(
                api.temporal().newWorkflowStub(io.planwright.workflows.PlanWorkflow.class, id))
            .describe();
    assertThat(workflow.getWorkflowType()).isEqualTo("PlanWorkflow");
    assertThat(workflow.getTaskQueue()).isEqualTo("plan");
    assertThat(workflow.getTypedSearchAttributes().get(SearchKeys.PLAN_ID)).isEqualTo("sprint");
    assertThat(workflow.getTypedSearchAttributes().get(SearchKeys.TEAM)).isEqualTo("default");
    assertThat(workflow.getTypedSearchAttributes().get(SearchKeys.RUN_STATE)).isEqualTo("running");
    assertThat(workflow.getTypedSearchAttributes().get(SearchKeys.PRIORITY)).isEqualTo("P0");
  }

  @Test
  void repeatsTheAnswerToARepeatedRequest() {
    String[] key = {"Idempotency-Key", "monday"};
    Answer first = api.post("/v1/plans/sprint/runs", "", key);
    Answer again = api.post("/v1/plans/sprint/runs", "{}", key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    Answer other = api.post("/v1/plans/sprint/runs", "{\"priority\":\"P0\"}", key);
    assertThat(other.problem()).isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
    assertThat(other.detail()).contains(first.json().path("id").asText());
  }

  @Test
  void startsAnotherRunWithoutAKey() {
    assertThat(api.post("/v1/plans/sprint/runs", "").json().path("id"))
        .isNotEqualTo(api.post("/v1/plans/sprint/runs", "").json().path("id"));
  }

  @Test
  void refusesAKeyThatIsNoWord() {
    assertThat(api.post("/v1/plans/sprint/runs", "", "Idempotency-Key", "a b").problem())
        .isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void namesAnUnknownFieldAndItsPlace() {
    Answer answer = api.post("/v1/plans/sprint/runs", "{\n  \"prioritty\": \"P1\"}");
    assertThat(answer.problem()).isEqualTo("400 FIELD_UNKNOWN");
    assertThat(answer.detail())
        .contains("prioritty")
        .contains("all, atOnce, budget, pinned, priority, version");
    assertThat(answer.json().path("errors").get(0).path("line").asInt()).isEqualTo(2);
  }

  @Test
  void saysWhereJsonIsMalformed() {
    Answer answer = api.post("/v1/plans/sprint/runs", "{\"version\": 1,\n oops");
    assertThat(answer.problem()).isEqualTo("400 BODY_MALFORMED");
    assertThat(answer.json().path("errors").get(0).path("line").asInt()).isEqualTo(2);
    assertThat(api.post("/v1/plans/sprint/runs", "{} {}").status()).isEqualTo(400);
    assertThat(api.post("/v1/plans/sprint/runs", "{\"all\":true,\"all\":false}").problem())
        .isEqualTo("400 BODY_MALFORMED");
  }

  @Test
  void saysWhichFieldHasAWrongValue() {
    Answer answer = api.post("/v1/plans/sprint/runs", "{\"priority\": \"urgent\"}");
    assertThat(answer.problem()).isEqualTo("400 BODY_INVALID");
    assertThat(answer.detail()).contains("priority").contains("urgent");
    assertThat(api.post("/v1/plans/sprint/runs", "null").problem()).isEqualTo("400 BODY_INVALID");
    assertThat(api.post("/v1/plans/sprint/runs", "[]").problem()).isEqualTo("400 BODY_INVALID");
  }

  @Test
  void refusesALargeBody() {
    String body = "{\"priority\":\"" + "P".repeat(70_000) + "\"}";
    assertThat(api.post("/v1/plans/sprint/runs", body).problem()).isEqualTo("413 BODY_TOO_LARGE");
  }

  @Test
  void startsNoRunOfAPlanOrVersionThatIsNotThere() {
    assertThat(api.post("/v1/plans/nothing/runs", "").problem()).isEqualTo("404 PLAN_NOT_FOUND");
    Answer version = api.post("/v1/plans/sprint/runs", "{\"version\":9}");
    assertThat(version.problem()).isEqualTo("404 PLAN_NOT_FOUND");
    assertThat(version.detail()).contains("version 9");
  }

  @Test
  void listsRunsByPages() {
    api.postPlan("/v1/plans?id=paged", TestingApi.SPRINT);
    List<String> started = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      started.addFirst(api.post("/v1/plans/paged/runs", "").json().path("id").asText());
    }
    List<String> listed = new ArrayList<>();
    String path = "/v1/runs?plan=paged&pageSize=2";
    String token = "";
    int pages = 0;
    do {
      JsonNode page = api.get(path + token).json();
      page.path("runs").forEach(run -> listed.add(run.path("id").asText()));
      token = page.has("nextPageToken") ? "&pageToken=" + page.path("nextPageToken").asText() : "";
      pages++;
    } while (!token.isEmpty());
    assertThat(listed).isEqualTo(started);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void listsNothingAsAnEmptyList() {
    JsonNode page = api.get("/v1/runs?state=undone").json();
    assertThat(page.path("runs").isArray()).isTrue();
    assertThat(page.path("runs")).isEmpty();
  }

  @Test
  void refusesWrongFilters() {
    assertThat(api.get("/v1/runs?state=flying").problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/runs?state=flying").detail()).contains("succeeded").contains("flying");
    assertThat(api.get("/v1/runs?pageSize=0").problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/runs?pageSize=201").problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/runs?pageSize=many").problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/runs?pageToken=%25").problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/runs?pageToken=abcd").problem()).isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void showsARunWithTasksThatHaveNotStarted() {
    String id = api.post("/v1/plans/sprint/runs", "").json().path("id").asText();
    JsonNode detail = api.get("/v1/runs/" + id).json();
    assertThat(detail.path("run").path("id").asText()).isEqualTo(id);
    assertThat(detail.path("phases").findValuesAsText("title"))
        .contains("Collect the figures", "Tell the desk");
    JsonNode task = detail.path("phases").get(0).path("tasks").get(0);
    assertThat(task.path("state").asText()).isEqualTo("pending");
    assertThat(task.path("executor").asText()).isEqualTo("manual");
    assertThat(task.has("since")).isFalse();
    assertThat(detail.path("links").path("api").asText())
        .isEqualTo(api.uri("/v1/runs/" + id).toString());
    assertThat(detail.path("links").path("temporal").asText())
        .matches("http://127.0.0.1:8233/namespaces/[^/]+/workflows/" + id);
    assertThat(api.get("/v1/runs/nothing").problem()).isEqualTo("404 RUN_NOT_FOUND");
  }

  @Test
  void startsByItselfWhatCouldNotBeStartedWhileTemporalWasDown() {
    Map<String, Object> own = TestingServers.get().properties();
    own.put("planwright.api.temporal-budget", "300ms");
    own.put("planwright.api.restart", "100ms");
    Answer down;
    try (TestingApi alone = TestingApi.startWithoutTemporal(own)) {
      alone.postPlan("/v1/plans?id=sprint", TestingApi.SPRINT);
      down = alone.post("/v1/plans/sprint/runs", "{\"priority\":\"P0\"}");
    }
    assertThat(down.problem()).isEqualTo("503 TEMPORAL_UNAVAILABLE");
    try (TestingApi back = TestingApi.start(own).work()) {
      String id = back.get("/v1/runs").json().path("runs").get(0).path("id").asText();
      await(() -> !back.get("/v1/runs/" + id).json().at("/run/state").asText().equals("pending"));
      assertThat(down.detail()).contains(id);
    }
  }

  @Test
  void saysWhenToComeBackWhileTheDatabaseIsDown() {
    Map<String, Object> own = TestingServers.get().properties();
    own.put(
        "datasources.default.url",
        "jdbc:postgresql://127.0.0.1:" + TestingServers.freePort() + "/nothing");
    own.put("datasources.default.connection-timeout", 500);
    own.put("datasources.default.initialization-fail-timeout", -1);
    own.put("flyway.datasources.default.enabled", false);
    try (TestingApi alone = TestingApi.start(own)) {
      Answer answer = alone.get("/v1/runs");
      assertThat(answer.problem()).isEqualTo("503 STORE_UNAVAILABLE");
      assertThat(answer.header("Retry-After")).isEqualTo("2");
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void startsWithTheSameKeyWhatCouldNotBeStartedWhileTemporalWasDown() {
    String[] key = {"Idempotency-Key", "tuesday"};
    Answer down;
    try (TestingApi alone = TestingApi.startWithoutTemporal(properties)) {
      down = alone.post("/v1/plans/sprint/runs", "", key);
      assertThat(alone.get("/health").json().path("status").asText()).isEqualTo("DEGRADED");
      assertThat(alone.get("/health/readiness").status()).isEqualTo(200);
      assertThat(alone.get("/health/liveness").status()).isEqualTo(200);
    }
    assertThat(down.problem()).isEqualTo("503 TEMPORAL_UNAVAILABLE");
    assertThat(down.header("Retry-After")).isEqualTo("5");
    String id = api.get("/v1/runs?state=pending").json().path("runs").get(0).path("id").asText();
    assertThat(down.detail()).contains(id.substring(0, "sprint-".length()));
    Answer up = api.post("/v1/plans/sprint/runs", "", key);
    assertThat(up.status()).isEqualTo(200);
    assertThat(down.detail()).contains(up.json().path("id").asText());
    assertThat(
            api.temporal()
                .newUntypedWorkflowStub(up.json().path("id").asText())
                .describe()
                .getWorkflowType())
        .isEqualTo("PlanWorkflow");
  }
}
