package io.planwright.api.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.planwright.api.ApiLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TemporalBudgetTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TemporalBudget budget =
      new TemporalBudget(new ApiLimits(1, SECOND, SECOND, 1, SECOND, SECOND, SECOND, SECOND));

  @Test
  void saysThatTemporalIsUnavailableWhereItsProcessStops() {
    assertThat(budget.within(() -> "said")).isEqualTo("said");

    budget.close();

    assertThatThrownBy(() -> budget.within(() -> "said"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }
}
