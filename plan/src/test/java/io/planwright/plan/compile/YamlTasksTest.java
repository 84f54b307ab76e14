package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.compile.YamlTasks.Entry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlTasksTest {

  private static YamlTasks read(String yaml) {
    return YamlTasks.read(Fences.of("yaml", yaml)).orElseThrow();
  }

  private static List<String> titles(String yaml) {
    return read(yaml).entries().stream().map(Entry::title).toList();
  }

  @Test
  void readsTasksByRoleAndTheListsBesideThem() {
    YamlTasks tasks =
        read(
            """
            Tasks:
              Backend_Engineer:
                - Implement the service
                - Design routing: with patterns
              DevOps_Engineer:
                - Create a Dockerfile

            Deliverables:
              - Running service
              - 95% test coverage
            """);
    assertThat(tasks.confidence()).isGreaterThanOrEqualTo(0.9);
    assertThat(tasks.entries())
        .extracting(e -> e.role() + ": " + e.title() + " " + Fences.place(e.source()))
        .containsExactly(
            "Backend_Engineer: Implement the service 4:7",
            "Backend_Engineer: Design routing: with patterns 5:7",
            "DevOps_Engineer: Create a Dockerfile 7:7");
    assertThat(tasks.extras())
        .singleElement()
        .matches(extra -> extra.name().equals("Deliverables") && extra.items().size() == 2);
  }

  @Test
  void readsTasksThatAreMappings() {
    YamlTasks tasks =
        read(
            """
            tasks:
              - id: 02
                title: Fetch data
                agent: data-engineer
                priority: P1
                estimate: 2 days
                status: in_progress
                depends_on: [18-00, "1.1"]
                subtasks:
                  - one
                  - title: two
              - task: Train
                dependencies: 02, 03
              - name: Evaluate
                after: none
            """);
    Entry first = tasks.entries().getFirst();
    assertThat(first)
        .extracting(Entry::id, Entry::owner, Entry::priority, Entry::estimate, Entry::status)
        .containsExactly("02", "data-engineer", "P1", "2 days", "in_progress");
    assertThat(first.dependsOn()).extracting(YamlTree.Text::text).containsExactly("18-00", "1.1");
    assertThat(Fences.place(first.dependsOn().getFirst().source())).isEqualTo("9:18");
    assertThat(first.parts()).extracting(Entry::title).containsExactly("one", "two");
    assertThat(tasks.entries().get(1).dependsOn())
        .extracting(YamlTree.Text::text)
        .containsExactly("02", "03");
    assertThat(tasks.entries().get(2).dependsOn()).isEmpty();
    assertThat(tasks.confidence()).isEqualTo(0.95);
  }

  @Test
  void readsTasksThatTheirKeysName() {
    YamlTasks tasks =
        read(
            """
            tasks:
              fetch:
                description: Fetch data
              train-model:
                depends_on: [fetch]
                owner: ml
            """);
    assertThat(tasks.entries()).extracting(Entry::id).containsExactly("fetch", "train-model");
    assertThat(tasks.entries())
        .extracting(Entry::title)
        .containsExactly("Fetch data", "train-model");
  }

  @Test
  void readsPhasesWithTasks() {
    YamlTasks tasks =
        read(
            """
            plan:
              phases:
                - name: Foundation
                  tasks:
                    - Set up
                - name: Build
                  tasks:
                    - {id: T2, title: Build it}
            """);
    assertThat(tasks.entries())
        .extracting(e -> e.group() + "/" + e.title())
        .containsExactly("Foundation/Set up", "Build/Build it");
    assertThat(titles("phase_1:\n  tasks: [a, b]\nphase_2:\n  name: Two\n  tasks: [c]"))
        .containsExactly("a", "b", "c");
    assertThat(read("phases:\n  base: [a]\n  more: [b]").entries())
        .extracting(Entry::group)
        .containsExactly("base", "more");
  }

  @Test
  void readsAListOfTasksWithoutAName() {
    assertThat(titles("- task: One\n  agent: a\n- task: Two\n  agent: b"))
        .containsExactly("One", "Two");
    assertThat(titles("task_1:\n  title: One\n  agent: a\ntask_2:\n  title: Two\n  agent: b"))
        .containsExactly("One", "Two");
    assertThat(titles("task: Implement it\nagent: backend\npriority: high"))
        .containsExactly("Implement it");
    assertThat(titles("Backend_Engineer:\n  - a\n  - b\nQA:\n  - c\n  - d"))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void readsJson() {
    Block.Fence fence =
        Fences.of(
            "json", "{\n\t\"tasks\": [{\"id\": 1, \"title\": \"One\", \"dependencies\": [2]}]\n}");
    assertThat(YamlTasks.read(fence).orElseThrow().entries())
        .singleElement()
        .matches(entry -> entry.id().equals("1") && entry.dependsOn().size() == 1);
  }

  @Test
  void isLessSureOfListsThatManyThingsHave() {
    assertThat(read("items:\n  - a\n  - b").confidence()).isLessThan(0.6);
    assertThat(read("steps:\n  - {id: 1, title: a, depends_on: [2]}").confidence())
        .isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: CI\non: [push]\njobs:\n  build:\n    runs-on: ubuntu\n    steps:\n      - uses: a/b\n      - name: x\n        run: y",
        "services:\n  web:\n    image: nginx\n    depends_on: [db]\n  db:\n    image: pg",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n  replicas: 2",
        "openapi: 3.0.0\ninfo:\n  title: x\npaths: {}",
        "version: '3'\ntasks:\n  build:\n    cmds: [go build]\n    desc: x",
        "- hosts: all\n  tasks:\n    - name: install\n      apt: name=x",
        "groups:\n  - name: x\n    rules:\n      - alert: High\n        expr: a > 1",
        "stages: [build, test]\nbuild:\n  stage: build\n  script: [make]",
        "Communication_Channels:\n  daily_standups:\n    - Review progress\n  weekly:\n    - Validate",
        "Phase_1_Success:\n  - All deployed\n  - Tests passing",
        "Risk:\n  mitigation:\n    - Implement a fallback\n    - Roll out slowly",
        "server:\n  port: 8080\nlogging:\n  level: INFO",
        "name: my-app\ndescription: x\ndependencies:\n  - flask",
        "{\"name\": \"x\", \"version\": \"1.0\", \"dependencies\": {\"a\": \"1\"}}",
        "- one\n- two",
        "users:\n  - {id: 1, name: Ann}",
        "{\"waves\": [{\"id\": 0, \"tasks\": [\"1.1\", \"1.2\"]}]}",
        "just text",
        "",
        "a: [unclosed",
        "a: &x [1]\ntasks: *x"
      })
  void whatConfiguresAToolHoldsNoTasks(String yaml) {
    assertThat(YamlTasks.read(Fences.of("yaml", yaml))).isEmpty();
  }

  @Test
  void readsNoOtherLanguage() {
    assertThat(YamlTasks.read(Fences.of("python", "tasks:\n  - a"))).isEmpty();
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "[".repeat(n),
        "{a: ".repeat(n),
        "- ".repeat(n),
        "tasks:\n" + "  - a\n".repeat(n / 6),
        "tasks:\n" + "  - {id: 1, title: a, status: b}\n".repeat(n / 30),
        "tasks: {" + "a: {title: b}, ".repeat(n / 15) + "}",
        "a: &a [x]\n" + "b: *a\n".repeat(n / 6),
        "? ".repeat(n),
        "\"".repeat(n),
        "tasks: [🚀" + "🚀, ".repeat(n / 3) + "]",
        "k: v\n".repeat(n / 5));
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String yaml) {
    assertThat(YamlTasks.read(Fences.of("yaml", yaml)).stream())
        .allMatch(tasks -> tasks.entries().size() <= YamlTasks.MOST_ENTRIES);
  }

  @Property(tries = 2_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(YamlTasks.read(Fences.of("yaml", text))).isNotNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "tasks:",
        "- ",
        "\n  - ",
        "id: 1",
        "title: a",
        "{",
        "}",
        "[",
        "]",
        ", ",
        ": ",
        "&a",
        "*a",
        "!x ",
        "|",
        "\n    ",
        "phases:",
        "dev: ",
        "\"",
        "'",
        "#",
        "? ",
        "depends_on: ",
        "~",
        "<<: ");
  }
}
