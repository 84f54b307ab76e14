package io.planwright.quant.volatility;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.NOT_FINITE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;
import static io.planwright.quant.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.Congruential;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class VolatilityTest {
  /** {@code arch_model(100 r, vol="GARCH", p=1, q=1).fit(tol=1e-12)}, in units of 1. */
  @Test
  void agreesWithArchOnGarch() {
    Garch garch = Garch.fit(Congruential.returns());
    assertThat(garch.logLikelihood()).isCloseTo(4708.599820859074, within(1e-6));
    assertThat(garch.mean()).isCloseTo(0.0004568614, within(1e-8));
    assertThat(garch.omega()).isCloseTo(0.03656801e-4, within(1e-10));
    assertThat(garch.alpha()).isCloseTo(0.0907159, within(1e-5));
    assertThat(garch.beta()).isCloseTo(0.87949471, within(1e-5));
    assertThat(garch.conditional()[0]).isCloseTo(0.01164115, within(1e-7));
    assertThat(garch.conditional()[1499]).isCloseTo(0.01475437, within(1e-7));
    assertThat(garch.forecast(5)[4]).isCloseTo(0.01367937, within(1e-7));
    assertThat(garch.next()).isEqualTo(garch.forecast(1)[0]);
    assertThat(garch.converged()).isTrue();
  }

  /** {@code EWMAVariance(0.94)} of arch. */
  @Test
  void agreesWithArchOnExponentialWeights() {
    Ewma ewma = Ewma.of(Congruential.returns(), Ewma.DAILY_DECAY);
    assertThat(ewma.conditional()[0]).isCloseTo(0.01172928, within(1e-8));
    assertThat(ewma.conditional()[1]).isCloseTo(0.01137477, within(1e-8));
    assertThat(ewma.conditional()[10]).isCloseTo(0.01215938, within(1e-8));
    assertThat(ewma.conditional()[1499]).isCloseTo(0.01631174, within(1e-8));
    assertThat(ewma.next()).isCloseTo(0.01581814, within(1e-8));
  }

  @Test
  void theForecastReturnsToTheLongRun() {
    Garch garch = Garch.fit(Congruential.returns());
    assertThat(garch.forecast(5000)[4999]).isCloseTo(garch.longRun(), within(1e-10));
  }

  @Test
  void standardisedReturnsHaveVarianceOne() {
    double[] z = Garch.fit(Congruential.returns()).standardised(Congruential.returns());
    assertThat(Arrays.stream(z).map(x -> x * x).average().orElseThrow()).isCloseTo(1, within(0.01));
  }

  @Property(tries = 20)
  void isAlwaysStationaryAndInTheUnitOfTheSeries(
      @ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(min = -9, max = 9) int digits) {
    double unit = Math.pow(10, digits);
    Congruential chance = new Congruential(seed);
    double[] series = new double[120];
    Arrays.setAll(series, t -> unit * Math.pow(chance.normal(), 3));
    Garch garch = Garch.fit(series);
    assertThat(garch.alpha()).isGreaterThanOrEqualTo(0);
    assertThat(garch.beta()).isGreaterThanOrEqualTo(0);
    assertThat(garch.alpha() + garch.beta()).isLessThan(1);
    assertThat(garch.longRun()).isFinite().isPositive();
    assertThat(Arrays.stream(garch.conditional()).allMatch(s -> s > 0 && s < unit * 1e4)).isTrue();
  }

  @Test
  void refusesWhatHasNoAnswer() {
    double[] series = Congruential.returns();
    series[70] = Double.NaN;
    refused(() -> Garch.fit(series), NOT_FINITE, "series", 70);
    refused(() -> Ewma.of(series, 0.9), NOT_FINITE, "series", 70);
    series[70] = 1e60;
    refused(() -> Garch.fit(series), OUT_OF_RANGE, "series", 70);
    refused(() -> Garch.fit(new double[49]), TOO_FEW, "series");
    refused(() -> Garch.fit(new double[50]), CONSTANT, "series");
    refused(() -> Ewma.of(new double[50], 0.9), CONSTANT, "series");
    refused(() -> Ewma.of(new double[0], 0.9), TOO_FEW, "series");
    refused(() -> Ewma.of(new double[] {1, 2}, 1), OUT_OF_RANGE, "decay");
    refused(() -> Garch.fit(Congruential.returns()).forecast(0), OUT_OF_RANGE, "horizon");
  }
}
