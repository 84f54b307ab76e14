package io.planwright.quant.performance;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NOT_FINITE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;
import static io.planwright.quant.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.Congruential;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PerformanceTest {
  /** NumPy on the same series. */
  @Test
  void agreesWithNumpyOnARandomSeries() {
    Performance found = Performance.of(Congruential.returns(), 252);
    assertThat(found.annualReturn()).isCloseTo(0.08395092103120838, within(1e-12));
    assertThat(found.tailRatio().orElseThrow()).isCloseTo(1.0466964043605114, within(1e-10));
    assertThat(found.winRate().orElseThrow()).isCloseTo(0.5006666666666667, within(1e-15));
    assertThat(found.drawdown().depth()).isCloseTo(0.38339904732834607, within(1e-12));
    assertThat(found.meanReturn()).isCloseTo(0.00038011663691835655, within(1e-16));
    assertThat(found.volatility()).isCloseTo(0.010979173921554473, within(1e-14));
    Moments moments = Moments.of("returns", Congruential.returns());
    assertThat(moments.skewness()).isCloseTo(0.0983604554037561, within(1e-12));
    assertThat(moments.excessKurtosis()).isCloseTo(0.08430153039815647, within(1e-12));
  }

  @Test
  void tellsWhenTheDeepestFallWas() {
    Drawdown fall = Drawdown.of(new double[] {0.1, -0.2, 0.05, 0.3, -0.05, -0.01});
    assertThat(fall.depth()).isCloseTo(0.2, within(1e-15));
    assertThat(fall.peak()).isEqualTo(1);
    assertThat(fall.trough()).isEqualTo(2);
    assertThat(fall.recovery()).contains(4);
    assertThat(fall.longest()).isEqualTo(2);
  }

  @Test
  void theStartIsAPeakToo() {
    Drawdown fall = Drawdown.of(new double[] {-0.1, -0.1, 0.05});
    assertThat(fall.peak()).isZero();
    assertThat(fall.trough()).isEqualTo(2);
    assertThat(fall.recovery()).isEmpty();
    assertThat(fall.longest()).isEqualTo(3);
  }

  @Test
  void aRatioWithoutRiskIsAbsent() {
    Performance flat = Performance.of(new double[] {0, 0, 0}, 252);
    assertThat(flat.sharpe()).isEmpty();
    assertThat(flat.sortino()).isEmpty();
    assertThat(flat.calmar()).isEmpty();
    assertThat(flat.winRate()).isEmpty();
    assertThat(flat.tailRatio()).isEmpty();
    assertThat(flat.volatility()).isZero();
    assertThat(Performance.of(new double[] {0.01, 0.01}, 252).annualReturn())
        .isCloseTo(Math.pow(1.01, 252) - 1, within(1e-9));
  }

  @Test
  void losingAllIsALossOfOne() {
    Performance ruin = Performance.of(new double[] {0.5, -1, 0.5}, 252);
    assertThat(ruin.totalReturn()).isEqualTo(-1);
    assertThat(ruin.annualReturn()).isEqualTo(-1);
    assertThat(ruin.drawdown().depth()).isEqualTo(1);
  }

  @Test
  void aSharpeRatioHasAnIntervalAroundIt() {
    Sharpe sharpe = Sharpe.of(Congruential.returns(), 0, 252, 0.95);
    assertThat(sharpe.low()).isLessThan(sharpe.ratio());
    assertThat(sharpe.high() - sharpe.low())
        .isCloseTo(2 * 1.959963984540054 * sharpe.standardError(), within(1e-12));
    // About normal, so both errors are close.
    assertThat(sharpe.standardError()).isCloseTo(sharpe.normalStandardError(), within(1e-4));
  }

  @Test
  void replacingEverythingIsATurnoverOfOne() {
    Turnover turnover = Turnover.of(new double[][] {{1, 0}, {0, 1}, {0, 1}}, 12);
    assertThat(turnover.largest()).isEqualTo(1);
    assertThat(turnover.mean()).isEqualTo(0.5);
    assertThat(turnover.annual()).isEqualTo(6);
  }

  @Test
  void theQuantileIsLinearBetweenRanks() {
    double[] values = {4, 1, 3, 2};
    assertThat(Quantile.of("values", values, 0)).isEqualTo(1);
    assertThat(Quantile.of("values", values, 0.25)).isEqualTo(1.75);
    assertThat(Quantile.of("values", values, 1)).isEqualTo(4);
    assertThat(values).containsExactly(4, 1, 3, 2);
  }

  @Test
  void refusesWhatHasNoAnswer() {
    double[] nan = {0.01, Double.NaN, 0.02};
    refused(() -> Performance.of(nan, 252), NOT_FINITE, "returns", 1);
    refused(() -> Sharpe.of(nan, 0, 252, 0.95), NOT_FINITE, "returns", 1);
    refused(() -> Drawdown.of(nan), NOT_FINITE, "returns", 1);
    refused(() -> Performance.of(new double[0], 252), TOO_FEW, "returns");
    refused(() -> Performance.of(new double[] {0.1}, 252), TOO_FEW, "returns");
    refused(() -> Performance.of(new double[] {0.1, -1.1}, 252), OUT_OF_RANGE, "returns", 1);
    refused(() -> Performance.of(new double[] {0.1, 1e300}, 252), OUT_OF_RANGE, "returns", 1);
    double[] rocket = new double[100];
    Arrays.fill(rocket, 1e6);
    refused(() -> Performance.of(rocket, 252), OUT_OF_RANGE, "returns", 51);
    refused(() -> Performance.of(new double[] {0.5, 0.6}, 1e9), OUT_OF_RANGE, "periodsPerYear");
    refused(() -> Sharpe.of(new double[] {0.1, 0.1}, 0, 252, 0.95), CONSTANT, "returns");
    refused(() -> Moments.of("x", new double[] {1e200, 1}), OUT_OF_RANGE, "x", 0);
    refused(() -> Turnover.of(new double[][] {{1, 0}}, 252), TOO_FEW, "weights");
    refused(() -> Turnover.of(new double[][] {{1, 0}, {1}}, 252), LENGTH_DIFFERS, "weights", 1);
    refused(() -> Quantile.of("x", new double[] {1}, 1.5), OUT_OF_RANGE, "p");
  }

  @Test
  void tinyAndHugeScalesKeepTheirShape() {
    double[] returns = Congruential.returns();
    for (double scale : new double[] {1e-200, 1e-30, 1e40}) {
      Moments scaled = Moments.of("x", Arrays.stream(returns).map(r -> r * scale).toArray());
      assertThat(scaled.skewness()).isCloseTo(0.0983604554037561, within(1e-10));
      assertThat(scaled.deviation() / scale).isCloseTo(0.010979173921554473, within(1e-12));
    }
  }

  @Property(tries = 200)
  void neverAnswersWithNaN(
      @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = -1, max = 3) Double> given) {
    double[] returns = given.stream().mapToDouble(Double::doubleValue).toArray();
    Performance found = Performance.of(returns, 12);
    assertThat(found.drawdown().depth()).isBetween(0.0, 1.0);
    assertThat(found.worst()).isLessThanOrEqualTo(found.best());
    assertThat(found.meanReturn()).isBetween(found.worst() - 1e-12, found.best() + 1e-12);
    assertThat(found.toString()).doesNotContain("NaN").doesNotContain("Infinity");
  }
}
