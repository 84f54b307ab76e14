package io.planwright.quant.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class KellyTest {
  @Test
  void stakesTheEdgeOverTheOdds() {
    assertThat(Kelly.binary(0.5, 1)).isZero();
    assertThat(Kelly.binary(0.25, 4)).isCloseTo(0.0625, within(1e-15));
    assertThat(Kelly.binary(1, 0.01)).isEqualTo(1);
    assertThat(Kelly.binary(0, 1)).isEqualTo(-1);
  }

  @Property
  void noOtherStakeGrowsFaster(
      @ForAll @DoubleRange(min = 0.02, max = 0.98) double p,
      @ForAll @DoubleRange(min = 0.1, max = 10) double odds,
      @ForAll @DoubleRange(min = -0.9, max = 0.99) double other) {
    double best = Kelly.binary(p, odds);
    double at = Math.max(other, -0.99 / odds);
    assertThat(growth(p, odds, best)).isGreaterThanOrEqualTo(growth(p, odds, at) - 1e-12);
  }

  private static double growth(double p, double odds, double stake) {
    return p * Math.log1p(stake * odds) + (1 - p) * Math.log1p(-stake);
  }

  @Test
  void refusesWhatIsNoBet() {
    assertThatThrownBy(() -> Kelly.binary(1.1, 1)).isInstanceOf(InvalidData.class);
    assertThatThrownBy(() -> Kelly.binary(Double.NaN, 1)).isInstanceOf(InvalidData.class);
    assertThatThrownBy(() -> Kelly.binary(0.5, 0)).hasMessageContaining("odds");
    assertThatThrownBy(() -> Kelly.continuous(0.1, 0)).hasMessageContaining("deviation");
    assertThatThrownBy(() -> Kelly.continuous(Double.NaN, 1)).hasMessageContaining("excess");
    assertThatThrownBy(() -> Kelly.continuous(1, 1e-200)).isInstanceOf(InvalidData.class);
  }
}
