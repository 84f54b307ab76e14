package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.planwright.api.TestingApi.Answer;
import io.planwright.store.testing.TestingServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessTest {
  private static final String[] VIEWER = {"Authorization", "Bearer viewer-key"};
  private static final String[] OPERATOR = {"X-API-Key", "operator-key"};
  private static final String[] ADMIN = {"Authorization", "bearer admin-key"};
  private static final String[] RIVAL = {"X-API-Key", "rival-key"};

  private static final String HASH = "ab".repeat(32);
  private static final TestingApi api = start();

  private static TestingApi start() {
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put(
        "planwright.api-keys-file",
        file(
            key("ada", "viewer-key", "viewer", "quants")
                + key("bob", "operator-key", "operator", "quants")
                + key("eve", "admin-key", "admin", "platform")
                + key("mallory", "rival-key", "operator", "rivals")));
    return TestingApi.start(properties);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void wantsAKnownKeyEverywhereButForHealthAndDocument() {
    for (String path : new String[] {"/v1/plans", "/v1/runs", "/v1/nothing", "/prometheus", "/"}) {
      Answer answer = api.get(path);
      assertThat(answer.problem()).as(path).isEqualTo("401 UNAUTHENTICATED");
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
    assertThat(api.get("/v1/plans", "X-API-Key", "viewer-kez").status()).isEqualTo(401);
    assertThat(api.get("/v1/plans", "Authorization", "Basic dmlld2Vy").status()).isEqualTo(401);
    for (String path :
        new String[] {"/health", "/health/liveness", "/health/readiness", "/openapi.yaml"}) {
      assertThat(api.get(path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void showsHealthDetailsToCallersOnly() {
    assertThat(api.get("/health").json().has("details")).isFalse();
    JsonNode details = api.get("/health", VIEWER).json().path("details");
    assertThat(details.path("temporal").path("status").asText()).isEqualTo("UP");
  }

  @Test
  void letsAViewerReadButNotChange() {
    assertThat(api.get("/v1/plans", VIEWER).status()).isEqualTo(200);
    assertThat(api.get("/prometheus", VIEWER).response().body()).contains("jvm_memory");
    Answer post = api.postPlan("/v1/plans", TestingApi.SPRINT, VIEWER);
    assertThat(post.problem()).isEqualTo("403 FORBIDDEN");
    assertThat(post.detail()).contains("operator").contains("ada");
    assertThat(api.postPlan("/v1/plans:assist", TestingApi.SPRINT, VIEWER).problem())
        .isEqualTo("403 FORBIDDEN");
    assertThat(api.post("/v1/runs/x:cancel", "", VIEWER).problem()).isEqualTo("403 FORBIDDEN");
    assertThat(api.delete("/v1/schedules/x", VIEWER).problem()).isEqualTo("403 FORBIDDEN");
    assertThat(api.put("/v1/schedules/x", "{}", VIEWER).problem()).isEqualTo("403 FORBIDDEN");
  }

  @Test
  void letsOperatorsUseTheCodecAndBrowsersAskBefore() {
    String page = "http://localhost:8233";
    Answer refused = api.post("/codec/decode", "{}", "Origin", page);
    assertThat(refused.problem()).isEqualTo("401 UNAUTHENTICATED");
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(page);
    assertThat(api.post("/codec/decode", "{}", VIEWER).problem()).isEqualTo("403 FORBIDDEN");
    assertThat(api.post("/codec/encode", "{}", VIEWER).problem()).isEqualTo("403 FORBIDDEN");
    assertThat(api.post("/codec/decode", "{}", OPERATOR).status()).isEqualTo(200);
    Answer asked =
        api.send(
            api.request("/codec/decode", "Origin", page)
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    assertThat(asked.status()).isEqualTo(204);
  }

  @Test
  void takesActorAndTeamFromTheKey() {
    JsonNode plan = api.postPlan("/v1/plans?id=ours", TestingApi.SPRINT, OPERATOR).json();
    assertThat(plan.path("team").asText()).isEqualTo("quants");
    assertThat(plan.path("createdBy").asText()).isEqualTo("bob");
    JsonNode run = api.post("/v1/plans/ours/runs", "", OPERATOR).json();
    assertThat(run.path("team").asText()).isEqualTo("quants");
    assertThat(run.path("actor").asText()).isEqualTo("bob");
  }

  @Test
  void hidesWhatBelongsToOtherTeams() {
    api.postPlan("/v1/plans?id=secret", TestingApi.SPRINT, OPERATOR);
    String run = api.post("/v1/plans/secret/runs", "", OPERATOR).json().path("id").asText();
    assertThat(run).startsWith("secret-");
    assertThat(api.get("/v1/plans/secret", RIVAL).problem()).isEqualTo("404 PLAN_NOT_FOUND");
    assertThat(api.post("/v1/plans/secret/runs", "", RIVAL).problem())
        .isEqualTo("404 PLAN_NOT_FOUND");
    assertThat(api.get("/v1/runs/" + run, RIVAL).problem()).isEqualTo("404 RUN_NOT_FOUND");
    assertThat(api.get("/v1/runs/" + run + "/events", RIVAL).problem())
        .isEqualTo("404 RUN_NOT_FOUND");
    assertThat(api.post("/v1/runs/" + run + ":cancel", "", RIVAL).problem())
        .isEqualTo("404 RUN_NOT_FOUND");
    assertThat(api.get("/v1/runs?plan=secret", RIVAL).json().path("runs")).isEmpty();
    assertThat(api.get("/v1/runs?plan=secret", OPERATOR).json().path("runs")).hasSize(1);
    assertThat(api.get("/v1/runs/" + run, VIEWER).status()).isEqualTo(200);
  }

  @Test
  void letsAnAdminSeeTheRunsOfAllTeams() {
    api.postPlan("/v1/plans?id=seen", TestingApi.SPRINT, OPERATOR);
    String run = api.post("/v1/plans/seen/runs", "", OPERATOR).json().path("id").asText();
    assertThat(api.get("/v1/runs?plan=seen", ADMIN).json().path("runs")).hasSize(1);
    assertThat(api.get("/v1/runs/" + run, ADMIN).status()).isEqualTo(200);
  }

  @Test
  void givesEachTeamItsOwnKeysForIdempotency() {
    api.postPlan("/v1/plans?id=both", TestingApi.SPRINT, OPERATOR);
    api.postPlan("/v1/plans?id=both", TestingApi.SPRINT, RIVAL);
    String[] ours = {OPERATOR[0], OPERATOR[1], "Idempotency-Key", "1"};
    String[] theirs = {RIVAL[0], RIVAL[1], "Idempotency-Key", "1"};
    assertThat(api.post("/v1/plans/both/runs", "", ours).json().path("id"))
        .isNotEqualTo(api.post("/v1/plans/both/runs", "", theirs).json().path("id"));
  }

  @Test
  void hidesArtifactsThatAreNotThere() {
    assertThat(api.get("/v1/artifacts/" + "0".repeat(64), ADMIN).problem())
        .isEqualTo("404 ARTIFACT_NOT_FOUND");
    assertThat(api.get("/v1/artifacts/" + "0".repeat(64), VIEWER).problem())
        .isEqualTo("404 ARTIFACT_NOT_FOUND");
    assertThat(api.get("/v1/artifacts/..%2f..%2fetc%2fpasswd", ADMIN).status()).isEqualTo(404);
  }

  @Test
  void takesTheKeyFileFromTheEnvironment() {
    Map<String, Object> environment = Map.of("PLANWRIGHT_API_KEYS_FILE", "/etc/keys.yaml");
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(
                PropertySource.of(
                    "environment", environment, PropertyConvention.ENVIRONMENT_VARIABLE))
            .start()) {
      assertThat(context.getProperty("planwright.api-keys-file", String.class))
          .hasValue("/etc/keys.yaml");
    }
  }

  @Test
  void refusesPagesOfOtherSitesWhereNoKeysAreNeeded() {
    try (TestingApi open = TestingApi.start()) {
      assertThat(open.get("/v1/plans").status()).isEqualTo(200);
      assertThat(open.get("/v1/plans", "Origin", "http://localhost:3000").status()).isEqualTo(200);
      assertThat(
              open.postPlan("/v1/plans", TestingApi.SPRINT, "Origin", "https://example.org")
                  .status())
          .isEqualTo(403);
      assertThat(open.statusForHost("localhost:8080")).isEqualTo(200);
      // A name that an attacker lets point to this machine.
      assertThat(open.statusForHost("rebound.example.org")).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0", "''"})
  void refusesToStartForOthersWithoutKeys(String host) {
    Map<String, Object> properties = new LinkedHashMap<>(TestingServers.get().properties());
    properties.put("micronaut.server.host", host);
    assertThatThrownBy(() -> TestingApi.start(properties).close())
        .hasMessageContaining("without API keys");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|found none",
        "a: b|found none",
        "{|not YAML",
        "- {name: a, sha256: abc, roles: [viewer], team: t}|64 lower-case hex digits",
        "- {name: a, sha256: HASH, roles: [], team: t}|roles",
        "- {name: a, sha256: HASH, roles: [root], team: t}|root",
        "- {name: a, sha256: HASH, roles: [viewer]}|team",
        "- {name: a, sha256: HASH, roles: [viewer], team: t, tem: u}|tem",
        "- {name: '', sha256: HASH, roles: [viewer], team: t}|name"
      })
  void refusesToStartOnABrokenKeyFile(String content, String reason) {
    Map<String, Object> properties = new LinkedHashMap<>(TestingServers.get().properties());
    properties.put("planwright.api-keys-file", file(content.replace("HASH", HASH)));
    assertThatThrownBy(() -> TestingApi.startWithoutTemporal(properties).close())
        .hasMessageContaining(reason)
        .hasMessageNotContaining(HASH);
  }

  private static String file(String content) {
    try {
      Path file = Files.createTempFile("keys", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(String name, String secret, String role, String team) {
    return "- {name: %s, sha256: %s, roles: [%s], team: %s}\n"
        .formatted(name, sha256(secret), role, team);
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
