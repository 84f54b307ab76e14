package io.planwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Binding.Proposal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanHashTest {
  private static final Plan PLAN =
      TestingPlans.compile("# Plan\n\n## Phase 1: Do\n### Task 1.1: Fetch\n").plan();

  @Test
  void leavesOutHowSurelyAnExecutorWasFound() {
    String bound = hash(binding("data.fetch", Optional.of(0.71), Optional.empty()));
    assertThat(hash(binding("data.fetch", Optional.of(0.72), Optional.empty()))).isEqualTo(bound);
    assertThat(hash(binding("data.fetch", Optional.empty(), Optional.empty()))).isEqualTo(bound);
    assertThat(hash(binding("notify.send", Optional.of(0.71), Optional.empty())))
        .isNotEqualTo(bound);
  }

  @Test
  void leavesOutWhatIsOnlyProposed() {
    assertThat(
            hash(
                binding(
                    "manual",
                    Optional.empty(),
                    Optional.of(new Proposal("data.fetch", 0.9, "it needs source")))))
        .isEqualTo(hash(binding("manual", Optional.empty(), Optional.empty())));
  }

  private static Binding binding(
      String executor, Optional<Double> confidence, Optional<Proposal> proposal) {
    Binding manual = PLAN.phases().getFirst().tasks().getFirst().binding();
    return new Binding(
        executor,
        manual.inputs(),
        manual.timeout(),
        manual.attempts(),
        manual.onFailure(),
        manual.undo(),
        manual.origin(),
        confidence,
        proposal);
  }

  private static String hash(Binding binding) {
    Phase phase = PLAN.phases().getFirst();
    Task bound = phase.tasks().getFirst().withBinding(binding);
    return PLAN.withPhases(List.of(phase.withTasks(List.of(bound)))).hash();
  }
}
