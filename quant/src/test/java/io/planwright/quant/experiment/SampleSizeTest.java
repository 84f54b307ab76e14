package io.planwright.quant.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.sequential.ConfidenceSequence;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class SampleSizeTest {
  /** {@code TTestIndPower().power(effect, n, alpha, ratio)}. */
  @Test
  void powerIsTheNoncentralTs() {
    assertThat(SampleSize.powerOfMeans(0.3, 40, 2.5, 0.01))
        .isCloseTo(0.16074328757672937, within(1e-13));
    assertThat(SampleSize.powerOfMeans(0.002, 1e6, 1, 0.05))
        .isCloseTo(0.2929887039317721, within(1e-12));
    assertThat(SampleSize.powerOfMeans(2.5, 4, 1, 0.05)).isCloseTo(0.83595040885433, within(1e-13));
    assertThat(SampleSize.powerOfMeans(0, 50, 1, 0.05)).isCloseTo(0.05, within(1e-14));
  }

  @Property(tries = 50)
  void theSizeHasThePower(
      @ForAll @DoubleRange(min = 0.02, max = 2) double effect,
      @ForAll @DoubleRange(min = 0.3, max = 0.99) double power,
      @ForAll @DoubleRange(min = 0.25, max = 4) double ratio) {
    double n = SampleSize.perArmForMeans(effect, power, ratio, 0.05);
    double reached = SampleSize.powerOfMeans(effect, n, ratio, 0.05);
    assertThat(reached).isGreaterThanOrEqualTo(power - 1e-11);
    if (n >= 4) {
      assertThat(reached).isCloseTo(power, within(1e-10));
      assertThat(SampleSize.detectableEffect(n, power, ratio, 0.05))
          .isCloseTo(effect, within(1e-8));
    }
    assertThat(SampleSize.perArmForMeans(-effect, power, ratio, 0.05)).isEqualTo(n);
  }

  @Test
  void refusesWhatNoRowsCanShow() {
    assertThatThrownBy(() -> SampleSize.perArmForMeans(0, 0.8, 1, 0.05))
        .hasMessageContaining("effect");
    assertThatThrownBy(() -> SampleSize.perArmForMeans(1e-9, 0.8, 1, 0.05))
        .hasMessageContaining("an effect that 1e12 rows can show");
    assertThatThrownBy(() -> SampleSize.perArmForMeans(0.1, 0.04, 1, 0.05))
        .hasMessageContaining("power");
    assertThatThrownBy(() -> SampleSize.perArmForShares(0.1, 0.1, 0.8, 0.05))
        .hasMessageContaining("challenger");
    assertThatThrownBy(() -> SampleSize.perArmForShares(0, 0.1, 0.8, 0.05))
        .hasMessageContaining("control");
    assertThatThrownBy(() -> SampleSize.powerOfMeans(Double.NaN, 10, 1, 0.05))
        .hasMessageContaining("effect");
  }

  @Test
  void daysLeftFollowFromTheRate() {
    RemainingTime time = RemainingTime.fixed(0.5, 1, 0.8, 0.05, 64, 4);
    assertThat(time.rowsNeeded()).isEqualTo(128);
    assertThat(time.days()).isEqualTo(4);
    assertThat(time.shortest()).isLessThan(4);
    assertThat(time.longest()).isGreaterThan(4);
    assertThat(RemainingTime.fixed(0.5, 1, 0.8, 0.05, 200, 4).days()).isZero();
    assertThat(RemainingTime.anyTime(0.5, 1, new ConfidenceSequence(0.05, 500), 64, 4).rowsNeeded())
        .isGreaterThan(128);
    assertThatThrownBy(() -> RemainingTime.fixed(0.5, 1, 0.8, 0.05, 0, 4))
        .hasMessageContaining("rows");
  }

  @Test
  void guardrailsKnowSafeHarmedAndNeither() {
    Sample control = new Sample(1000, 10, 999);
    assertThat(guard(control, new Sample(1000, 10, 999), 0.2)).isEqualTo(NonInferiority.Guard.SAFE);
    assertThat(guard(control, new Sample(1000, 9.5, 999), 0.2))
        .isEqualTo(NonInferiority.Guard.HARMED);
    assertThat(guard(control, new Sample(1000, 9.8, 999), 0.2))
        .isEqualTo(NonInferiority.Guard.UNDECIDED);
    NonInferiority fixed =
        NonInferiority.fixed(control, new Sample(1000, 10.1, 999), 0.2, Better.LOWER, 0.05);
    NonInferiority anyTime =
        NonInferiority.anyTime(control, new Sample(1000, 10.1, 999), 0.2, Better.LOWER, 0.05, 2000);
    assertThat(fixed.worsening()).isCloseTo(0.1, within(1e-12));
    assertThat(anyTime.atMost()).isGreaterThan(fixed.atMost());
    assertThat(fixed.atMost() - fixed.worsening())
        .isCloseTo(1.6456 * Math.sqrt(2.0 / 1000), within(1e-4));
    assertThatThrownBy(() -> NonInferiority.fixed(control, control, -1, Better.HIGHER, 0.05))
        .hasMessageContaining("margin");
  }

  private static NonInferiority.Guard guard(Sample control, Sample challenger, double margin) {
    return NonInferiority.fixed(control, challenger, margin, Better.HIGHER, 0.05).guard();
  }

  @Test
  void cupedTakesOutWhatTheCovariateTells() {
    double[] before = new double[100];
    double[] control = new double[100];
    double[] challenger = new double[100];
    for (int i = 0; i < 100; i++) {
      before[i] = Math.sin(i * 1.7) * 3;
      control[i] = 2 * before[i] + Math.cos(i * 2.9);
      challenger[i] = 2 * before[i] + Math.cos(i * 5.3) + 0.5;
    }
    MeanTest plain =
        MeanTest.welch(Sample.of("control", control), Sample.of("challenger", challenger), 0.05);
    MeanTest adjusted = Cuped.test(before, control, before, challenger, 0.05);
    assertThat(plain.p()).isGreaterThan(0.3);
    assertThat(adjusted.p()).isLessThan(1e-4);
    assertThat(adjusted.difference()).isCloseTo(plain.difference(), within(1e-12));
    Cuped cuped = Cuped.of(before, control);
    assertThat(cuped.varianceAfter())
        .isCloseTo(cuped.varianceBefore() * (1 - cuped.correlationSquared()), within(1e-12));
    assertThatThrownBy(() -> Cuped.of(new double[5], new double[] {1, 2, 3, 4, 5}))
        .hasMessageContaining("before: expected values that vary");
    assertThatThrownBy(() -> Cuped.of(new double[] {1, 2}, new double[] {1, 2}))
        .hasMessageContaining("at least 3 rows");
  }
}
