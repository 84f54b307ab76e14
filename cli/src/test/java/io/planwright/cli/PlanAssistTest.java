package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanAssistTest {
  private static final String CALL = "POST /v1/plans:assist";
  private static final String DOCUMENT =
      """
      # Small sprint

      ## Phase 1: Build
      ### Task 1.1: Write the parser
      ### Task 1.2: Tell the desk
      ### Task 1.3: Ship it
      """;
  private static final String ANSWER =
      """
      {"patch":{"proposals":[
        {"kind":"add-dependency","task":"1.3","on":"1.1","reason":"ships \\u001b[2J the parser"},
        {"kind":"bind","task":"1.2","executor":"notify.send","inputs":{"message":"done"},
         "reason":"it is a message"},
        {"kind":"add-dependency","task":"1.3","on":"1.2","reason":"tell first"},
        {"kind":"bind","task":"8.8","executor":"data.fetch","inputs":{},"reason":"not here"}]},
       "effects":[2],
       "refused":[{"proposal":{"kind":"bind","task":"1.1","executor":"shell.run","inputs":{},
         "reason":"x"},"code":"EXECUTOR_UNKNOWN","why":"there is no executor shell.run"}],
       "model":"tiny@0123","tokens":{"prompt":700,"answer":40},"seconds":1.5,"leftOut":0}""";

  private final TestingApi api;
  private final Path folder;

  PlanAssistTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    api = new TestingApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void showsNumberedLinesWithReasonsAndAppliesNothing() throws IOException {
    api.on(CALL, 200, ANSWER);
    String file = file();

    Launch launch = call("", "plan", "assist", file);

    assertThat(launch.exit()).isZero();
    assertThat(launch.out())
        .contains("tiny@0123 proposes 3 (tokens: 700 asked, 40 answered; 1.5 s)")
        .contains("  1 + 1.3 \"Ship it\" waits for 1.1 \"Write the parser\"")
        .contains("      ships  [2J the parser")
        .contains(
            "  2 + 1.2 \"Tell the desk\" is done by notify.send {message: \"done\"}"
                + "  [acts on the outside]")
        .contains("shell.run: EXECUTOR_UNKNOWN there is no executor shell.run")
        .contains("TASK_UNKNOWN there is no task 8.8")
        .doesNotContain("\u001b");
    assertThat(launch.err()).contains("nothing was applied");
    assertThat(Files.readString(Path.of(file))).isEqualTo(DOCUMENT);
    assertThat(api.asked()).singleElement().satisfies(a -> assertThat(a.key()).isPresent());
  }

  @Test
  void appliesWhatIsAcceptedWithItsOrigin() throws IOException {
    api.on(CALL, 200, ANSWER);

    Launch launch = call("", "plan", "assist", file(), "--accept", "1,2");

    JsonNode tasks = json(launch.out()).at("/phases/0/tasks");
    assertThat(tasks.at("/1/binding/executor").asText()).isEqualTo("notify.send");
    assertThat(tasks.at("/1/binding/origin").asText()).isEqualTo("assisted");
    assertThat(tasks.at("/2/dependsOn")).hasSize(1);
    assertThat(tasks.at("/2/dependsOn/0/key").asText()).isEqualTo("1.1");
    assertThat(tasks.at("/2/dependsOn/0/evidence/form").asText()).isEqualTo("assist");
    assertThat(launch.err()).contains("  1 + 1.3", "2 of 3 applied");
  }

  @Test
  void allLeavesOutWhatActsOnTheOutside() throws IOException {
    api.on(CALL, 200, ANSWER);

    Launch launch = call("", "plan", "assist", file(), "--accept", "all");

    JsonNode tasks = json(launch.out()).at("/phases/0/tasks");
    assertThat(tasks.at("/1/binding/origin").asText()).isNotEqualTo("assisted");
    assertThat(tasks.at("/2/dependsOn")).hasSize(2);
    assertThat(launch.err()).contains("2 of 3 applied");
  }

  @Test
  void asksForEachLineAndTakesOnlyAClearYes() throws IOException {
    api.on(CALL, 200, ANSWER);

    Launch launch = call("y\nperhaps\n", "plan", "assist", file(), "--interactive");

    assertThat(json(launch.out()).at("/phases/0/tasks/2/dependsOn")).hasSize(1);
    assertThat(launch.err()).contains("apply 3", "1 of 3 applied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"markdown", "yaml"})
  void theAcceptedPlanReadsBackAsADocument(String format) throws IOException {
    api.on(CALL, 200, ANSWER);

    Launch written = call("", "plan", "assist", file(), "--accept", "1", "--format", format);
    Launch read = call(written.out(), "plan", "export", "-");

    assertThat(read.exit()).isZero();
    assertThat(json(read.out()).at("/phases/0/tasks/2/dependsOn/0/evidence/form").asText())
        .isEqualTo("assist");
  }

  @Test
  void aUselessAnswerChangesNothing() throws IOException {
    api.on(
        CALL,
        200,
        """
        {"patch":{"proposals":[]},"effects":[],"refused":[],"model":"tiny@0123","tokens":{},
         "useless":{"code":"ASSIST_USELESS","message":"no JSON: Sure!"},"seconds":1,"leftOut":0}""");

    Launch launch = call("", "plan", "assist", file(), "--accept", "all");

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).contains("changes nothing: no JSON: Sure!", "0 of 0 applied");
    assertThat(launch.out()).doesNotContain("assist");
  }

  @Test
  void waitsForASlowModelUnderOneKey() throws IOException {
    api.on(CALL, 202, "{\"idempotencyKey\":\"k\"}").on(CALL, 200, ANSWER);

    Launch launch = call("", "plan", "assist", file());

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).contains("still works");
    assertThat(api.asked()).hasSize(2);
    assertThat(api.asked().get(0).key()).isEqualTo(api.asked().get(1).key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "0", "x", "1,,2", "", "1-3", "99999999999"})
  void refusesNumbersOfNoLine(String numbers) throws IOException {
    api.on(CALL, 200, ANSWER);

    assertThat(call("", "plan", "assist", file(), "--accept=" + numbers).exit()).isEqualTo(2);
  }

  @Test
  void givesScriptsTheLinesAsJson() throws IOException {
    api.on(CALL, 200, ANSWER);

    JsonNode json = json(call("", "plan", "assist", file(), "-o", "json").out());

    assertThat(json.path("lines")).hasSize(3);
    assertThat(json.at("/lines/1/effect").asBoolean()).isTrue();
    assertThat(json.path("refused").findValuesAsText("code"))
        .containsExactly("EXECUTOR_UNKNOWN", "TASK_UNKNOWN");
  }

  @Test
  void saysThatNoApiOrNoModelAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Launch nobody = Launch.of("plan", "assist", file(), "--url", "http://127.0.0.1:" + port);
    api.problem(CALL, 503, "ASSIST_UNAVAILABLE", "set OLLAMA_URL");
    Launch noModel = call("", "plan", "assist", file());

    assertThat(nobody.exit()).isEqualTo(12);
    assertThat(nobody.err()).contains("no API answers");
    assertThat(noModel.exit()).isEqualTo(12);
    assertThat(noModel.err()).contains("set OLLAMA_URL");
  }

  private Launch call(String stdin, String... args) {
    return Launch.with(stdin, Map.of("PLANWRIGHT_URL", api.url()), folder.resolve("none"), args);
  }

  private String file() throws IOException {
    return Files.writeString(folder.resolve("plan.md"), DOCUMENT).toString();
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
