package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BindingsTest {
  private static final String SPRINT =
      """
      # Small sprint

      ## Phase 1: Build
      ### Task 1.1: Implement the parser
      ### Task 1.2: Notify stakeholders by email
      """;
  private static final String RULES =
      """
      # our own
      rules:
      - when: {task: 1.1}
        executor: manual
      """;

  private final Path folder;
  private final Path rules;
  private final String plan;

  BindingsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    rules = folder.resolve("bindings.yaml");
    plan = Files.writeString(folder.resolve("plan.md"), SPRINT).toString();
  }

  private static JsonNode task(Launch launch, int index) throws IOException {
    return Json.read(launch.out().getBytes(StandardCharsets.UTF_8))
        .at("/phases/0/tasks/" + index + "/binding");
  }

  @Test
  void takesTheRulesBesideTheDocumentAndSaysSo() throws IOException {
    Files.writeString(rules, RULES);

    Launch launch = Launch.of("plan", "export", plan);

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).contains("with the 1 rule of " + rules);
    assertThat(task(launch, 0).path("origin").asText()).isEqualTo("rule");
    for (String command : new String[] {"check", "lint", "show", "fmt", "forecast"}) {
      Launch other = Launch.of("plan", command, plan);
      assertThat(other.exit()).as(command).isZero();
      assertThat(other.err()).as(command).contains("with the 1 rule of " + rules);
    }
  }

  @Test
  void takesNamedRulesInstead() throws IOException {
    Files.writeString(rules, "rules: [broken]\n");
    Path mine = Files.writeString(folder.resolve("mine.yaml"), RULES);

    Launch launch = Launch.of("plan", "export", plan, "--bindings", mine.toString());

    assertThat(launch.exit()).isZero();
    assertThat(task(launch, 0).path("origin").asText()).isEqualTo("rule");
  }

  @Test
  void refusesBrokenRulesAndSaysWhere() throws IOException {
    Files.writeString(rules, RULES.replace("manual", "manaul"));

    Launch launch = Launch.of("plan", "check", plan);

    assertThat(launch.exit()).isEqualTo(5);
    assertThat(launch.err()).contains("bindings.yaml:4:13: error unknown-executor", "manual?");
    assertThat(Launch.of("plan", "check", plan, "--bindings", "none.yaml").exit()).isEqualTo(3);
  }

  @Test
  void acceptsWhatIsProposed() throws IOException {
    Launch missing = Launch.of("plan", "accept", plan, "1.2");
    assertThat(missing.exit()).isEqualTo(5);
    assertThat(missing.err()).contains("notify.send needs", "--input");
    assertThat(rules).doesNotExist();

    Launch launch = Launch.of("plan", "accept", plan, "1.2", "--input", "message=it is done");

    assertThat(launch.err()).isEmpty();
    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).contains("@@ -0,0 +1,6 @@", "+    executor: notify.send");
    assertThat(Files.readString(rules))
        .isEqualTo(
            """
            rules:
              # Notify stakeholders by email
              - when: {task: "1.2"}
                executor: notify.send
                inputs:
                  message: it is done
            """);
    JsonNode binding = task(Launch.of("plan", "export", plan), 1);
    assertThat(binding.path("executor").asText()).isEqualTo("notify.send");
    assertThat(binding.path("origin").asText()).isEqualTo("rule");
    assertThat(Launch.of("plan", "accept", plan, "1.2").exit()).isEqualTo(4);
  }

  @Test
  void addsToTheEndOfTheRulesThatAreThere() throws IOException {
    Files.writeString(rules, RULES);

    Launch launch = Launch.of("plan", "accept", plan, "1.2=manual");

    assertThat(launch.exit()).isZero();
    assertThat(Files.readString(rules))
        .isEqualTo(
            RULES
                + """
                # Notify stakeholders by email
                - when: {task: "1.2"}
                  executor: manual
                """);
  }

  @Test
  void writesNothingThatWouldBeWrong() throws IOException {
    Files.writeString(rules, "rules: [{when: {task: 1.1}, executor: manual}]\n");
    assertThat(Launch.of("plan", "accept", plan, "1.2=manual").exit()).isEqualTo(5);
    assertThat(Launch.of("plan", "accept", plan, "1.1=manual").exit()).isEqualTo(4);
    assertThat(Launch.of("plan", "accept", plan, "9.9=manual").exit()).isEqualTo(3);
    assertThat(Launch.of("plan", "accept", plan, "1.2=manaul").err()).contains("manual?");
    assertThat(Launch.of("plan", "accept", plan, "1.2", "--input", "message=${nobody}").err())
        .contains("nobody");
    assertThat(Files.readString(rules)).hasLineCount(1);
  }

  @Test
  void submitsWhatRulesBindInTheCanonicalForm() throws IOException {
    Files.writeString(rules, RULES);
    try (TestingApi api = new TestingApi()) {
      api.on(
          "POST /v1/plans",
          201,
          "{\"id\":\"small-sprint\",\"version\":1,\"title\":\"Small sprint\",\"diagnostics\":[]}");

      Launch launch =
          Launch.with("", Map.of("PLANWRIGHT_URL", api.url()), folder, "plan", "submit", plan);

      assertThat(launch.exit()).isZero();
      assertThat(launch.err()).contains("rules bind 1 task");
      assertThat(api.asked())
          .singleElement()
          .satisfies(asked -> assertThat(asked.body()).contains("origin: rule"));
    }
  }
}
