package io.planwright.plan.compile;

import static io.planwright.plan.compile.Documents.compile;
import static io.planwright.plan.compile.Documents.findings;
import static io.planwright.plan.compile.Documents.plan;
import static io.planwright.plan.compile.Documents.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Dependency;
import io.planwright.plan.Plan;
import io.planwright.plan.Undo;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnotationTest {

  @Test
  void bindsATask() {
    Binding binding =
        task("""
                ### Task 1.1: Fetch
                ```planwright
                executor: data.fetch
                inputs:
                  source: 02
                  symbols: [ES, "NQ"]
                timeout: 10m
                retries: 2
                on-failure: contain
                undo: own
                ```
                """)
            .binding();
    assertThat(binding.executor()).isEqualTo("data.fetch");
    assertThat(binding.origin()).isEqualTo(Binding.Origin.ANNOTATED);
    assertThat(binding.inputs())
        .containsEntry("source", "02")
        .containsEntry("symbols", List.of("ES", "NQ"))
        .containsEntry("rows", 100L);
    assertThat(binding.timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(binding.attempts()).isEqualTo(3);
    assertThat(binding.onFailure()).isEqualTo(OnFailure.CONTAIN);
    assertThat(binding.undo()).isEqualTo(new Undo.Own());
  }

  @Test
  void takesTheExecutorsDefaults() {
    Binding binding =
        task("""
                ### Task 1.1: Tell
                ```planwright
                executor: notify.send
                inputs: {text: done}
                ```
                """)
            .binding();
    assertThat(binding.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(binding.attempts()).isEqualTo(3);
    assertThat(binding.onFailure()).isEqualTo(OnFailure.UNDO);
    assertThat(binding.undo()).isEqualTo(new Undo.Own());
  }

  @Test
  void readsEveryTypeOfInput() {
    Plan plan =
        plan(
            """
            ### Task 1.1: Fetch
            ### Task 1.2: Train
            ```planwright
            executor: model.train
            inputs:
              features: ${1.1:features}
              rounds: 7
              rate: 1
              early: false
              window: 90m
              depths: [3, 4]
            ```
            """);
    assertThat(task(plan, "1.2").binding().inputs())
        .containsEntry("features", "${1.1:features}")
        .containsEntry("rounds", 7L)
        .containsEntry("rate", 1.0)
        .containsEntry("early", false)
        .containsEntry("window", "PT1H30M")
        .containsEntry("depths", List.of(3L, 4L));
  }

  @Test
  void fillsInDefaultsInTheFormOfWrittenValues() {
    Plan plan =
        plan(
            """
            ### Task 1.1: Fetch
            ### Task 1.2: Train
            ```planwright
            executor: model.train
            inputs: {features: "${1.1}"}
            ```
            """);
    assertThat(task(plan, "1.2").binding().inputs())
        .containsEntry("rounds", 50L)
        .containsEntry("window", "PT1H")
        .doesNotContainKey("depths");
  }

  @Test
  void bindsATaskOfAChecklist() {
    Plan plan =
        plan(
            """
            # Plan
            - [ ] T001 Fetch

              ```planwright
              executor: data.fetch
              inputs: {source: a.csv}
              ```

            - [ ] T002 Think
            """);
    assertThat(task(plan, "t001").binding().executor()).isEqualTo("data.fetch");
    assertThat(task(plan, "t002").binding().executor()).isEqualTo("manual");
  }

  @Test
  void runsABoundItemOfAChecklistBeforeItsTask() {
    Plan plan =
        plan(
            """
            # Plan
            - [ ] 1. Prepare
              - [ ] 1.1 Fetch
                ```planwright
                executor: data.fetch
                inputs: {source: a.csv}
                ```
              - [ ] 1.2 Look
            """);
    assertThat(Documents.titles(plan)).containsExactly("Fetch", "Prepare");
    assertThat(task(plan, "1.1").binding().executor()).isEqualTo("data.fetch");
    assertThat(Documents.implied(plan.tasks().toList().get(1).dependsOn())).containsExactly("1.1");
    assertThat(plan.tasks().toList().get(1).subtasks()).hasSize(1);
  }

  @Test
  void turnsReferencesIntoKeysAndDependencies() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: Do
            ### Task 1: Fetch all
            ### Task 2: Judge it
            ### Task 3: Tell
            Depends on: Task 2
            ```planwright
            executor: notify.send
            inputs:
              text: "Took ${1:rows} rows, judged ${Judge it:score} of ${phase-1~1}"
            ```
            """);
    assertThat(task(plan, "phase-1~3").binding().inputs())
        .containsEntry(
            "text", "Took ${phase-1~1:rows} rows, judged ${phase-1~2:score} of ${phase-1~1}");
    assertThat(task(plan, "phase-1~3").dependsOn())
        .extracting(Dependency::key, dependency -> dependency.kind().name())
        .containsExactly(tuple("phase-1~2", "EXPLICIT"), tuple("phase-1~1", "INPUT"));
  }

  @Test
  void undoesByAnotherExecutorWithWhatTheTaskMade() {
    Binding binding =
        task("""
                ### Task 1.1: Fetch
                ```planwright
                executor: data.fetch
                inputs: {source: x}
                undo:
                  executor: notify.send
                  inputs: {text: "gone: ${1.1:dataset}"}
                ```
                """)
            .binding();
    TreeMap<String, Object> inputs = new TreeMap<>();
    inputs.put("text", "gone: ${1.1:dataset}");
    assertThat(binding.undo()).isEqualTo(new Undo.Step("notify.send", inputs));
  }

  @Test
  void undoesNothingWhenAskedTo() {
    assertThat(
            task("""
                    ### Task 1.1: Fetch
                    ```planwright
                    executor: data.fetch
                    inputs: {source: x}
                    undo: none
                    ```
                    """)
                .binding()
                .undo())
        .isEqualTo(new Undo.None());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "executor: data.fetsh | unknown-executor 3:11 | data.fetch",
        "inputs: {} | annotation-invalid 2:1 | executor",
        "executer: data.fetch | annotation-unknown-key 3:1 | executor",
        "executor: [a] | unknown-executor 3:11 | ''",
        "executor: data.fetch\\ninputs:\\n  sorce: x | input-unknown 5:3 | source",
        "executor: data.fetch | input-missing 3:11 | source",
        "executor: data.fetch\\ninputs: {source: x, rows: many} | input-type 4:27 | whole number",
        "executor: data.fetch\\ninputs: {source: x, rows: \"7\"} | input-type 4:27 | whole number",
        "executor: data.fetch\\ninputs: {source: x, symbols: ES} | input-type 4:30 | list",
        "executor: data.fetch\\ninputs: {source: [x]} | input-type 4:18 | text",
        "executor: data.fetch\\ninputs: {source: } | input-type 4:17 | nothing",
        "executor: data.fetch\\ninputs: [x] | annotation-invalid 4:9 | map",
        "executor: model.train\\ninputs: {features: x} | input-type 4:20 | ${task}",
        "executor: data.fetch\\ninputs: {source: x}\\ntimeout: soon | annotation-invalid 5:10 | PT10M",
        "executor: data.fetch\\ninputs: {source: x}\\ntimeout: 0s | annotation-invalid 5:10 | PT10M",
        "executor: data.fetch\\ninputs: {source: x}\\nretries: -1 | annotation-invalid 5:10 | 0 to 100",
        "executor: data.fetch\\ninputs: {source: x}\\nretries: 101 | annotation-invalid 5:10 | 0 to 100",
        "executor: data.fetch\\ninputs: {source: x}\\non-failure: retry | annotation-invalid 5:13 | contain",
        "executor: data.fetch\\ninputs: {source: x}\\nundo: maybe | annotation-invalid 5:7 | none",
        "executor: notify.send\\ninputs: {text: x}\\nundo: own | annotation-invalid 5:7 | no undo",
        "executor: data.fetch\\ninputs: {source: x}\\nundo: {executor: a} | unknown-executor 5:18 | known",
        "executor: data.fetch\\nexecutor: data.fetch\\ninputs: {source: x} | annotation-invalid 4:1 | once",
        "executor: &a data.fetch | annotation-invalid 3:11 | anchors",
        "executor: !!java.net.URL x | annotation-invalid 3:11 | tag",
        "executor: 'x | annotation-invalid 3:1 | YAML",
        "executor: data.fetch\\n\\tinputs: x | annotation-invalid 4:1 | YAML",
        "'' | annotation-invalid 2:1 | executor",
        "just words | annotation-invalid 3:1 | map",
        "executor: notify.send\\ninputs: {text: '${nobody}'} | dangling-reference 4:16 | nobody",
        "executor: notify.send\\ninputs: {text: '${1.1}'} | dangling-reference 4:16 | own output",
      },
      quoteCharacter = '\0')
  void saysWhatIsWrongAndWhere(String block, String finding, String words) {
    String yaml = block.strip().equals("''") ? "" : block.replace("\\n", "\n").replace("\\t", "\t");
    String document = "### Task 1.1: Do\n```planwright\n" + yaml + "\n```\n";
    assertThat(findings(document)).contains(finding);
    assertThat(compile(document).diagnostics())
        .anySatisfy(
            found ->
                assertThat(found.message() + " " + found.hint())
                    .contains(words.strip().equals("''") ? "" : words));
    assertThat(compile(document).runnable()).isFalse();
  }

  @Test
  void pointsIntoAnIndentedBlock() {
    assertThat(
            findings(
                """
                # Plan
                - [ ] T001 Fetch

                  ```planwright
                  executor: data.fetch
                  inputs:
                    source: x
                    rows: "ü𝄞"
                  ```
                """))
        .containsExactly("input-type 8:11");
  }

  @Test
  void refusesASecondBlock() {
    String block = "```planwright\nexecutor: notify.send\ninputs: {text: x}\n```\n";
    assertThat(findings("### Task 1.1: Do\n" + block + "\n" + block))
        .containsExactly("annotation-duplicate 7:1");
  }

  @Test
  void refusesABlockUnderNoTask() {
    String block = "```planwright\nexecutor: notify.send\n```\n";
    assertThat(findings("# Plan\n" + block + "## Phase 1\n" + block + "- [ ] T001 Do\n" + block))
        .containsExactly(
            "annotation-without-task 2:1",
            "annotation-without-task 6:1",
            "annotation-without-task 10:1");
  }

  @Test
  void refusesDeepAndLongBlocks() {
    String deep = "executor: " + "[".repeat(100) + "]".repeat(100);
    String wide = "executor: " + "x".repeat(Limits.LONGEST_ANNOTATION);
    assertThat(findings("### Task 1.1: Do\n```planwright\n" + deep + "\n```\n"))
        .allMatch(finding -> finding.startsWith("annotation-invalid"))
        .isNotEmpty();
    assertThat(findings("### Task 1.1: Do\n```planwright\n" + wide + "\n```\n"))
        .allMatch(finding -> finding.startsWith("annotation-invalid"))
        .isNotEmpty();
  }

  @Test
  void makesACycleOfReferencesAnError() {
    assertThat(
            findings(
                """
                ### Task 1.1: A
                ```planwright
                executor: notify.send
                inputs: {text: "${1.2}"}
                ```
                ### Task 1.2: B
                ```planwright
                executor: notify.send
                inputs: {text: "${1.1}"}
                ```
                """))
        .containsExactly("dependency-cycle 4:16");
  }
}
