package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.commands.Terminal;
import io.planwright.cli.output.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanShowTest {
  private static final String LIGHTHOUSE =
      """
      # Lighthouse

      ## Phase 1: Lamp

      ### Task 1.1: Draw the lamp (2 days)
      **Primary Agent**: Ann
      **Supporting Agents**: Bo, Cy
      **Priority**: High
      - [x] 1.1.1 On paper
      - [ ] 1.1.2 In wood

      ### Task 1.2: Build the lamp (3 days)
      **Owner**: Bo
      **Depends on**: Task 1.1

      ### Task 1.3: Choose the stone (1 day)
      **Owner**: Cy

      ## Phase 2: Light

      ### Task 2.1: Train the keeper's model
      **Owner**: Ann

      ```planwright
      executor: model.train
      inputs:
        features: ${2.2}
      ```

      **Acceptance Criteria**:
      - Train logloss < 0.7
      - The keeper likes it

      ### Task 2.2: Compute the features

      ```planwright
      executor: features.build
      inputs:
        dataset: ${1.3}
      ```

      ## Risks

      | Risk | Impact | Mitigation |
      |------|--------|------------|
      | Fog | High | A horn |

      ## Rollback Plan

      - **Phase 2**: Put out the light
      """;

  private final Path folder;

  PlanShowTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void showsTasksWithOwnersAndHowTheirEdgesAreKnown() throws IOException {
    assertThat(shown(LIGHTHOUSE, "--section", "phases"))
        .contains("Phase 1: Lamp")
        .containsPattern("◐ +1\\.1 +Draw the lamp .* Ann +manual +2 days +P1 +:5")
        .contains("with Bo, Cy · 2 sub-tasks, 1 done")
        .contains("after 1.1 (field :14)")
        .containsPattern("keeper's model +Ann +model\\.train +:21")
        .contains("bound by its annotation")
        .doesNotContain("On paper")
        .doesNotContain("Graph");
  }

  @Test
  void namesEachSubtaskOnRequest() throws IOException {
    assertThat(shown(LIGHTHOUSE, "--section", "phases", "--subtasks"))
        .contains("✓ 1.1.1 On paper", "○ 1.1.2 In wood");
  }

  @Test
  void showsWhatCanRunTogetherAndTheCriticalPath() throws IOException {
    assertThat(
            shown(LIGHTHOUSE, "--section", "graph")
                .lines()
                .filter(line -> line.contains("wave 1 ")))
        .singleElement()
        .asString()
        .contains("1.1 Draw the lamp*", "1.3 Choose the stone")
        .doesNotContain("1.2");
  }

  @Test
  void tellsWhatMeasuresACriterionAndWhatAPersonAttests() throws IOException {
    assertThat(shown(LIGHTHOUSE, "--section", "criteria"))
        .containsPattern(
            ":\\d+ +measured +Train logloss < 0\\.7 → train logloss < 0\\.7; trainLogloss of 2\\.1 \\(model\\.train\\), match 1\\.00")
        .containsPattern(":\\d+ +attested +The keeper likes it");
  }

  @Test
  void showsRisksAndWhatARollbackUndoes() throws IOException {
    assertThat(shown(LIGHTHOUSE, "--section", "risks,rollbacks"))
        .contains("Fog", "mitigation: A horn", "undoes Phase 2", "1.  Put out the light");
  }

  @Test
  void forecastsTheFinishFromAGivenDayAndSaysWhatIsAssumed() throws IOException {
    String schedule = shown(LIGHTHOUSE, "--section", "schedule", "--start", "2026-01-05");

    assertThat(schedule)
        .contains("from Mon 2026-01-05")
        .contains("P50", "P80", "P95")
        .contains("1.1 Draw the lamp → 1.2 Build the lamp")
        .contains("2 of 5 open tasks, each taken as 1 day: 2.1, 2.2")
        .contains("10000 draws, seed 1");
  }

  @Test
  void showsEachFindingWithItsLine() throws IOException {
    String text = LIGHTHOUSE.replace("Depends on**: Task 1.1", "Depends on**: Task 9.9");

    assertThat(shown(text, "--section", "findings"))
        .contains("dangling-reference")
        .containsPattern("(?m)^ +:14 ");
  }

  @Test
  void leavesOutTheEdgesOfACycleAndSaysSo() throws IOException {
    String text = LIGHTHOUSE.replace("**Priority**: High", "**Depends on**: Task 1.2");

    assertThat(shown(text, "--section", "graph")).contains("on a cycle", "1.2 after 1.1");
  }

  @Test
  void givesTheSameFactsAsJson() throws IOException {
    JsonNode facts =
        Json.read(
            shown(LIGHTHOUSE, "-o", "json", "--start", "2026-01-05")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(facts.at("/counts/tasks").asInt()).isEqualTo(5);
    assertThat(facts.at("/phases/0/tasks/1/dependsOn/0/evidence/form").asText()).isEqualTo("field");
    assertThat(facts.at("/graph/waves/0/0").asText()).isEqualTo("1.1");
    assertThat(facts.at("/criteria/0/measuredBy/metric").asText()).isEqualTo("trainLogloss");
    assertThat(facts.at("/schedule/forecast/p80/date").asText()).startsWith("2026-01-");
    assertThat(facts.path("findings").isArray()).isTrue();
  }

  @Test
  void narrowsJsonToASection() throws IOException {
    JsonNode facts =
        Json.read(
            shown(LIGHTHOUSE, "-o", "json", "--section", "criteria")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(facts.has("criteria")).isTrue();
    assertThat(facts.has("phases")).isFalse();
  }

  @Test
  void keepsWithinTheTerminalInAnyScript() throws IOException {
    String text =
        """
        # 港口现代化计划与实施说明

        ## 阶段1：测量码头并绘制全部图纸

        | 编号 | 任务 | 负责人 | 工期 | 依赖 |
        |---|---|---|---|---|
        | 1.1 | 测量整个码头以及所有通往码头的道路和桥梁的宽度 | 王小明 | 2天 | 无 |
        | 1.2 | 绘制码头 | 李四 | 3天 | 1.1 |
        """;

    for (String columns : List.of("40", "72", "110")) {
      assertThat(shown(text, Map.of("COLUMNS", columns, "LINES", "24")).lines())
          .allSatisfy(
              line -> assertThat(cells(line)).isLessThanOrEqualTo(Integer.parseInt(columns)));
    }
  }

  @Test
  void paintsForATerminalAlone() throws IOException {
    String file = file(LIGHTHOUSE);

    assertThat(inATerminal(Map.of(), "plan", "show", file)).contains("\u001b[");
    assertThat(inATerminal(Map.of("NO_COLOR", "1"), "plan", "show", file)).doesNotContain("\u001b");
    assertThat(shown(LIGHTHOUSE)).doesNotContain("\u001b");
  }

  @Test
  void forecastsAlone() throws IOException {
    Launch forecast = Launch.of("plan", "forecast", file(LIGHTHOUSE), "--start", "2026-01-05");
    Launch levelled = Launch.of("plan", "forecast", file(LIGHTHOUSE), "--levelled", "-o", "json");

    assertThat(forecast.out())
        .startsWith("Schedule")
        .contains("P95", "slack", "1.2 Build the lamp");
    assertThat(
            Json.read(levelled.out().getBytes(StandardCharsets.UTF_8))
                .at("/assumptions/levelled")
                .asBoolean())
        .isTrue();
  }

  private String shown(String text, String... options) throws IOException {
    return shown(text, Map.of(), options);
  }

  private String shown(String text, Map<String, String> environment, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("plan", "show", file(text)));
    arguments.addAll(List.of(options));
    Launch launch = Launch.with("", environment, folder, arguments.toArray(String[]::new));
    assertThat(launch.err()).isEmpty();
    assertThat(launch.exit()).isZero();
    return launch.out();
  }

  private String inATerminal(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.run(
        new Terminal(InputStream.nullInputStream(), print, print, environment, () -> true),
        folder,
        arguments);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Good enough for these documents: letters beyond the Latin and the marks take two. */
  private static int cells(String line) {
    return line.codePoints().map(point -> point < 0x2E80 ? 1 : 2).sum();
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("plan.md"), text).toString();
  }
}
