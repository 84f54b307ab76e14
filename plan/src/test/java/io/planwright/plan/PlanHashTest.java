package io.planwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Binding.Proposal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanHashTest {

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
    Binding manual = task().binding();
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

  private static Task task() {
    return TestingPlans.compile("# Plan\n\n## Phase 1: Do\n### Task 1.1: Fetch\n")
        .plan()
        .tasks()
        .findFirst()
        .orElseThrow();
  }

  private static String hash(Binding binding) {
    Task task = task();
    Task bound =
        new Task(
            task.key(),
            task.id(),
            task.title(),
            task.state(),
            task.priority(),
            task.assignee(),
            task.estimate(),
            task.dependsOn(),
            task.criteria(),
            task.subtasks(),
            binding,
            task.details(),
            task.source());
    Phase phase =
        new Phase(
            "phase-1",
            Optional.empty(),
            "Do",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(bound),
            task.source());
    return Plan.of("Plan", List.of(phase)).hash();
  }
}
