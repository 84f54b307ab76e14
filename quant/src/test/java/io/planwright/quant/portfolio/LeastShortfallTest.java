package io.planwright.quant.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import io.planwright.quant.InvalidData.Code;
import io.planwright.quant.covariance.TwelveAssets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LeastShortfallTest {
  private static final Constraints LONG = Constraints.longOnly();

  /** HiGHS of scipy 1.17.1 on the whole program. */
  @Test
  void isThePeersOptimum() {
    LeastShortfall least =
        LeastShortfall.of(TwelveAssets.returns(), 0.93, Optional.of(0.0026), LONG.bounded(0, 0.3));
    assertThat(least.shortfall()).isCloseTo(0.008732467967541707, within(1e-12));
    assertThat(least.mean()).isGreaterThanOrEqualTo(0.0026);
    assertThat(least.weights()[7]).isCloseTo(0.244011, within(1e-6));
  }

  @Property(tries = 40)
  void isNeverWorseThanAnEvenPortfolio(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int assets,
      @ForAll @IntRange(min = 1, max = 80) int periods,
      @ForAll @DoubleRange(min = 0.5, max = 0.99) double level) {
    Random random = new Random(seed);
    double[][] returns = new double[periods][assets];
    for (double[] row : returns) {
      for (int j = 0; j < assets; j++) {
        row[j] = 0.01 * random.nextGaussian();
      }
    }
    double high = 1.5 / assets;
    LeastShortfall least =
        LeastShortfall.of(returns, level, Optional.empty(), LONG.bounded(0, high));
    LeastShortfall even =
        LeastShortfall.of(returns, level, Optional.empty(), LONG.bounded(0, 1.0 / assets));
    assertThat(least.shortfall()).isLessThanOrEqualTo(even.shortfall() + 1e-9);
    LeastShortfall surer =
        LeastShortfall.of(returns, level + 0.009, Optional.empty(), LONG.bounded(0, high));
    assertThat(surer.shortfall()).isGreaterThanOrEqualTo(least.shortfall() - 1e-9);
    assertThat(least.valueAtRisk()).isLessThanOrEqualTo(least.shortfall() + 1e-12);
    assertThat(Arrays.stream(least.weights()).sum()).isCloseTo(1, within(1e-9));
    assertThat(Arrays.stream(least.weights())).allMatch(w -> w >= -1e-9 && w <= high + 1e-9);
  }

  @Property
  void aNormalTailIsBeyondItsValueAtRiskAndRisesWithTheLevel(
      @ForAll @DoubleRange(min = -1, max = 1) double mean,
      @ForAll @DoubleRange(min = 0.01, max = 2) double deviation,
      @ForAll @DoubleRange(min = 0.51, max = 0.98) double level) {
    NormalTail tail = NormalTail.of(mean, deviation, level);
    NormalTail surer = NormalTail.of(mean, deviation, level + 0.019);
    assertThat(tail.valueAtRisk()).isLessThanOrEqualTo(tail.shortfall());
    assertThat(surer.valueAtRisk()).isGreaterThanOrEqualTo(tail.valueAtRisk());
    assertThat(surer.shortfall()).isGreaterThanOrEqualTo(tail.shortfall());
  }

  @Test
  void keepsTheLimitOfTurnover() {
    double[] even = new double[12];
    Arrays.fill(even, 1.0 / 12);
    double[] weights =
        LeastShortfall.of(TwelveAssets.returns(), 0.9, Optional.empty(), LONG.from(even, 0.2))
            .weights();
    double turnover = 0;
    for (double weight : weights) {
      turnover += Math.abs(weight - 1.0 / 12);
    }
    assertThat(turnover).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void saysWhatIsWrong() {
    double[][] returns = TwelveAssets.returns();
    InvalidData target =
        catchThrowableOfType(
            InvalidData.class, () -> LeastShortfall.of(returns, 0.95, Optional.of(1.0), LONG));
    assertThat(target.code()).isEqualTo(Code.INFEASIBLE);
    assertThat(target.argument()).isEqualTo("target");
    double[][] arbitrage = {{0.01, 0.02}, {0.01, 0.03}};
    InvalidData unbounded =
        catchThrowableOfType(
            InvalidData.class,
            () -> LeastShortfall.of(arbitrage, 0.9, Optional.empty(), Constraints.none()));
    assertThat(unbounded.argument()).isEqualTo("low");
    assertThatThrownBy(() -> LeastShortfall.of(returns, 1, Optional.empty(), LONG))
        .hasMessageContaining("level");
    returns[7][3] = Double.NaN;
    InvalidData nan =
        catchThrowableOfType(
            InvalidData.class, () -> LeastShortfall.of(returns, 0.9, Optional.empty(), LONG));
    assertThat(nan.row()).hasValue(7);
  }

  @Test
  void aNormalTailIsWorseThanItsValueAtRisk() {
    NormalTail tail = NormalTail.of(0, 1, 0.975);
    assertThat(tail.shortfall()).isCloseTo(2.3378027922014, within(1e-12));
    assertThat(tail.valueAtRisk()).isCloseTo(1.95996398454005, within(1e-12));
    assertThatThrownBy(() -> NormalTail.of(0, -1, 0.9)).hasMessageContaining("deviation");
  }
}
