package io.planwright.quant.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ConformalTest {
  @Test
  void tooFewRowsGiveNoBounds() {
    double[] nine = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    ConformalInterval interval = SplitConformal.around(nine, new double[9], 100, 0.05);
    assertThat(interval.low()).isEmpty();
    assertThat(interval.high()).isEmpty();
    assertThat(interval.says())
        .isEqualTo("unbounded: 9 calibration rows are too few for alpha 0.05, which needs 19");
    assertThat(interval.covers(1e300)).isTrue();
    ConformalInterval bounded = SplitConformal.around(nine, new double[9], 100, 0.1);
    assertThat(bounded.low()).contains(91.0);
    assertThat(bounded.high()).contains(109.0);
    assertThat(bounded.covers(91)).isTrue();
    assertThat(bounded.covers(90.9)).isFalse();
  }

  @Property(tries = 20)
  void coversWhatItSays(
      @ForAll @IntRange(min = 1, max = 100_000) int seed,
      @ForAll @DoubleRange(min = 0.05, max = 0.5) double alpha) {
    SplittableRandom chance = new SplittableRandom(seed);
    int covered = 0;
    for (int run = 0; run < 400; run++) {
      double[] outcomes = new double[60];
      for (int i = 0; i < 60; i++) {
        outcomes[i] = Math.exp(chance.nextGaussian());
      }
      ConformalInterval interval = SplitConformal.around(outcomes, new double[60], 0, alpha);
      covered += interval.covers(Math.exp(chance.nextGaussian())) ? 1 : 0;
    }
    assertThat(covered / 400.0).isGreaterThan(1 - alpha - 0.1);
  }

  @Test
  void quantileForecastsAreWidenedOrNarrowed() {
    double[] outcomes = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] lows = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    double[] highs = {2, 3, 4, 5, 6, 7, 8, 9, 10};
    ConformalInterval narrowed = SplitConformal.aroundQuantiles(outcomes, lows, highs, 20, 30, 0.1);
    assertThat(narrowed.low()).contains(21.0);
    assertThat(narrowed.high()).contains(29.0);
    ConformalInterval closed = SplitConformal.aroundQuantiles(outcomes, lows, highs, 20, 20.5, 0.1);
    assertThat(closed.low()).isEqualTo(closed.high()).contains(20.25);
    assertThatThrownBy(() -> SplitConformal.aroundQuantiles(outcomes, highs, lows, 1, 2, 0.1))
        .hasMessage("lows row 0: expected at most 0.0, was 2.0");
  }

  @Test
  void adaptsWhereErrorsGrow() {
    SplittableRandom chance = new SplittableRandom(3);
    AdaptiveConformal adaptive = new AdaptiveConformal(0.1, 0.02, 500);
    assertThat(adaptive.interval(5).says()).isEqualTo("unbounded: no error is known yet");
    int missed = 0;
    double widthBefore = 0;
    double widthAfter = 0;
    for (int t = 0; t < 6000; t++) {
      double scale = t < 3000 ? 1 : 5;
      double outcome = scale * chance.nextGaussian();
      ConformalInterval given = adaptive.learn(0, outcome);
      missed += given.covers(outcome) ? 0 : 1;
      double width = given.high().orElse(0.0);
      widthBefore += t > 2000 && t < 3000 ? width / 1000 : 0;
      widthAfter += t > 5000 ? width / 1000 : 0;
    }
    assertThat(missed / 6000.0).isCloseTo(0.1, within(0.01));
    assertThat(widthBefore).isCloseTo(1.645, within(0.25));
    assertThat(widthAfter).isCloseTo(5 * 1.645, within(1.25));
  }

  @Test
  void refusesWhatCannotBeCalibrated() {
    assertThatThrownBy(() -> SplitConformal.rank(0, 0.1)).hasMessageContaining("rows");
    assertThatThrownBy(() -> SplitConformal.rank(10, 1)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> SplitConformal.quantile(new double[] {Double.NaN}, 0.1))
        .hasMessageContaining("scores row 0");
    assertThatThrownBy(() -> new AdaptiveConformal(0.1, 0, 100)).hasMessageContaining("step");
    assertThatThrownBy(() -> new AdaptiveConformal(0.1, 0.01, 5)).hasMessageContaining("window");
    assertThatThrownBy(() -> new AdaptiveConformal(0.1, 0.01, 50).learn(0, Double.NaN))
        .hasMessageContaining("outcome");
  }
}
