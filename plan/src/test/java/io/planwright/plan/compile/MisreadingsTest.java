package io.planwright.plan.compile;

import static io.planwright.plan.compile.Documents.compile;
import static io.planwright.plan.compile.Documents.findings;
import static io.planwright.plan.compile.Documents.keys;
import static io.planwright.plan.compile.Documents.plan;
import static io.planwright.plan.compile.Documents.stated;
import static io.planwright.plan.compile.Documents.task;
import static io.planwright.plan.compile.Documents.titles;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plausible documents that are easily read wrong. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class MisreadingsTest {

  @Test
  void takesASignWithinATitleForNoState() {
    Task task = task("# Plan\n### Task 3: Replace ✅ with an icon\n");
    assertThat(task.title()).isEqualTo("Replace ✅ with an icon");
    assertThat(task.state()).isEqualTo(Progress.TODO);
    assertThat(task("# Plan\n### Task 3: Ship ✅ DONE\n").state()).isEqualTo(Progress.DONE);
  }

  @Test
  void readsTheMarksOfAWrappedTitle() {
    Plan plan =
        plan(
            """
            # Plan
            - [ ] T001 Lay the ground
            - [ ] T002 Build the house
              (depends on T001)
            """);
    assertThat(titles(plan)).containsExactly("Lay the ground", "Build the house");
    assertThat(stated(task(plan, "t002").dependsOn())).containsExactly("t001");
  }

  @Test
  void letsAPhasesBareNumberMeanAPhase() {
    Compiled compiled =
        compile(
            """
            # Plan
            ## Phase 1: Ground
            ### Task 1: Dig
            ## Phase 2: House
            **Depends on**: 1
            ### Task 1: Build
            """);
    assertThat(compiled.runnable()).isTrue();
    assertThat(stated(compiled.plan().phases().getLast().dependsOn())).containsExactly("phase-1");
  }

  @Test
  void keepsTheTasksOfATableThatNamesTheirPhases() {
    assertThat(
            titles(
                plan(
                    """
                    # Plan
                    ## Phase 1
                    ## Phase 2
                    ## Work
                    | Phase | Task | Owner |
                    |---|---|---|
                    | Phase 1 | Install | Ann |
                    | Phase 2 | Code | Bo |
                    """)))
        .containsExactly("Install", "Code");
  }

  @Test
  void readsArrowsBetweenSubgraphsAsOrderOfPhases() {
    Plan plan =
        plan(
            """
            # Plan
            ## Dependencies
            ```mermaid
            graph LR
              subgraph P1[Phase 1: Ground]
                a[Dig]
              end
              subgraph P2[Phase 2: House]
                b[Build]
              end
              P1 --> P2
            ```
            ## Phase 1: Ground
            - [ ] Dig
            ## Phase 2: House
            - [ ] Build
            """);
    assertThat(stated(plan.phases().getLast().dependsOn())).containsExactly("phase-1");
  }

  @Test
  void takesATagInATemplateForNoTask() {
    assertThat(
            titles(
                plan(
                    """
                    # Plan
                    - [ ] 1. Build
                    - [ ] 2. Ship

                    <!-- template:
                    <task>
                    example
                    </task>
                    -->
                    """)))
        .containsExactly("Build", "Ship");
  }

  @Test
  void takesAnotherDocumentForNoTaskOfThisOne() {
    Compiled compiled =
        compile(
            """
            ---
            phase: 01-ground
            plan: 02
            depends_on: ["01-01"]
            ---
            <task type="auto">
              <name>Task 1: Dig</name>
              <action>Dig.</action>
            </task>
            """);
    assertThat(compiled.runnable()).isTrue();
    assertThat(findings(compiled)).contains("dangling-reference 4:14");
    assertThat(keys(compiled.plan())).hasSize(1);
  }

  @Test
  void readsLinesThatHandWorkToAgentsWhereNothingElseIsATask() {
    Plan plan =
        plan(
            """
            # Delegation
            ## Day 1: Design
            ```bash
            Task architect "Design the ledger"
            Task reviewer "Review the design"
            ```
            """);
    assertThat(titles(plan)).containsExactly("Design the ledger", "Review the design");
    assertThat(plan.tasks().findFirst().orElseThrow().assignee()).contains("architect");
  }

  @Test
  void saysThatAPhaseIsDoneWhoseTasksAreNot() {
    assertThat(
            findings(
                """
                # Plan
                ## Phase 1: Ground
                **Status**: Complete
                - [x] Dig
                - [ ] Pour
                """))
        .contains("state-contradiction 3:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%1$sb",
        "- a%1$s: depends on%1$sb",
        "- [ ] T001 a%1$s(depends%1$son T002)%1$s(2%1$sdays)",
        "**Depends%1$son**:%1$sTask%1$s1%1$s→%1$sTask%1$s2",
        "| a%1$s| b%1$s|\n|---|---|\n| c%1$s| d%1$s|"
      })
  void endsSoonOnRunsOfSpaces(String line) {
    String document =
        "# Plan\n## Dependencies\n" + (String.format(line, " ".repeat(2_000)) + "\n\n").repeat(200);
    assertThat(compile(document)).isNotNull();
  }

  @Test
  void boundsTheArrowsOfAChain() {
    String numbers = "1,2,3,4,5,6,7,8,9,10,".repeat(40);
    String chain = (numbers + " → ").repeat(10) + numbers;
    assertThat(findings("# Plan\n- [ ] 1. A\n## Dependencies\n\n" + chain + "\n"))
        .contains("too-many-dependencies 5:1");
  }

  @Test
  void boundsThePhases() {
    StringBuilder table = new StringBuilder("# Plan\n\n| Phase | Task | Owner |\n|---|---|---|\n");
    for (int i = 0; i < Limits.MOST_PHASES + 10; i++) {
      table.append("| Area ").append(i).append(" | Do ").append(i).append(" | Ann |\n");
    }
    assertThat(findings(table.toString()).toString()).contains("too-many-");
  }

  @Test
  void keepsErrorsWhereRemarksAreTooMany() {
    StringBuilder document = new StringBuilder("# Plan\n");
    for (int i = 0; i < Limits.MOST_DIAGNOSTICS + 50; i++) {
      document.append("### Task X-").append(i).append(": Do ").append(i).append("\n");
      document.append("**Depends on**: something of a far land\n");
    }
    document.append("### Task Y-1: A\n**Depends on**: Y-2\n### Task Y-2: B\n**Depends on**: Y-1\n");
    assertThat(findings(document.toString()).toString()).contains("dependency-cycle");
  }
}
