package io.planwright.quant.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Reference numbers: {@code statsmodels.OLS(d, 1).fit(cov_type="HAC", cov_kwds={"maxlags": 5})} on
 * the difference of two closed-form series, {@code x(t, j) = 0.0005 (j+1) + 0.01 sin(0.37 (t+1)
 * (j+1)) + 0.008 cos(0.11 (t+1) (j+2))}, column 3 less column 0, t = 0 … 59.
 */
final class PairedTestTest {
  private static final double[] DIFFERENCES =
      IntStream.range(0, 60).mapToDouble(t -> series(t, 3) - series(t, 0)).toArray();

  private static double series(int t, int j) {
    return 0.0005 * (j + 1)
        + Math.sin((t + 1) * (j + 1) * 0.37) * 0.01
        + Math.cos((t + 1) * (j + 2) * 0.11) * 0.008;
  }

  @Test
  void agreesWithTheReferenceAtLagFive() {
    PairedTest test = PairedTest.of(DIFFERENCES, 5, 0.05);
    assertThat(test.meanDifference()).isCloseTo(0.0005524564161845988, within(1e-15));
    assertThat(test.t()).isCloseTo(0.18160555927817165, within(1e-10));
    assertThat(test.p()).isCloseTo(0.855892285730315, within(1e-10));
    assertThat(test.standardError()).isCloseTo(test.meanDifference() / test.t(), within(1e-15));
    assertThat(test.high() - test.low())
        .isCloseTo(2 * 1.959963984540054 * test.standardError(), within(1e-12));
    assertThat(test.rows()).isEqualTo(60);
    assertThat(test.lag()).isEqualTo(5);
  }

  /** Without lags it is the paired t, but for n in place of n − 1. */
  @Test
  void isThePairedTestAtLagZero() {
    assertThat(PairedTest.of(DIFFERENCES, 0, 0.05).t() * Math.sqrt(59.0 / 60))
        .isCloseTo(0.30839572773844204, within(1e-10));
  }

  @Test
  void theAutomaticLagFollowsTheRule() {
    assertThat(IntStream.of(1, 3, 100, 60, 250, 1000, 5000).map(PairedTest::automaticLag))
        .containsExactly(0, 1, 4, 3, 4, 6, 9);
    assertThat(PairedTest.of(DIFFERENCES, 0.05).lag()).isEqualTo(3);
  }

  @Test
  void seesALargeDifference() {
    double[] shifted = Arrays.stream(DIFFERENCES).map(d -> d + 0.02).toArray();
    PairedTest test = PairedTest.of(shifted, 5, 0.05);
    assertThat(test.low()).isPositive();
    assertThat(test.p()).isLessThan(1e-6);
  }

  @Test
  void twoEqualSeriesDifferByNothing() {
    PairedTest test = PairedTest.of(new double[10], 0.05);
    assertThat(test.t()).isZero();
    assertThat(test.p()).isOne();
  }

  @Test
  void refusesWhatCannotBeTested() {
    assertThatThrownBy(() -> PairedTest.of(new double[1], 0, 0.05)).hasMessageContaining("2 pairs");
    assertThatThrownBy(() -> PairedTest.of(new double[0], 0.05)).hasMessageContaining("2 pairs");
    assertThatThrownBy(() -> PairedTest.of(DIFFERENCES, 60, 0.05))
        .hasMessage("the lag must be 0 to 59, was 60");
    assertThatThrownBy(() -> PairedTest.of(DIFFERENCES, -1, 0.05)).hasMessageContaining("was -1");
    assertThatThrownBy(() -> PairedTest.of(DIFFERENCES, 5, 1)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> PairedTest.of(new double[] {1, Double.NaN}, 0, 0.05))
        .hasMessageContaining("NaN in row 1");
    assertThatThrownBy(() -> PairedTest.of(new double[] {0.1, 0.1, 0.1}, 0, 0.05))
        .hasMessageContaining("must vary");
  }
}
