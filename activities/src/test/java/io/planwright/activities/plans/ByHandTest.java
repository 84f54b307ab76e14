package io.planwright.activities.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Binding;
import io.planwright.plan.Details;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Rollback;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.run.State;
import io.planwright.store.StepState;
import io.planwright.workflows.plans.UndoOrder;
import io.planwright.workflows.plans.UndoScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ByHandTest {
  private static final Source HERE = new Source(1, 1);
  private static final Plan PLAN =
      new Plan(
          "p",
          List.of(phase("build", "compile"), phase("release", "deploy")),
          List.of(),
          List.of(),
          List.of(
              new Rollback("Undo the release", List.of("release"), List.of("a", "b"), HERE),
              new Rollback("Undo everything", List.of(), List.of("c"), HERE)),
          List.of(),
          List.of());

  @Test
  void asksForWhatUndoesWorkThatTheRunDid() {
    List<UndoOrder.ByHand> steps =
        steps(new UndoScope(List.of("build", "release"), true), State.SUCCEEDED);
    assertThat(steps).extracting(UndoOrder.ByHand::what).containsExactly("a", "b", "c");
    assertThat(steps.getFirst().part()).isEqualTo("release");
    assertThat(steps.getLast().undoes()).containsExactly("compile", "deploy");
  }

  @Test
  void asksForNothingThatWasNotDoneOrIsUndoneAlready() {
    assertThat(steps(new UndoScope(List.of("release"), true), State.UNDONE)).isEmpty();
    assertThat(steps(new UndoScope(List.of("release"), true), State.SKIPPED)).isEmpty();
  }

  @Test
  void aPartOfARunAsksForItsOwnSectionsAlone() {
    assertThat(steps(new UndoScope(List.of("release"), false), State.SUCCEEDED))
        .extracting(UndoOrder.ByHand::what)
        .containsExactly("a", "b");
    assertThat(steps(new UndoScope(List.of("build"), false), State.SUCCEEDED)).isEmpty();
  }

  private static List<UndoOrder.ByHand> steps(UndoScope scope, State state) {
    return new ByHand(
            PLAN, List.of(step("build", "compile", state), step("release", "deploy", state)), scope)
        .steps();
  }

  private static StepState step(String phase, String task, State state) {
    return new StepState(
        phase,
        Optional.of(task),
        state,
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        Optional.of(Instant.EPOCH),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  private static Phase phase(String key, String task) {
    return new Phase(
        key,
        Optional.empty(),
        key,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(
            new Task(
                task,
                Optional.empty(),
                task,
                Progress.TODO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                new Binding(
                    "manual",
                    new TreeMap<>(),
                    Duration.ofDays(1),
                    1,
                    Binding.OnFailure.UNDO,
                    new Undo.Own(),
                    Binding.Origin.MANUAL,
                    Optional.empty(),
                    Optional.empty()),
                Details.NONE,
                HERE)),
        HERE);
  }
}
