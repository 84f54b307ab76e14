package io.planwright.plan.format;

import static io.planwright.plan.format.TestingCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.Origin;
import io.planwright.plan.Compiled;
import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CanonicalMarkdownTest {
  private static final String SPRINT =
      """
      ---
      planwright: 1
      ---

      # Sprint 7: retrain

      **Criteria:**

      - The desk trusts it
      - Answers come fast
        - Measure: `p95 latency` < 400 `ms`, from 800

      ## Phase 1: Data {#data}

      - **Owner:** data-team
      - **Priority:** P1

      ### Task 1.1: Fetch prices

      - **Status:** in progress
      - **Owner:** Ann
      - **Supporters:** Bob, Cid
      - **Estimate:** 1-2 days
      - **Effort:** 8h to 16h
      - **Points:** 3
      - **Labels:** US1, FR-2
      - **Marks:** parallel, gate

      Daily bars of the *reference* market,
      from its generator.

      **Waits for:**

      - the vendor's contract

      **Checklist:**

      - [x] **a** Ask for a key
      - [ ] _blocked_ Read `prices.csv`

      ```planwright
      executor: data.fetch
      inputs:
        source: "02"
      ```

      ### Task: Clean up {#data~clean-up}

      - **Depends on:** 1.1

      ## Phase 2: Model

      - **Depends on:** data (implied)

      ### Task 2.1: Train

      - **Depends on:** 1.1 (input), `data~clean-up`

      ```planwright
      executor: model.train
      inputs:
        features: ${1.1:table}
      on-failure: contain
      ```

      ## Risks

      - The vendor is late
        - Level: high
        - Mitigation: Ask early

      ## Rollback

      ### Put the old model back

      - **Undoes:** phase-2

      1. Stop traffic
      2. Restore

      ## Settings

      ### Thresholds

      - **accuracy:** 0.85

      ## Notes

      ### Communication: Daily

      Stand-up at nine.
      """
          .replace("*reference*", "\\*reference\\*");

  @Test
  void readsWhatPeopleWrite() {
    Compiled read = CanonicalMarkdown.read(SPRINT, CATALOGUE);

    assertThat(read.diagnostics()).isEmpty();
    Plan plan = read.plan();
    assertThat(plan.title()).isEqualTo("Sprint 7: retrain");
    assertThat(plan.phases()).extracting(Phase::key).containsExactly("data", "phase-2");
    Task fetch = plan.task("1.1").orElseThrow();
    assertThat(fetch.title()).isEqualTo("Fetch prices");
    assertThat(fetch.state()).isEqualTo(Progress.IN_PROGRESS);
    assertThat(fetch.details().description())
        .isEqualTo("Daily bars of the *reference* market,\nfrom its generator.");
    assertThat(fetch.details().supporters()).containsExactly("Bob", "Cid");
    assertThat(fetch.estimate().orElseThrow().least()).contains(Duration.ofHours(8));
    assertThat(fetch.subtasks().get(1).state()).isEqualTo(Progress.BLOCKED);
    assertThat(fetch.subtasks().get(1).title()).isEqualTo("Read `prices.csv`");
    assertThat(fetch.binding().inputs()).containsEntry("source", "02").containsEntry("rows", 100L);
    assertThat(plan.phases().getFirst().priority()).contains(Priority.P1);
    assertThat(plan.task("2.1").orElseThrow().dependsOn())
        .extracting(Dependency::kind)
        .containsExactly(Dependency.Kind.INPUT, Dependency.Kind.EXPLICIT);
    assertThat(plan.rollbacks().getFirst().undoes()).containsExactly("phase-2");
    assertThat(plan.notes().getFirst().text()).isEqualTo("Stand-up at nine.");
  }

  @Test
  void writesTheSameAgain() {
    Plan plan = CanonicalMarkdown.read(SPRINT, CATALOGUE).plan();

    assertThat(CanonicalMarkdown.write(plan, CATALOGUE)).isEqualTo(SPRINT);
  }

  @Test
  void withoutACatalogueEveryDefaultIsWritten() {
    Plan plan = CanonicalMarkdown.read(SPRINT, CATALOGUE).plan();

    assertThat(CanonicalMarkdown.write(plan))
        .contains("manual:\n  timeout: 720h\n  retries: 0\n", "rows: 100", "timeout: 5m");
  }

  @Test
  void acceptsWhatAPersonAdds() {
    Plan before = CanonicalMarkdown.read(SPRINT, CATALOGUE).plan();
    String edited =
        SPRINT.replace(
            "## Phase 2: Model\n",
            """
            ### Write it up

            **Owner**: Dee
            **Depends on:** Task 1.1, `Clean up`

            - [ ] first
            - [x] second

            ## Phase 2: Model
            """);

    Compiled read = CanonicalMarkdown.read(edited, CATALOGUE);

    assertThat(read.diagnostics()).isEmpty();
    Task added = read.plan().task("data~write-it-up").orElseThrow();
    assertThat(added.assignee()).contains("Dee");
    assertThat(added.dependsOn())
        .extracting(Dependency::key)
        .containsExactly("1.1", "data~clean-up");
    assertThat(added.subtasks()).hasSize(2);
    assertThat(added.binding().origin()).isEqualTo(Origin.MANUAL);
    assertThat(read.plan().tasks().filter(task -> task != added).map(Task::key))
        .containsExactlyElementsOf(before.tasks().map(Task::key).toList());
  }

  @Test
  void anInputThatUsesATaskWaitsForIt() {
    Plan plan =
        CanonicalMarkdown.read(
                SPRINT.replace("1.1 (input), ", "").replace("${1.1:table}", "${Fetch prices}"),
                CATALOGUE)
            .plan();

    Task train = plan.task("2.1").orElseThrow();
    assertThat(train.binding().inputs()).containsEntry("features", "${1.1}");
    assertThat(train.dependsOn())
        .extracting(edge -> edge.key() + " " + edge.kind())
        .containsExactly("data~clean-up EXPLICIT", "1.1 INPUT");
  }

  @Test
  void aTaskWithAProposalStillWaitsForAPerson() {
    Plan plan =
        read(
            "## P",
            "### Task 1.1: T",
            "```planwright",
            "proposal: {executor: model.train, confidence: 0.7, why: words}",
            "```");

    Binding binding = plan.task("1.1").orElseThrow().binding();
    assertThat(binding.executor()).isEqualTo("manual");
    assertThat(binding.proposal().orElseThrow().confidence()).isEqualTo(0.7);
  }

  @Test
  void eachErrorHasItsPlace() {
    assertThat(
            findings(
                "## P",
                "- **Ownr:** x",
                "### Task 1.1: T {#a b}",
                "- **Priority:** high",
                "- **Depends on:** 1.2, 9.9",
                "- **Effort:** soon",
                "- **Marks:** paralel",
                "**Criteria:**",
                "- fast",
                "  - Measure: about 5",
                "  - Metric: x",
                "#### Deeper",
                "### Task 1.2: U",
                "```planwright",
                "executor: data.fetch",
                "inputs: {rows: many, sorce: x}",
                "retries: 200",
                "```"))
        .containsExactly(
            "field-unknown 6:1",
            "key-invalid 7:19",
            "value-unknown 8:17",
            "dangling-reference 9:24",
            "value-type 10:15",
            "value-unknown 11:14",
            "value-unknown 14:5",
            "line-unexpected 15:5",
            "heading-unexpected 16:1",
            "input-missing 19:11",
            "input-type 20:16",
            "input-unknown 20:22",
            "value-type 21:10");
  }

  @Test
  void textThatNothingKeepsIsSaid() {
    assertThat(findings("Hello.", "## P", "Some words.", "### Task: T"))
        .containsExactly("text-ignored 5:1", "text-ignored 7:1");
  }

  @Test
  void aCycleIsAnErrorWithItsPath() {
    Compiled read =
        CanonicalMarkdown.read(
            document(
                "## P",
                "### Task 1.1: A",
                "- **Depends on:** 1.2",
                "### Task 1.2: B",
                "- **Depends on:** 1.1"),
            CATALOGUE);

    assertThat(read.runnable()).isFalse();
    assertThat(read.diagnostics())
        .singleElement()
        .satisfies(said -> assertThat(said.message()).contains("1.1 → 1.2 → 1.1"));
  }

  @Test
  void frontMatterOfAnotherVersionIsRefused() {
    assertThat(
            CanonicalMarkdown.read("---\nplanwright: 2\nowner: x\n---\n# P\n", CATALOGUE)
                .diagnostics())
        .extracting(said -> said.code() + " " + said.line() + ":" + said.column())
        .contains("value-type 2:13", "member-unknown 3:1");
  }

  static Stream<String> hostile() {
    int size = 3_000_000;
    return Stream.of(
        "#".repeat(size),
        "# " + " ".repeat(size) + "}",
        "```" + " ".repeat(size) + "`",
        "`".repeat(size),
        "- **a".repeat(size / 5),
        "- **Depends on:** " + ",".repeat(size),
        "- **Depends on:** " + "x ,".repeat(size / 3),
        "[".repeat(size),
        "~a".repeat(size / 2),
        "\n".repeat(size),
        "### Task 1: x\n".repeat(size / 14),
        "### Task 1: x\n- **Depends on:** 1\n".repeat(20_000),
        "- [ ] x\n".repeat(size / 8),
        "**Criteria:**\n- x\n  - Measure: `" + "` ".repeat(size / 2),
        "**Ownr:** x\n".repeat(size / 12),
        "\\".repeat(size));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void endsSoonOnHostileText(String text) {
    String document = document("## P", "### Task: T", text);
    Plan plan = CanonicalMarkdown.read(document, CATALOGUE).plan();
    assertThat(CanonicalMarkdown.write(plan, CATALOGUE)).isNotEmpty();
  }

  private static String document(String... lines) {
    return "---\nplanwright: 1\n---\n# P\n" + String.join("\n", lines) + "\n";
  }

  private static Plan read(String... lines) {
    Compiled read = CanonicalMarkdown.read(document(lines), CATALOGUE);
    assertThat(read.diagnostics()).isEmpty();
    return read.plan();
  }

  private static List<String> findings(String... lines) {
    return CanonicalMarkdown.read(document(lines), CATALOGUE).diagnostics().stream()
        .map(said -> said.code() + " " + said.line() + ":" + said.column())
        .toList();
  }
}
