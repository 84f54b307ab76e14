package io.planwright.api.runs;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.UNDOING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class RunDetailsTest {
  @Test
  void aPhaseOfOnePartStandsWhereItsPartStands() {
    assertThat(RunDetails.state(Set.of(FAILED))).isEqualTo(FAILED);
    assertThat(RunDetails.state(Set.of())).isEqualTo(PENDING);
  }

  @Test
  void aPhaseInPartsEndsWhenAllHave() {
    assertThat(RunDetails.state(Set.of(SUCCEEDED, RUNNING))).isEqualTo(RUNNING);
    assertThat(RunDetails.state(Set.of(SUCCEEDED, PENDING))).isEqualTo(RUNNING);
    assertThat(RunDetails.state(Set.of(FAILED, UNDOING))).isEqualTo(UNDOING);
    assertThat(RunDetails.state(Set.of(SUCCEEDED, CANCELLED))).isEqualTo(CANCELLED);
    assertThat(RunDetails.state(Set.of(SUCCEEDED, CANCELLED, FAILED))).isEqualTo(FAILED);
  }
}
