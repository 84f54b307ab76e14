package io.planwright.plan.format;

import static io.planwright.plan.format.TestingCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import io.planwright.plan.Dependency;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NativeYamlTest {
  private static final String SPRINT =
      """
      planwright: 1
      title: Sprint 7
      phases:
        - title: Data
          id: 02
          tasks:
            - id: 1.1
              title: Fetch prices
              estimate: 1 day
              binding:
                executor: data.fetch
                inputs: {source: 02}
            - title: Train
              dependsOn: [1.1]
              criteria:
                - The desk trusts it
                - {text: Fast, measure: {metric: p95, comparator: <, value: 400, unit: ms}}
              subtasks: [first, {title: second, state: done}]
              binding:
                executor: model.train
                inputs: {features: "${Fetch prices:table}", rate: 1, window: 10m, depths: [3, 5]}
                undo: none
        - title: After
          dependsOn: [Data]
          tasks: [{title: Rest}]
      """;

  @Test
  void readsWhatPeopleWrite() {
    Compiled read = NativeYaml.read(SPRINT, CATALOGUE);

    assertThat(read.diagnostics()).isEmpty();
    Plan plan = read.plan();
    assertThat(plan.tasks().map(Task::key)).containsExactly("1.1", "02~train", "after~rest");
    assertThat(plan.phases().getFirst().id()).contains("02");
    assertThat(plan.phases().getLast().dependsOn())
        .extracting(Dependency::key)
        .containsExactly("02");
    assertThat(plan.task("1.1").orElseThrow().binding().inputs()).containsEntry("source", "02");
    Task train = plan.task("02~train").orElseThrow();
    assertThat(train.binding().inputs())
        .containsEntry("features", "${1.1:table}")
        .containsEntry("rate", 1.0)
        .containsEntry("window", "PT10M")
        .containsEntry("depths", List.of(3L, 5L));
    assertThat(train.binding().timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(train.binding().undo()).isEqualTo(new Undo.None());
    assertThat(train.criteria().getLast().measure().orElseThrow().value()).isEqualTo(400);
    assertThat(plan.task("after~rest").orElseThrow().binding().timeout())
        .isEqualTo(Duration.ofDays(30));
  }

  @Test
  void isWrittenForPeople() {
    Plan plan = NativeYaml.read(SPRINT, CATALOGUE).plan();

    assertThat(NativeYaml.write(plan))
        .startsWith(
            """
            planwright: 1
            title: Sprint 7
            manual:
              timeout: 720h
              attempts: 1
            phases:
              - key: "02"
                id: "02"
                title: Data
                tasks:
                  - key: "1.1"
                    id: "1.1"
                    title: Fetch prices
                    estimate: "1 day"
                    binding:
                      executor: data.fetch
                      inputs:
                        rows: 100
                        source: "02"
                      timeout: 5m
                      attempts: 3
            """)
        .contains("features: ${1.1:table}\n");
  }

  @Test
  void everyErrorIsReportedWithItsPlace() {
    assertThat(
            findings(
                """
                planwright: 1
                titel: x
                phases:
                  - tasks:
                      - title: [a]
                        state: finished
                        priority: P9
                        dependsOn: nothing
                        binding: {executor: data.fetch, inputs: {rows: many}, attempts: 0}
                      - title: 🚀 b
                        details: {gate: maybe}
                        estimate: {effort: 2 days}
                      - 5
                """))
        .containsExactly(
            "member-missing 1:1",
            "member-unknown 2:1",
            "member-missing 4:5",
            "value-type 5:16",
            "value-unknown 6:16",
            "value-unknown 7:19",
            "value-type 8:20",
            "input-missing 9:29",
            "input-type 9:56",
            "value-type 9:73",
            "value-type 11:25",
            "value-type 12:28",
            "value-type 13:9",
            "member-missing 13:9");
  }

  @Test
  void placesCountAsEditorsDo() {
    assertThat(findings("title: \"🚀\u2028\u0085\" \nphases:\n  - {title: \"🚀\", x: 1}\n"))
        .contains("member-unknown 3:19");
  }

  @Test
  void brokenYamlIsAnErrorWithItsPlace() {
    assertThat(findings("title: a\nphases: [\n")).containsExactly("yaml-invalid 3:1");
    assertThat(findings("title: a\ntitle: b\nphases: []\n")).contains("member-duplicate 2:1");
    assertThat(findings("")).containsExactly("yaml-invalid 1:1");
    assertThat(findings("- a\n")).contains("value-type 1:1");
  }

  @Test
  void anchorsAliasesAndTagsAreRefused() {
    assertThat(findings("title: &a x\nphases: []\n")).contains("yaml-invalid 1:8");
    assertThat(findings("title: !!java.net.URL x\nphases: []\n")).contains("yaml-invalid 1:8");
  }

  @Test
  void twoOfOneKeyAreAnError() {
    assertThat(
            findings(
                """
                title: t
                phases:
                  - title: P
                    tasks: [{key: a, title: A}, {key: a, title: B}]
                """))
        .containsExactly("key-duplicate 4:39");
  }

  static Stream<String> hostile() {
    int size = 1_900_000;
    StringBuilder laughs = new StringBuilder("title: t\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    return Stream.of(
        laughs.toString(),
        "title: &a [*a]\nphases: *a\n",
        "[".repeat(size),
        "{a: ".repeat(size / 4),
        "- ".repeat(size / 2),
        "? ".repeat(size / 2),
        "a:\n " + " - \n".repeat(size / 4),
        "x: 1\n".repeat(size / 5),
        "phases:\n" + "- {title: a, tasks: [{title: b}]}\n".repeat(size / 34),
        "phases:\n- title: p\n  tasks:\n" + "  - {titel: a}\n".repeat(size / 15),
        "phases:\n- title: p\n  tasks:\n" + "  - {title: a, dependsOn: [a]}\n".repeat(size / 31),
        "title: \"" + "\\u0041".repeat(size / 6) + "\"\nphases: []",
        "title: |\n" + "  x\n".repeat(size / 4),
        "#".repeat(YamlTree.LONGEST_LINE),
        "\"" + "a".repeat(YamlTree.LONGEST_LINE - 1),
        ("\"" + "a".repeat(400_000) + "\n").repeat(4),
        "a: 1\n".repeat(1_000_000),
        "\"" + "a".repeat(size),
        "!".repeat(size),
        "&" + "a".repeat(size));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void endsSoonOnHostileText(String text) {
    assertThat(NativeYaml.read(text, CATALOGUE).diagnostics()).isNotEmpty();
  }

  @Test
  void limitsWhatIsSaid() {
    String many = "phases:\n- title: p\n  tasks:\n" + "  - {titel: a}\n".repeat(2_000);

    assertThat(NativeYaml.read(many, CATALOGUE).diagnostics())
        .hasSize(Findings.MOST + 1)
        .last()
        .satisfies(said -> assertThat(said.code()).isEqualTo("too-many-diagnostics"));
  }

  private static List<String> findings(String document) {
    return NativeYaml.read(document, CATALOGUE).diagnostics().stream()
        .map(said -> said.code() + " " + said.line() + ":" + said.column())
        .toList();
  }
}
