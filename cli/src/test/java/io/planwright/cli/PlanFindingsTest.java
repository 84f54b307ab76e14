package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.Sarif;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanFindingsTest {
  private static final String GOOD = "# P\n- [ ] 1.1 Lay\n- [ ] 1.2 Raise (depends on 1.1)\n";
  private static final String DOUBTFUL = GOOD.replace("[ ] 1.2", "[x] 1.2");
  private static final String WRONG = GOOD.replace("Lay", "Lay (depends on 1.2)");

  private final Path folder;

  PlanFindingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void lintExitsByTheWorstFindingThatWasAskedFor() throws IOException {
    assertThat(Launch.of("plan", "lint", file("a.md", GOOD), "--fail-on", "warn").exit()).isZero();
    assertThat(Launch.of("plan", "lint", file("b.md", DOUBTFUL)).exit()).isZero();
    assertThat(Launch.of("plan", "lint", file("b.md", DOUBTFUL), "--fail-on", "warn").exit())
        .isEqualTo(6);
    assertThat(Launch.of("plan", "lint", file("c.md", WRONG)).exit()).isEqualTo(5);
  }

  @Test
  void lintNamesThePlaceOfEachFinding() throws IOException {
    Launch people = Launch.of("plan", "lint", file("b.md", DOUBTFUL));
    Launch scripts = Launch.of("plan", "lint", file("b.md", DOUBTFUL), "-o", "json");

    assertThat(people.out()).containsPattern("b\\.md:3:1: warning done-too-early: ");
    assertThat(people.err()).contains("0 errors, 1 warning, ");
    assertThat(json(scripts.out()).at("/0/findings/0/code").asText()).isEqualTo("done-too-early");
  }

  @Test
  void lintWritesSarif() throws IOException {
    Launch launch =
        Launch.of(
            "plan", "lint", file("a b.md", DOUBTFUL), file("c.md", WRONG), "--format", "sarif");

    JsonNode sarif = json(launch.out());
    assertThat(launch.exit()).isEqualTo(5);
    assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
    assertThat(sarif.path("$schema").asText()).endsWith("sarif-schema-2.1.0.json");
    JsonNode run = sarif.path("runs").path(0);
    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("planwright");
    JsonNode rules = run.at("/tool/driver/rules");
    rules.forEach(
        rule -> {
          assertThat(rule.path("id").asText()).matches("[a-z]+(-[a-z]+)*");
          assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
          assertThat(rule.has("helpUri")).isFalse();
        });
    assertThat(run.path("results").size()).isGreaterThanOrEqualTo(2);
    run.path("results")
        .forEach(
            result -> {
              JsonNode rule = rules.path(result.path("ruleIndex").asInt());
              assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
              assertThat(result.path("level").asText()).isIn("error", "warning", "note");
              assertThat(result.at("/message/text").asText()).isNotBlank();
              JsonNode place = result.at("/locations/0/physicalLocation");
              assertThat(place.at("/region/startLine").asInt()).isPositive();
              assertThat(place.at("/region/startColumn").asInt()).isPositive();
              assertThat(place.at("/artifactLocation/uri").asText()).endsWith(".md");
            });
    assertThat(launch.out()).contains("a%20b.md");
  }

  @Test
  void sarifNamesFilesRelativeToTheFolderThatTheyAreIn() throws IOException {
    Sarif sarif = new Sarif(folder);
    Diagnostic finding = new Diagnostic("a-b", Severity.INFO, "m", "", 1, 2);
    sarif.add(folder.resolve("plans/é #1%.md"), finding);
    sarif.add(Path.of("/elsewhere/x.md"), finding);

    JsonNode results = json(sarif.text()).at("/runs/0/results");
    assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("plans/%C3%A9%20%231%25.md");
    assertThat(results.at("/1/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("file:///elsewhere/x.md");
  }

  @Test
  void diffExitsSixWhereDocumentsDiffer() throws IOException {
    String first = file("a.md", GOOD);
    String second = file("b.md", GOOD.replace("Raise", "Lift") + "- [ ] 1.3 Paint\n");

    Launch same = Launch.of("plan", "diff", first, file("c.md", GOOD + "\n\nWords.\n"));
    Launch people = Launch.of("plan", "diff", first, second);
    Launch scripts = Launch.of("plan", "diff", first, second, "-o", "json");

    assertThat(same.exit()).isZero();
    assertThat(same.out()).isEmpty();
    assertThat(people.exit()).isEqualTo(6);
    assertThat(people.out())
        .contains(
            "~ task Lift [1.2]  → change", "    title: Raise → Lift", "+ task Paint [1.3] in");
    assertThat(scripts.exit()).isEqualTo(6);
    assertThat(json(scripts.out()).at("/changes/0/change").asText()).isEqualTo("changed");
    assertThat(json(scripts.out()).at("/changes/1/run/action").asText()).isEqualTo("add");
  }

  @Test
  void diffAsksTheApiHowFarARunIs() throws IOException {
    try (TestingApi api = new TestingApi()) {
      api.on(
          "GET /v1/runs/p-1",
          200,
          """
          {"run":{},"phases":[{"key":"p","tasks":[{"key":"1.1","state":"succeeded"}]}]}""");
      Launch launch =
          Launch.with(
              "",
              Map.of("PLANWRIGHT_URL", api.url()),
              folder,
              "plan",
              "diff",
              file("a.md", GOOD),
              file("b.md", "# P\n- [ ] 1.2 Raise\n"),
              "--run",
              "p-1");

      assertThat(launch.exit()).isEqualTo(6);
      assertThat(launch.out()).contains("- task Lay [1.1]", "keep: it has succeeded");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "taskmaster, '{\"tasks\":[{\"id\":1,\"title\":\"Lay it\"}]}'",
    "csv, 'id,title\nT1,Lay it\n'",
    "mermaid, 'flowchart LR\nA[Lay it] --> B\n'",
    "mermaid, 'gantt\nLay it :a, 2026-01-05, 1d\n'",
    "dot, 'digraph { a [label=\"Lay it\"] }'"
  })
  void plansOfOtherToolsAreBroughtIn(String from, String text) throws IOException {
    Launch launch =
        Launch.of("plan", "import", file("x", text.replace("\\n", "\n")), "--from", from);

    assertThat(launch.err()).isEmpty();
    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).contains("Lay it");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
