package io.planwright.plan.diff;

import static io.planwright.plan.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Plan;
import io.planwright.plan.diff.Change.Added;
import io.planwright.plan.diff.Change.Changed;
import io.planwright.plan.diff.Change.Dependencies;
import io.planwright.plan.diff.Change.Member;
import io.planwright.plan.diff.Change.Moved;
import io.planwright.plan.diff.Change.Removed;
import io.planwright.plan.diff.Consequence.Action;
import io.planwright.plan.run.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanDiffTest {
  private static final String BASE =
      """
      # Plan
      ## Phase 1: Build
      - [ ] 1.1 Lay
      - [ ] 1.2 Raise (depends on 1.1)
      - [ ] 1.3 Paint
      ## Phase 2: Live
      - [ ] 2.1 Move in (depends on 1.2)
      """;

  @Test
  void aPlanIsTheSameAsItselfWhereverItsLinesStand() {
    PlanDiff diff = diff(BASE, BASE.replace("## Phase 1", "\n\nSome words.\n\n## Phase 1"));

    assertThat(diff.changes()).isEmpty();
    assertThat(diff.same()).isTrue();
  }

  @Test
  void tellsWhatWasAddedAndRemoved() {
    PlanDiff diff = diff(BASE, BASE.replace("1.3 Paint", "1.4 Decorate all"));

    assertThat(diff.changes())
        .hasSize(2)
        .anySatisfy(
            change -> {
              assertThat(change).isInstanceOf(Added.class);
              assertThat(change.key()).isEqualTo("1.4");
              assertThat(change.run().action()).isEqualTo(Action.ADD);
            })
        .anySatisfy(
            change -> {
              assertThat(change).isInstanceOf(Removed.class);
              assertThat(change.key()).isEqualTo("1.3");
              assertThat(change.run().action()).isEqualTo(Action.CANCEL);
            });
  }

  @Test
  void tellsWhichMembersChanged() {
    PlanDiff diff = diff(BASE, BASE.replace("[ ] 1.3 Paint", "[x] 1.3 Paint it (2 days)"));

    assertThat(diff.changes())
        .singleElement()
        .isEqualTo(
            new Changed(
                Change.Part.TASK,
                "1.3",
                "Paint it",
                List.of(
                    new Member("title", "Paint", "Paint it"),
                    new Member("state", "todo", "done"),
                    new Member("estimate", "", "2 days")),
                new Consequence(Action.CHANGE, "")));
  }

  @Test
  void aTaskOfTheSameTitleInAnotherPhaseHasMoved() {
    PlanDiff diff = diff(BASE, BASE.replace("- [ ] 1.3 Paint\n", "") + "- [ ] 2.2 Paint\n");

    assertThat(diff.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Moved.class,
            moved -> {
              assertThat(moved.key()).isEqualTo("2.2");
              assertThat(moved.formerKey()).contains("1.3");
              assertThat(moved.formerPhase()).contains("phase-1");
              assertThat(moved.phase()).isEqualTo("phase-2");
            });
  }

  @Test
  void anInsertionThatRenumbersMovesAndChangesNothing() {
    String renumbered =
        """
        # Plan
        ## Phase 1: Build
        - [ ] 1.1 Lay
        - [ ] 1.2 Measure
        - [ ] 1.3 Raise (depends on 1.1)
        - [ ] 1.4 Paint
        ## Phase 2: Live
        - [ ] 2.1 Move in (depends on 1.3)
        """;

    PlanDiff diff = diff(BASE, renumbered);

    assertThat(diff.changes()).hasSize(3);
    assertThat(diff.changes().getFirst()).isInstanceOf(Added.class);
    assertThat(diff.changes().subList(1, 3))
        .allSatisfy(change -> assertThat(change).isInstanceOf(Moved.class))
        .extracting(change -> ((Moved) change).formerKey())
        .containsExactly(Optional.of("1.2"), Optional.of("1.3"));
  }

  @Test
  void ofReorderedTasksTheFewestHaveMoved() {
    PlanDiff diff =
        diff(
            "# P\n- [ ] 1.1 A\n- [ ] 1.2 B\n- [ ] 1.3 C\n",
            "# P\n- [ ] 1.3 C\n- [ ] 1.1 A\n- [ ] 1.2 B\n");

    assertThat(diff.changes()).singleElement().extracting(Change::key).isEqualTo("1.3");
  }

  @Test
  void tellsChangedDependencies() {
    PlanDiff diff = diff(BASE, BASE.replace("in (depends on 1.2)", "in (depends on 1.3)"));

    assertThat(diff.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Dependencies.class,
            edges -> {
              assertThat(edges.added()).containsExactly("1.3");
              assertThat(edges.removed()).containsExactly("1.2");
            });
  }

  @Test
  void aChangedTitleOfAPhaseIsNoNewPhase() {
    PlanDiff diff = diff(BASE, BASE.replace("Phase 2: Live", "Phase 2: Dwell"));

    assertThat(diff.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Changed.class,
            changed ->
                assertThat(changed.members())
                    .containsExactly(new Member("title", "Phase 2: Live", "Phase 2: Dwell")));
  }

  @Test
  void aRunKeepsWhatItHasDoneAndPutsConflictsToAPerson() {
    Map<String, State> run =
        Map.of("1.1", State.SUCCEEDED, "1.2", State.RUNNING, "1.3", State.RUNNING);

    assertThat(actions(BASE, BASE.replace("- [ ] 1.1 Lay\n", ""), run))
        .containsEntry("1.1", Action.KEEP);
    assertThat(actions(BASE, BASE.replace("- [ ] 1.3 Paint\n", ""), run))
        .containsEntry("1.3", Action.CANCEL);
    assertThat(actions(BASE, BASE.replace("1.3 Paint", "1.3 Paint (depends on 1.2)"), run))
        .containsEntry("1.3", Action.CONFLICT);
    assertThat(actions(BASE, BASE.replace("1.3 Paint", "1.3 Paint (depends on 1.1)"), run))
        .containsEntry("1.3", Action.KEEP);
    assertThat(
            actions(
                BASE,
                BASE.replace(
                    "- [ ] 1.3 Paint\n",
                    "- [ ] 1.3 Paint\n\n  ```planwright\n  executor: data.fetch\n  ```\n"),
                run))
        .containsEntry("1.3", Action.CONFLICT);
    assertThat(actions(BASE, BASE.replace("2.1 Move in", "2.1 Move out"), run))
        .containsEntry("2.1", Action.CHANGE);
    assertThat(actions(BASE, BASE + "- [x] 2.2 Rest\n", run)).containsEntry("2.2", Action.KEEP);
  }

  private static Map<String, Action> actions(String from, String to, Map<String, State> run) {
    Map<String, Action> actions = new java.util.TreeMap<>();
    PlanDiff.of(plan(from), plan(to), run)
        .changes()
        .forEach(change -> actions.put(change.key(), change.run().action()));
    return actions;
  }

  private static PlanDiff diff(String from, String to) {
    Plan before = plan(from);
    return PlanDiff.of(before, plan(to));
  }
}
