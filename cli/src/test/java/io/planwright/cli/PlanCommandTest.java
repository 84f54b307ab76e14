package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.cli.output.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanCommandTest {
  private static final String GOOD =
      """
      # Small sprint

      ## Phase 1: Build

      ### Task 1.1: Write it

      ### Task 1.2: Ship it
      **Depends on**: Task 1.1
      """;

  private static final String CYCLE =
      GOOD.replace("Write it\n", "Write it\n**Depends on**: Task 1.2\n");

  private final Path folder;

  PlanCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void checkOfAGoodDocumentSaysSoOnTheSide() throws IOException {
    Launch launch = Launch.of("plan", "check", file(GOOD));

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err()).contains("plan.md: 1 phase, 2 tasks, 0 errors");
  }

  @Test
  void checkNamesThePlaceOfEachErrorAndExitsFive() throws IOException {
    Launch launch = Launch.of("plan", "check", file(CYCLE));

    assertThat(launch.exit()).isEqualTo(5);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err()).containsPattern("plan\\.md:\\d+:\\d+: error dependency-cycle: ");
  }

  @Test
  void checkAsJsonKeepsDataAndErrorApart() throws IOException {
    Launch launch = Launch.of("plan", "check", "-o", "json", file(CYCLE));

    assertThat(launch.exit()).isEqualTo(5);
    assertThat(json(launch.out()).path(0).path("runnable").asBoolean(true)).isFalse();
    assertThat(json(launch.err()).path("code").asText()).isEqualTo("INVALID");
  }

  @Test
  void readsStandardInput() {
    Launch launch = Launch.with(GOOD, Map.of(), folder, "plan", "check", "-");

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).contains("<stdin>: 1 phase");
  }

  @Test
  void exportsThePlanWhateverItsDiagnostics() throws IOException {
    Launch launch = Launch.of("plan", "export", file(CYCLE), "--format", "json");

    var exported = json(launch.out());
    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).isEmpty();
    assertThat(exported.path("title").asText()).isEqualTo("Small sprint");
    assertThat(exported.at("/phases/0/tasks/0/state").asText()).isEqualTo("todo");
    assertThat(exported.at("/phases/0/tasks/1/dependsOn/0/kind").asText()).isEqualTo("explicit");
    assertThat(exported.path("diagnostics").toString()).contains("dependency-cycle");
  }

  @ParameterizedTest
  @CsvSource({
    "mermaid, flowchart LR",
    "gantt, 't_1_1, 2026-01-05, 1d'",
    "dot, digraph plan {",
    "taskmaster, '\"master\": {'",
    "csv, 'phase,key,id,title'"
  })
  void exportsInTheFormatsOfOthersAndTellsErrorsOnTheSide(String format, String text)
      throws IOException {
    Launch good =
        Launch.of("plan", "export", file(GOOD), "--format", format, "--start", "2026-01-05");
    Launch cycle = Launch.of("plan", "export", file(CYCLE), "--format", format);

    assertThat(good.exit()).isZero();
    assertThat(good.err()).isEmpty();
    assertThat(good.out()).contains(text);
    assertThat(cycle.exit()).isZero();
    assertThat(cycle.err()).contains("dependency-cycle");
  }

  @Test
  void showsTasksWithWhatDoesThem() throws IOException {
    Launch launch = Launch.of("plan", "show", file(GOOD));

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).contains("Small sprint", "Ship it", "manual", "after 1.1 (field :8)");
  }

  @Test
  void aFileThatIsNotThereIsNotFound() {
    Launch launch = Launch.of("plan", "check", folder.resolve("none.md").toString());

    assertThat(launch.exit()).isEqualTo(3);
    assertThat(launch.err()).contains("there is no file");
  }

  @Test
  void aTitleCannotSteerTheTerminal() throws IOException {
    Launch launch = Launch.of("plan", "show", file(GOOD.replace("Ship it", "Ship \u001b[2J it")));

    assertThat(launch.out()).doesNotContain("\u001b");
  }

  @Test
  void executorsAreListedWithoutAServer() {
    Launch launch = Launch.of("executor", "list", "--output=json");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).contains("\"manual\"", "\"data.fetch\"");
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("plan.md"), text).toString();
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
