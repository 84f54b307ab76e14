package io.planwright.plan.diff;

import static io.planwright.plan.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.diff.Consequence.Action;
import io.planwright.plan.diff.Effect.Conflict;
import io.planwright.plan.run.State;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AmendmentTest {
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
  void nothingIsTouchedWhereOnlyLinesMove() {
    assertThat(amendment(BASE.replace("## Phase 1", "\n\nWords.\n\n## Phase 1")).touched())
        .isEmpty();
  }

  @Test
  void aTaskThatHasNotBegunJoinsChangesOrLeaves() {
    List<Effect> effects =
        effects(BASE.replace("1.3 Paint", "1.4 Decorate all").replace("1.1)", "1.1, 1.4)"));

    assertThat(effects)
        .extracting(Effect::key, Effect::action, Effect::why, Effect::conflict)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "1.2", Action.CHANGE, "waits for 1.4", Conflict.NONE),
            org.assertj.core.groups.Tuple.tuple("1.4", Action.ADD, "", Conflict.NONE),
            org.assertj.core.groups.Tuple.tuple("1.3", Action.CANCEL, "", Conflict.NONE));
  }

  @Test
  void whatIsUnderWayOrDoneIsAConflictOnlyWhereTheNewVersionHasItOtherwise() {
    String after =
        BASE.replace("- [ ] 1.3 Paint\n", "").replace("1.2 Raise (depends on 1.1)", "1.2 Raise it");

    assertThat(effects(after, Map.of("1.2", State.SUCCEEDED, "1.3", State.RUNNING)))
        .extracting(Effect::text)
        .containsExactly("task 1.2: keep, it has succeeded", "task 1.3: cancel, it is running");
    assertThat(effects(after, Map.of("1.3", State.SUCCEEDED)))
        .anySatisfy(
            effect -> {
              assertThat(effect.text())
                  .isEqualTo("task 1.3: keep, it has succeeded; what it did stays");
              assertThat(effect.refused(false)).isTrue();
              assertThat(effect.refused(true)).isFalse();
            });
  }

  @Test
  void aStartedTaskCantWaitForMore() {
    List<Effect> effects =
        effects(
            BASE.replace("1.3 Paint", "1.3 Paint (depends on 1.2)"), Map.of("1.3", State.RUNNING));

    assertThat(effects)
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.conflict()).isEqualTo(Conflict.FORCIBLE);
              assertThat(effect.why()).isEqualTo("it is running before what it now waits for: 1.2");
            });
    assertThat(
            effects(
                BASE.replace("1.3 Paint", "1.3 Paint (depends on 1.2)"),
                Map.of("1.3", State.RUNNING, "1.2", State.SUCCEEDED)))
        .allSatisfy(effect -> assertThat(effect.conflict()).isEqualTo(Conflict.NONE));
  }

  @Test
  void aTaskThatBeganCantTakeAnotherNumberOrGoToAnotherPhase() {
    assertThat(
            effects(
                BASE.replace("1.1 Lay", "1.9 Lay").replace("on 1.1", "on 1.9"),
                Map.of("1.1", State.SUCCEEDED)))
        .anySatisfy(
            effect -> {
              assertThat(effect.key()).isEqualTo("1.1");
              assertThat(effect.refused(true)).isTrue();
            });
    assertThat(
            effects(
                BASE.replace("- [ ] 1.3 Paint\n", "") + "- [ ] 1.3 Paint\n",
                Map.of("1.3", State.RUNNING)))
        .anySatisfy(
            effect -> {
              assertThat(effect.why()).contains("can't go to");
              assertThat(effect.refused(true)).isTrue();
            });
  }

  @Test
  void aTaskInTheMiddleOfAPhaseThatIsCutMovesOthersToItsNextPartAndOneAtItsEndMovesNone() {
    String large =
        "# Plan\n## Phase 1: Build\n"
            + IntStream.rangeClosed(1, 200)
                .mapToObj(i -> "- [ ] 1.%d Stone number %d\n".formatted(i, i))
                .collect(Collectors.joining());
    Map<String, State> begun = Map.of("1.200", State.RUNNING);
    Amendment end = new Amendment(plan(large), plan(large + "- [ ] 1.201 The last stone\n"));
    Amendment middle =
        new Amendment(
            plan(large),
            plan(large.replace("- [ ] 1.2 ", "- [ ] 1.1b A stone between\n- [ ] 1.2 ")));

    assertThat(conflicts(end, begun)).isEmpty();
    assertThat(conflicts(middle, begun))
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.key()).isEqualTo("1.200");
              assertThat(effect.conflict()).isEqualTo(Conflict.FINAL);
            });
  }

  private static List<Effect> conflicts(Amendment amendment, Map<String, State> tasks) {
    return amendment.touched().stream()
        .flatMap(
            part ->
                amendment
                    .effects(part, part.contains("~~") ? State.PENDING : State.RUNNING, tasks)
                    .stream())
        .filter(effect -> effect.conflict() != Conflict.NONE)
        .toList();
  }

  private static Amendment amendment(String after) {
    return new Amendment(plan(BASE), plan(after));
  }

  private static List<Effect> effects(String after) {
    return effects(after, Map.of());
  }

  private static List<Effect> effects(String after, Map<String, State> tasks) {
    Amendment amendment = amendment(after);
    return amendment.touched().stream()
        .flatMap(part -> amendment.effects(part, State.RUNNING, tasks).stream())
        .filter(effect -> effect.part() == Change.Part.TASK)
        .toList();
  }
}
