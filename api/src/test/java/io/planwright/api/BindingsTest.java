package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.store.testing.TestingServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BindingsTest {
  private static final String PLAN =
      """
      # Watch the model

      ## Phase 1: Watch
      ### Task 1.1: Notify stakeholders by email
      ### Task 1.2: Implement the login page
      """;

  private final Path rules;

  BindingsTest(@TempDir Path folder) {
    rules = folder.resolve("bindings.yaml");
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>(TestingServers.get().properties());
    properties.put("planwright.bindings", rules.toString());
    return properties;
  }

  @Test
  void routesWhatNothingBindsAndStoresTheSamePlanOnce() {
    try (TestingApi api = TestingApi.start()) {
      JsonNode first = api.postPlan("/v1/plans?id=routed", PLAN).json();
      JsonNode second = api.postPlan("/v1/plans?id=routed", PLAN).json();

      assertThat(first.at("/plan/phases/0/tasks/0/binding/proposal/executor").asText())
          .isEqualTo("notify.send");
      assertThat(first.at("/plan/phases/0/tasks/0/binding/executor").asText()).isEqualTo("manual");
      assertThat(first.path("diagnostics").findValuesAsText("code")).contains("binding-incomplete");
      assertThat(second.path("hash")).isEqualTo(first.path("hash"));
      assertThat(second.path("version").asInt()).isEqualTo(1);
    }
  }

  @Test
  void bindsByTheServersRules() throws IOException {
    Files.writeString(
        rules,
        """
        rules:
          - when: {title: "notify*"}
            executor: notify.send
            inputs: {message: hello}
        """);
    try (TestingApi api = TestingApi.start(properties())) {
      JsonNode binding =
          api.postPlan("/v1/plans?id=ruled", PLAN).json().at("/plan/phases/0/tasks/0/binding");
      assertThat(binding.path("executor").asText()).isEqualTo("notify.send");
      assertThat(binding.path("origin").asText()).isEqualTo("rule");
    }
  }

  @Test
  void refusesToStartWithBrokenOrMissingRules() throws IOException {
    assertThatThrownBy(() -> TestingApi.start(properties()))
        .hasStackTraceContaining("cannot read the rules of bindings in " + rules);
    Files.writeString(rules, "rules:\n  - when: {title: x}\n    executor: nothing\n");
    assertThatThrownBy(() -> TestingApi.start(properties()))
        .hasStackTraceContaining("bindings.yaml:3:15: unknown-executor");
  }
}
