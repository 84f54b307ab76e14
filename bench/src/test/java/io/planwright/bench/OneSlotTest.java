package io.planwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Priority;
import io.planwright.temporal.wanted.Wanted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fairness and priorities on a real Temporal server with a database file. */
@Timeout(120)
final class OneSlotTest {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final OneSlot.Runs MANY = new OneSlot.Runs("team-a", Priority.P2, 100);

  @Test
  void aTeamWithFewTasksDoesNotWaitForAllOfAnother() throws Exception {
    try (OneSlot slot = OneSlot.open(Wanted.declared(), STEP)) {
      List<Integer> positions = slot.positions(MANY, few("team-b", Priority.P2));

      assertThat(positions).hasSize(Fairness.FEW).allMatch(at -> at <= Fairness.WITHIN);
    }
  }

  @Test
  void anUrgentRunIsDoneBeforeWhatQueuedEarlier() throws Exception {
    try (OneSlot slot = OneSlot.open(Wanted.declared(), STEP)) {
      List<Integer> positions = slot.positions(MANY, few("team-a", Priority.P0));

      assertThat(positions).hasSize(Fairness.FEW).allMatch(at -> at <= Fairness.WITHIN);
    }
  }

  private static OneSlot.Runs few(String team, Priority priority) {
    return new OneSlot.Runs(team, priority, Fairness.FEW);
  }
}
