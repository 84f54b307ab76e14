package io.planwright.plan.compile;

import static io.planwright.plan.compile.Documents.compile;
import static io.planwright.plan.compile.Documents.findings;
import static io.planwright.plan.compile.Documents.implied;
import static io.planwright.plan.compile.Documents.keys;
import static io.planwright.plan.compile.Documents.plan;
import static io.planwright.plan.compile.Documents.stated;
import static io.planwright.plan.compile.Documents.task;
import static io.planwright.plan.compile.Documents.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanCompilerTest {

  @Test
  void readsPhasesAndTasksFromHeadings() {
    Plan plan =
        plan(
            """
            # The plan

            ## Phase 1: Build

            ### Task 1.1: Lay the ground (2 days)
            **Lead Agent**: `builder`
            **Priority**: High

            ### Task 1.2: Raise the walls [3 SP]

            ## Phase 2: Live

            ### Task 2.1: Move in
            """);
    assertThat(plan.title()).isEqualTo("The plan");
    assertThat(plan.phases()).extracting(Phase::key).containsExactly("phase-1", "phase-2");
    assertThat(plan.phases()).extracting(Phase::title).first().isEqualTo("Phase 1: Build");
    assertThat(keys(plan)).containsExactly("1.1", "1.2", "2.1");
    Task first = task(plan, "1.1");
    assertThat(first.title()).isEqualTo("Lay the ground");
    assertThat(first.assignee()).contains("builder");
    assertThat(first.priority()).contains(Priority.P1);
    assertThat(first.estimate().orElseThrow().effort()).contains(Duration.ofHours(16));
    assertThat(first.source()).isEqualTo(new Source(5, 1));
    assertThat(task(plan, "1.2").estimate().orElseThrow().points()).contains(3.0);
  }

  @Test
  void readsBoxesWithIdsAndTheirStates() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: Setup
            - [x] T001 [P] Create it
            - [ ] T002 Wire it
              in two lines
            - [-] T003 Run it
            - [ ] ~~T004 Drop it~~
            """);
    assertThat(titles(plan))
        .containsExactly("Create it", "Wire it in two lines", "Run it", "Drop it");
    assertThat(plan.tasks())
        .extracting(Task::state)
        .containsExactly(Progress.DONE, Progress.TODO, Progress.IN_PROGRESS, Progress.CANCELLED);
  }

  @Test
  void readsNestedBoxesAsTheirTasksChecklist() {
    String nested =
        """
        # Plan
        - [ ] 1. Parent
          - [x] 1.1 First
            - [ ] 1.1.1 Deeper
          - [ ]* 1.2 Second
            - a detail
        - [ ] 2. Other
        """;
    String flat =
        """
        # Plan
        - [ ] 1. Parent
        - [x] 1.1 First
        - [ ] 1.1.1 Deeper
        - [ ]* 1.2 Second

          - a detail

        - [ ] 2. Other
        """;
    assertThat(plan(nested).hash()).isEqualTo(plan(flat).hash());
    assertThat(titles(plan(nested))).containsExactly("Parent", "Other");
    assertThat(plan(nested).tasks().findFirst().orElseThrow().subtasks())
        .extracting(Subtask::title)
        .containsExactly("First", "Deeper", "Second");
  }

  @Test
  void readsBoxesWithoutIds() {
    Plan plan =
        plan(
            """
            # Plan
            ## Kitchen
            - [ ] Cook
              - [ ] Chop
            ## Hall
            - [x] Sweep
            """);
    assertThat(keys(plan)).containsExactly("kitchen~cook", "hall~sweep");
    assertThat(plan.tasks().findFirst().orElseThrow().subtasks()).hasSize(1);
  }

  @Test
  void readsBoxesUnderATaskHeadingAsItsChecklist() {
    Task task =
        task(
            """
            ## Task 1: Bake
            - [x] **Step 1: Mix**
            - [ ] **Step 2: Wait**
            """);
    assertThat(task.subtasks()).extracting(Subtask::title).containsExactly("Mix", "Wait");
    assertThat(task.state()).isEqualTo(Progress.IN_PROGRESS);
  }

  @Test
  void takesAStoryWithTasksOfItsOwnForAPhase() {
    Plan plan =
        plan(
            """
            # Plan
            ### Story 1: Log in
            - [ ] T001 Draw the form
            - [ ] T002 Check the word
            ### Story 2: Log out
            - [ ] T003 Forget
            """);
    assertThat(plan.phases()).hasSize(2);
    assertThat(keys(plan)).containsExactly("t001", "t002", "t003");
  }

  @Test
  void takesAHeadingOfAPhaseInsideAPhaseForATaskIfItHoldsNone() {
    Plan plan =
        plan(
            """
            # Plan
            ## Fase 1: Base
            ### Semanas 1-2: Montaje
            - Repositorio
            - Modelo
            ### Semanas 3-4: Usuarios
            - Alta
            """);
    assertThat(titles(plan)).containsExactly("Montaje", "Usuarios");
    assertThat(plan.tasks().findFirst().orElseThrow().subtasks())
        .extracting(Subtask::title)
        .containsExactly("Repositorio", "Modelo");
  }

  @Test
  void takesNumberedHeadingsOfAPhaseForTasks() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: Base
            ### 1.1 Service
            **Primary Agent**: Ann
            ### 1.2 Store
            ## Notes
            ### 1. Not a task
            """);
    assertThat(titles(plan)).containsExactly("Service", "Store");
    assertThat(plan.task("1.1").orElseThrow().assignee()).contains("Ann");
  }

  @Test
  void takesBulletsOfPhasesForTasksWhereNothingElseIs() {
    assertThat(
            titles(
                plan(
                    """
                    # Plan
                    Some words.
                    - not this one
                    ## Phase 1
                    - Do a
                      - detail
                    - Do b
                    ## Phase 2
                    - Do c
                    """)))
        .containsExactly("Do a", "Do b", "Do c");
  }

  @Test
  void keepsCriteriaWithTheirTaskAndNeverTakesThemForTasks() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: Go
            ### Task 1: Run
            **Acceptance Criteria:**
            - [ ] Fast
            - Far
            - **Success criteria**:
              - ✅ Quiet
            ### Success Criteria
            - [ ] All ran
            ## Definition of Done
            - [ ] Reviewed
            """);
    assertThat(titles(plan)).containsExactly("Run");
    Task run = plan.tasks().findFirst().orElseThrow();
    assertThat(run.criteria())
        .extracting(Criterion::text)
        .containsExactly("Fast", "Far", "✅ Quiet");
    assertThat(run.state()).isEqualTo(Progress.TODO);
    assertThat(run.subtasks()).isEmpty();
    assertThat(plan.phases().getFirst().criteria())
        .extracting(Criterion::text)
        .containsExactly("All ran");
  }

  @Test
  void givesCriteriaToThePhaseThatTheirHeadingNames() {
    Plan plan =
        plan(
            """
            # Plan
            ## Day 1: Go
            ### Task 1: Run
            ## Day 2: Rest
            ### Task 1: Sleep
            ## Success Criteria
            ### Day 2 Complete When:
            - [ ] Rested
            """);
    assertThat(plan.phase("day-2").orElseThrow().criteria())
        .extracting(Criterion::text)
        .containsExactly("Rested");
    assertThat(keys(plan)).containsExactly("day-1~1", "day-2~1");
  }

  @Test
  void readsNothingOutOfCode() {
    assertThat(
            titles(
                plan(
                    """
                    # Plan
                    ## Task 1: Real
                    ````markdown
                    ## Task 2: Template
                    - [ ] T001 Template
                    ```python
                    # Task 3
                    ```
                    ````
                    """)))
        .containsExactly("Real");
  }

  @Test
  void resolvesWhatAuthorsDependOn() {
    Plan plan =
        plan(
            """
            # Plan
            ## Sprint 1: A
            ### Task 1.1: One
            ### Task 1.2: Two
            **Dependencies**: Task 1.1
            ### Task 1.3: Three
            - **Depends on**: 1.1-1.2
            ## Sprint 2: B
            ### Task 2.1: Four
            Depends on: Sprint 1 completion
            ### Task 2.2: Five (depends on: 2.1 - it needs it)
            ### Task 2.3: Six
            Prerequisites:
            - Four
            - Task 2.2 (ready)
            ### Task 2.4: Seven
            Depends on: None
            """);
    assertThat(stated(task(plan, "1.2").dependsOn())).containsExactly("1.1");
    assertThat(stated(task(plan, "1.3").dependsOn())).containsExactly("1.1", "1.2");
    assertThat(stated(task(plan, "2.1").dependsOn())).containsExactly("sprint-1");
    assertThat(stated(task(plan, "2.2").dependsOn())).containsExactly("2.1");
    assertThat(stated(task(plan, "2.3").dependsOn())).containsExactly("2.1", "2.2");
    assertThat(task(plan, "2.4").dependsOn()).isEmpty();
    assertThat(task(plan, "1.2").dependsOn().getFirst().source()).isEqualTo(new Source(5, 1));
  }

  @Test
  void findsIdsThatRestartInTheirOwnPhaseFirst() {
    Plan plan =
        plan(
            """
            # Plan
            ## Day 1: A
            ### Task 1: One
            ### Task 2: Two
            **Depends on**: 1
            ## Day 2: B
            ### Task 1: One
            ### Task 2: Two
            **Depends on**: Task 1
            """);
    assertThat(stated(task(plan, "day-1~2").dependsOn())).containsExactly("day-1~1");
    assertThat(stated(task(plan, "day-2~2").dependsOn())).containsExactly("day-2~1");
  }

  @Test
  void readsAllAsWhatComesBefore() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: A
            - [ ] T1 One
            - [ ] T2 Two
              - Depends on: all
            ## Phase 2: B
            - [ ] T3 Three
              - Depends on: All
            - [ ] T4 Four
              - Depends on: all Phase 2 tasks
            """);
    assertThat(stated(task(plan, "t2").dependsOn())).containsExactly("t1");
    assertThat(stated(task(plan, "t3").dependsOn())).containsExactly("phase-1");
    assertThat(stated(task(plan, "t4").dependsOn())).containsExactly("t3");
    assertThat(findings(compile("# x"))).containsExactly("not-a-plan 1:1");
  }

  @Test
  void readsProseAboutTheOrderOfPhases() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: Setup
            - [ ] T001 A
            ## Phase 2: Foundation
            - [ ] T002 B
            ## Phase 3: User Story 1 - Read
            - [ ] T003 C
            ## Phase 4: User Story 2 - Write
            - [ ] T004 D
            ## Phase 5: Polish & more
            - [ ] T005 E
            ## Dependencies & Execution Order
            - **Setup (Phase 1)**: No dependencies - can start now
            - **Foundation (Phase 2)**: Depends on Phase 1 (T001 for types) - BLOCKS all stories
            - **US1**: Depends on Phase 2 — can run in parallel with Phase 4
            - **User Story 2**: No dependency on the others, can run after Phase 2
            - **Polish**: Depends on all desired user stories being complete
            """);
    assertThat(plan.phases().stream().map(phase -> stated(phase.dependsOn())))
        .containsExactly(
            List.of(),
            List.of("phase-1"),
            List.of("phase-2"),
            List.of("phase-2"),
            List.of("phase-3", "phase-4"));
  }

  @Test
  void readsBlocksTheOtherWayRound() {
    Plan plan =
        plan(
            """
            ## Task 1: One
            Blocks: Task 2
            ## Task 2: Two
            """);
    assertThat(stated(plan.tasks().toList().get(1).dependsOn())).hasSize(1);
  }

  @Test
  void raisesWhatChecklistItemsDependOn() {
    Plan plan =
        plan(
            """
            - [ ] 1. One
              - [ ] 1.1 First
            - [ ] 2. Two
              - [ ] 2.1 Second
                - _Depends: 1.1_
                - _Requirements: 9.9_
            """);
    assertThat(stated(plan.tasks().toList().get(1).dependsOn()))
        .containsExactly(plan.tasks().findFirst().orElseThrow().key());
  }

  @Test
  void letsNumberedPhasesFollowEachOther() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: A
            - [ ] T1 One
            ## Phase 2: B
            - [ ] T2 Two
            ## Phase 3: C
            **Depends on**: Phase 1
            - [ ] T3 Three
            """);
    assertThat(implied(plan.phases().get(1).dependsOn())).containsExactly("phase-1");
    assertThat(implied(plan.phases().get(2).dependsOn())).isEmpty();
    assertThat(stated(plan.phases().get(2).dependsOn())).containsExactly("phase-1");
  }

  @Test
  void letsTracksRunSideBySide() {
    Plan plan =
        plan(
            """
            # Plan
            ## Track 1: A
            - [ ] T1 One
            ## Track 2: B
            - [ ] T2 Two
            """);
    assertThat(plan.phases()).allSatisfy(phase -> assertThat(phase.dependsOn()).isEmpty());
  }

  @Test
  void dropsAnImpliedOrderThatAStatementContradicts() {
    String document =
        """
        # Plan
        ## Phase 1: A
        - [ ] T1 One
          - Depends on: T2
        ## Phase 2: B
        - [ ] T2 Two
        """;
    assertThat(implied(plan(document).phases().get(1).dependsOn())).isEmpty();
    assertThat(compile(document).runnable()).isTrue();
    assertThat(compile(document).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("order-dropped");
  }

  @Test
  void passesDependenciesThroughPhasesWithoutTasks() {
    Plan plan =
        plan(
            """
            # Plan
            ## Phase 1: A
            - [ ] T1 One
            ## Phase 2: Nothing
            Depends on: Phase 1
            ## Phase 3: C
            Depends on: Phase 2
            - [ ] T3 Three
            """);
    assertThat(plan.phases()).hasSize(2);
    assertThat(stated(plan.phases().get(1).dependsOn())).containsExactly("phase-1");
  }

  @Test
  void reportsACycleWithItsPath() {
    assertThat(
            compile(
                    """
                    # Plan
                    ## Task 1: First
                    **Depends on**: 3
                    ## Task 2: Second
                    **Depends on**: 1
                    ## Task 3: Third
                    **Depends on**: 2
                    """)
                .diagnostics())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo("dependency-cycle");
              assertThat(found.line()).isEqualTo(3);
              assertThat(found.message()).endsWith("1 First → 3 Third → 2 Second → 1 First");
            });
  }

  @Test
  void reportsACycleThroughPhases() {
    assertThat(
            findings(
                """
                # Plan
                ## Phase 1: A
                Depends on: Phase 2
                - [ ] T1 One
                ## Phase 2: B
                - [ ] T2 Two
                  - Depends on: T1
                """))
        .containsExactly("dependency-cycle 3:1");
  }

  @Test
  void reportsATaskThatWaitsForItself() {
    assertThat(findings("# Plan\n## Task 1: Me\nDepends on: Task 1\n"))
        .containsExactly("dependency-cycle 3:1");
  }

  @Test
  void reportsReferencesToNothing() {
    assertThat(
            findings(
                """
                # Plan
                - [ ] T001 One
                  - Depends on: T999
                - [ ] T002 Two
                  - Depends on: Task 12
                - [ ] T003 Three
                  - Depends on: PostgreSQL16, a word from the lawyers
                """))
        .containsExactly("dangling-reference 3:5", "dangling-reference 5:5");
  }

  @Test
  void reportsAReferenceToSeveralTasks() {
    assertThat(
            findings(
                """
                # Plan
                ## Day 1: A
                ### Task 1: One
                ## Day 2: B
                ### Task 1: One
                ## Day 3: C
                ### Task 5: Five
                Depends on: Task 1
                """))
        .containsExactly("ambiguous-reference 8:1");
  }

  @Test
  void reportsAReferenceToSeveralPhases() {
    assertThat(
            findings(
                """
                # Plan
                ## Backend
                ### Phase 1: A
                - [ ] T1 One
                ## Frontend
                ### Phase 1: A
                - [ ] T2 Two
                ## Phase 2: B
                Depends on: Phase 1
                - [ ] T3 Three
                  - Depends on: all Phase 9 tasks
                """))
        .containsExactly("ambiguous-reference 9:1", "dangling-reference 11:5");
  }

  @Test
  void readsTheStateOfHeadings() {
    Plan plan =
        plan(
            """
            # Plan
            ### [x] Task 1.1: Boxed
            ### ✅ Task 1.2: Marked
            ### ~~Task 1.3: Struck~~
            ### Task 1.4: Said
            - **Status**: In progress
            """);
    assertThat(titles(plan)).containsExactly("Boxed", "Marked", "Struck", "Said");
    assertThat(plan.tasks())
        .extracting(Task::state)
        .containsExactly(Progress.DONE, Progress.DONE, Progress.CANCELLED, Progress.IN_PROGRESS);
  }

  @Test
  void reportsIdsThatAreUsedTwice() {
    String document = "# Plan\n- [ ] T001 One\n- [ ] T001 Other\n";
    assertThat(findings(document)).containsExactly("duplicate-id 3:1");
    assertThat(keys(plan(document))).containsExactly("t001", "t001~2");
  }

  @Test
  void leavesTasksThatNothingBindsToPeople() {
    Binding binding = task("# Plan\n- [ ] Think\n").binding();
    assertThat(binding.executor()).isEqualTo("manual");
    assertThat(binding.origin()).isEqualTo(Binding.Origin.MANUAL);
  }

  @Test
  void refusesACatalogueWithoutManual() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlanCompiler(new Catalogue(List.of())))
        .withMessageContaining("manual");
  }

  @Test
  void hashesTheSamePlanTheSameWhereverItStands() {
    String document = "# Plan\n- [ ] T001 One\n- [ ] T002 Two\n  - Depends on: T001\n";
    String moved = "\n\n" + document.replace("- [ ] T002", "\n* [ ]   T002").replace("\n", "\r\n");
    assertThat(plan(moved).hash()).isEqualTo(plan(document).hash());
    assertThat(plan(document.replace("Two", "Three")).hash()).isNotEqualTo(plan(document).hash());
  }

  @Test
  void exportsWhatScoringExpects() throws Exception {
    String json =
        ExportFolder.JSON.writeValueAsString(
            ExportFolder.export(
                compile(
                    """
                    # Plan
                    ## Phase 1: A
                    - [x] T1 One
                      - Owner: Ann
                      - Priority: P1
                    - [ ] T2 Two
                      - Depends on: T1
                      - [ ] 2.1 Sub
                    """)));
    assertThat(json)
        .contains("\"title\":\"Plan\"", "\"state\":\"done\"", "\"assignee\":\"Ann\"")
        .contains("\"priority\":\"P1\"", "\"dependsOn\":[{\"key\":\"t1\",\"kind\":\"explicit\"")
        .contains("\"subtasks\":[{\"id\":\"2.1\",\"title\":\"Sub\",\"state\":\"todo\"");
  }
}
