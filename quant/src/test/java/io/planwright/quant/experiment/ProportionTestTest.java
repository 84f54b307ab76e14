package io.planwright.quant.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.experiment.ProportionTest.Count;
import io.planwright.quant.experiment.ProportionTest.Interval;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

final class ProportionTestTest {
  /** {@code confint_proportions_2indep(60, 100, 45, 100, method="newcomb")}. */
  @Test
  void theIntervalIsNewcombes() {
    ProportionTest test = ProportionTest.of(new Count(45, 100), new Count(60, 100), 0.05);
    assertThat(test.low()).isCloseTo(0.011723935319973455, within(1e-12));
    assertThat(test.high()).isCloseTo(0.2804485210107638, within(1e-12));
  }

  @Property
  void intervalsStayInsideAndHoldTheShare(
      @ForAll @IntRange(min = 0, max = 50) int a,
      @ForAll @IntRange(min = 0, max = 50) int b,
      @ForAll @DoubleRange(min = 0.001, max = 0.5) @Scale(4) double alpha) {
    Interval wilson = new Count(a, 50).wilson(alpha);
    assertThat(wilson.low()).isBetween(0.0, a / 50.0 + 1e-15);
    assertThat(wilson.high()).isBetween(a / 50.0 - 1e-15, 1.0);
    if (a + b > 0 && a + b < 100) {
      ProportionTest test = ProportionTest.of(new Count(a, 50), new Count(b, 50), alpha);
      assertThat(test.low()).isBetween(-1 - 1e-15, test.difference());
      assertThat(test.high()).isBetween(test.difference(), 1 + 1e-15);
      assertThat(test.p()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void refusesCountsThatAreNone() {
    assertThatThrownBy(() -> new Count(3, 2)).hasMessage("successes: expected 0 to 2, was 3");
    assertThatThrownBy(() -> new Count(-1, 2)).hasMessageContaining("successes");
    assertThatThrownBy(() -> new Count(0, 0)).hasMessage("trials: expected at least 1, was 0");
    assertThatThrownBy(() -> ProportionTest.of(new Count(0, 5), new Count(0, 9), 0.05))
        .hasMessageContaining("some successes and some failures");
  }

  @Test
  void aMismatchOfSizesIsAnAlarm() {
    assertThat(SampleRatio.of(new double[] {1000, 1200}, new double[] {1, 1}, 0.001).mismatch())
        .isTrue();
    assertThat(SampleRatio.of(new double[] {310, 98}, new double[] {3, 1}, 0.001).mismatch())
        .isFalse();
    assertThatThrownBy(() -> SampleRatio.of(new double[] {1, 1.5}, new double[] {1, 1}, 0.001))
        .hasMessage("sizes row 1: expected a whole number from 0, was 1.5");
    assertThatThrownBy(() -> SampleRatio.of(new double[] {1, 2}, new double[] {1, 0}, 0.001))
        .hasMessage("shares row 1: expected above 0, was 0.0");
    assertThatThrownBy(() -> SampleRatio.of(new double[] {0, 0}, new double[] {1, 1}, 0.001))
        .hasMessageContaining("at least 1 user");
  }
}
