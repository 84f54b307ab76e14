package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.api.TestingApi.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class PlansControllerTest {
  private static final TestingApi api = TestingApi.start();

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void storesADocumentUnderItsTitle() {
    Answer answer = api.postPlan("/v1/plans", TestingApi.SPRINT);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode plan = answer.json();
    assertThat(plan.path("id").asText()).isEqualTo("retrain-sprint");
    assertThat(plan.path("createdBy").asText()).isEqualTo("local");
    assertThat(plan.path("team").asText()).isEqualTo("default");
    assertThat(plan.path("plan").path("phases")).hasSize(2);
    assertThat(plan.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(answer.header("Location")).isEqualTo("/v1/plans/retrain-sprint?version=1");
    assertThat(api.get(answer.header("Location")).json()).isEqualTo(plan);
  }

  @Test
  void storesADocumentUnderAGivenId() {
    assertThat(api.postPlan("/v1/plans?id=mine", TestingApi.SPRINT).status()).isEqualTo(201);
    api.postPlan("/v1/plans?id=mine", TestingApi.SPRINT + "\n### Task 2.2: Celebrate\n");
    assertThat(api.get("/v1/plans/mine").json().path("version").asInt()).isEqualTo(2);
    assertThat(api.get("/v1/plans/mine?version=1").json().path("version").asInt()).isEqualTo(1);
    assertThat(api.get("/v1/plans").json().findValuesAsText("id")).contains("mine");
  }

  @Test
  void takesTextAndBytes() {
    for (String type : new String[] {"text/plain", "application/octet-stream", "text/x-markdown"}) {
      Answer answer = api.postBytes("/v1/plans", type, BodyPublishers.ofString(TestingApi.SPRINT));
      assertThat(answer.status()).as(type).isEqualTo(201);
    }
  }

  @Test
  void refusesAnEmptyDocument() {
    assertThat(api.postPlan("/v1/plans", "").problem()).isEqualTo("422 DOCUMENT_EMPTY");
    assertThat(api.postPlan("/v1/plans", " \n\t\n").problem()).isEqualTo("422 DOCUMENT_EMPTY");
  }

  @Test
  void refusesBinaryAndSaysWhere() {
    byte[] latin1 = {'#', ' ', 'P', '\n', 'a', (byte) 0xe9, 'b'};
    Answer bytes =
        api.postBytes("/v1/plans", "application/octet-stream", BodyPublishers.ofByteArray(latin1));
    assertThat(bytes.problem()).isEqualTo("422 DOCUMENT_NOT_TEXT");
    assertThat(bytes.detail()).contains("0xe9").contains("line 2, column 2");
    Answer nul = api.postPlan("/v1/plans", "# P\0");
    assertThat(nul.problem()).isEqualTo("422 DOCUMENT_NOT_TEXT");
    assertThat(nul.detail()).contains("NUL").contains("line 1, column 4");
  }

  @Test
  void refusesADocumentOfMoreThanFiveMegabytesByItsStatedLength() {
    byte[] large = new byte[20_000_000];
    Answer answer = api.postBytes("/v1/plans", "text/markdown", BodyPublishers.ofByteArray(large));
    assertThat(answer.problem()).isEqualTo("413 DOCUMENT_TOO_LARGE");
  }

  @Test
  void refusesADocumentOfMoreThanFiveMegabytesWhileItReads() {
    byte[] large = "x".repeat(5_242_881).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Answer answer =
        api.postBytes(
            "/v1/plans",
            "text/markdown",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    assertThat(answer.problem()).isEqualTo("413 DOCUMENT_TOO_LARGE");
  }

  @Test
  void takesADocumentOfALittleLessThanFiveMegabytes() {
    String large = TestingApi.SPRINT + "\nx".repeat(2_500_000);
    assertThat(api.postPlan("/v1/plans?id=large", large).response().body())
        .doesNotContain("TOO_LARGE");
  }

  @Test
  void showsEveryErrorOfADocumentAndStoresNothing() {
    Answer answer =
        api.postPlan(
            "/v1/plans?id=broken",
            """
            # Broken
            ## Phase 1: One
            ### Task 1.1: Fly
            ```planwright
            executor: aircraft.fly
            ```
            ### Task 1.2: Sail
            ```planwright
            executor: ship.sail
            ```
            """);
    assertThat(answer.problem()).isEqualTo("422 PLAN_INVALID");
    assertThat(answer.json().path("errors").findValuesAsText("line")).contains("5", "9");
    assertThat(answer.json().path("errors").get(0).path("severity").asText()).isEqualTo("error");
    assertThat(api.get("/v1/plans/broken").problem()).isEqualTo("404 PLAN_NOT_FOUND");
  }

  @Test
  void refusesOtherMediaTypes() {
    Answer form =
        api.postBytes(
            "/v1/plans", "application/x-www-form-urlencoded", BodyPublishers.ofString("# P"));
    assertThat(form.problem()).isEqualTo("415 MEDIA_TYPE_UNSUPPORTED");
    assertThat(api.post("/v1/plans", "{}").problem()).isEqualTo("415 MEDIA_TYPE_UNSUPPORTED");
  }

  @Test
  void refusesAnIdThatIsNoSlug() {
    assertThat(api.postPlan("/v1/plans?id=My%20Plan", TestingApi.SPRINT).problem())
        .isEqualTo("400 BAD_REQUEST");
    assertThat(api.postPlan("/v1/plans?id=" + "a".repeat(65), TestingApi.SPRINT).problem())
        .isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void saysThatThereIsNoSuchPlanVersionAddressOrMethod() {
    assertThat(api.get("/v1/plans/nothing").problem()).isEqualTo("404 PLAN_NOT_FOUND");
    api.postPlan("/v1/plans?id=one", TestingApi.SPRINT);
    assertThat(api.get("/v1/plans/one?version=7").problem()).isEqualTo("404 PLAN_NOT_FOUND");
    assertThat(api.get("/v1/plans/one?version=x").problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/nothing").problem()).isEqualTo("404 NOT_FOUND");
    assertThat(api.delete("/v1/plans/one").problem()).isEqualTo("405 METHOD_NOT_ALLOWED");
  }

  @Test
  void servesTheDocumentOfTheApi() {
    Answer answer = api.get("/openapi.yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body())
        .startsWith("openapi: 3")
        .contains("/v1/plans/{id}/runs", "/v1/runs/{id}/tasks/{task}:complete", "IDEMPOTENCY_KEY");
  }
}
