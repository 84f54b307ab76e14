package io.planwright.quant.risk;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NOT_FINITE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;
import static io.planwright.quant.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.Congruential;
import io.planwright.quant.risk.ColdStart.AssetClass;
import io.planwright.quant.risk.TailRisk.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RiskTest {
  private static final double[] RETURNS = Congruential.returns();

  /** NumPy, SciPy's quadrature of the quantile, and arch for the filter. */
  @Test
  void agreesWithPeersOnARandomSeries() {
    assertThat(TailRisk.historical(RETURNS, 0.95).valueAtRisk())
        .isCloseTo(0.017484355142260367, within(1e-12));
    assertThat(TailRisk.historical(RETURNS, 0.99).valueAtRisk())
        .isCloseTo(0.024655091678326187, within(1e-12));
    TailRisk expansion = TailRisk.cornishFisher(RETURNS, 0.99);
    assertThat(expansion.method()).isEqualTo(Method.CORNISH_FISHER);
    assertThat(expansion.valueAtRisk()).isCloseTo(0.0245352821922337, within(1e-12));
    assertThat(expansion.expectedShortfall()).isCloseTo(0.028132491282195353, within(1e-10));
    TailRisk filtered = TailRisk.filteredHistorical(RETURNS, 0.99);
    assertThat(filtered.valueAtRisk()).isCloseTo(0.030410649798282813, within(2e-7));
    assertThat(filtered.expectedShortfall()).isCloseTo(0.034349547192101565, within(2e-7));
  }

  /** Over 4,000 resamples of {@code arch.bootstrap}; its own chance moves these by about 2 %. */
  @Test
  void agreesWithArchOnTheErrorOfABootstrap() {
    TailBootstrap alone = TailBootstrap.of(RETURNS, 0.95, 10_000, 1, 1);
    assertThat(alone.valueAtRiskError()).isCloseTo(0.00050159, within(3e-5));
    assertThat(alone.expectedShortfallError()).isCloseTo(0.00066874, within(3e-5));
    assertThat(alone.valueAtRiskLow()).isCloseTo(0.01657581, within(1e-4));
    assertThat(alone.expectedShortfallHigh()).isCloseTo(0.02297093, within(1e-4));
    TailBootstrap blocks = TailBootstrap.of(RETURNS, 0.95, 10_000, 10, 1);
    assertThat(blocks.valueAtRiskError()).isCloseTo(0.00073275, within(4e-5));
    assertThat(blocks.expectedShortfallError()).isCloseTo(0.00096863, within(5e-5));
    assertThat(TailBootstrap.of(RETURNS, 0.95, 100, 10, 5))
        .isEqualTo(TailBootstrap.of(RETURNS, 0.95, 100, 10, 5));
  }

  @Test
  void aResampleOfEachReturnOnceHasTheSampleNumbers() {
    // All returns but one are the same, so each resample is told by how often that one came.
    double[] returns = new double[20];
    returns[7] = -1;
    TailBootstrap found = TailBootstrap.of(returns, 0.9, 2000, 1, 9);
    assertThat(found.expectedShortfall()).isCloseTo(0.5, within(1e-12));
    assertThat(found.expectedShortfallLow()).isZero();
    assertThat(found.expectedShortfallHigh()).isCloseTo(1, within(1e-12));
  }

  @Test
  void leavesTheDomainOfCornishFisherForHistory() {
    double[] thin = new double[100];
    Arrays.setAll(thin, t -> t % 2 == 0 ? 0.01 : -0.01 - 1e-5 * t);
    TailRisk found = TailRisk.cornishFisher(thin, 0.95);
    assertThat(found.method()).isEqualTo(Method.HISTORICAL);
    assertThat(found.because()).contains("outside of the domain");
    assertThat(found.valueAtRisk()).isEqualTo(TailRisk.historical(thin, 0.95).valueAtRisk());
  }

  @Property
  void cornishFisherRisesInItsDomain(
      @ForAll @DoubleRange(min = -3, max = 3) double skewness,
      @ForAll @DoubleRange(min = -2, max = 12) double kurtosis) {
    CornishFisher expansion = new CornishFisher(skewness, kurtosis);
    boolean rises = true;
    double before = Double.NEGATIVE_INFINITY;
    for (double p = 1e-6; p < 1; p += 0.00199) {
      double now = expansion.quantile(p);
      rises &= now >= before - 1e-12;
      before = now;
    }
    if (expansion.inDomain()) {
      assertThat(rises).isTrue();
      assertThat(expansion.meanBelow(0.05)).isLessThanOrEqualTo(expansion.quantile(0.05));
    }
  }

  @Property(tries = 60)
  void shortfallIsNeverLessAndBothRiseWithConfidence(
      @ForAll @IntRange(max = 100_000) int seed,
      @ForAll @IntRange(min = 60, max = 90) int rows,
      @ForAll @IntRange(min = 1, max = 3) int power,
      @ForAll @DoubleRange(min = 0.51, max = 0.98) double confidence) {
    Congruential chance = new Congruential(seed);
    double[] returns = new double[rows];
    Arrays.setAll(returns, t -> 0.01 * Math.pow(chance.normal(), power));
    for (Method method : Method.values()) {
      TailRisk low = of(method, returns, confidence);
      TailRisk high = of(method, returns, confidence + 0.019);
      assertThat(low.valueAtRisk()).isLessThanOrEqualTo(low.expectedShortfall());
      assertThat(high.valueAtRisk()).isGreaterThanOrEqualTo(low.valueAtRisk());
      assertThat(high.expectedShortfall()).isGreaterThanOrEqualTo(low.expectedShortfall());
    }
    TailBootstrap bootstrap = TailBootstrap.of(returns, confidence, 50, 3, seed);
    assertThat(bootstrap.valueAtRisk()).isLessThanOrEqualTo(bootstrap.expectedShortfall());
    assertThat(bootstrap.valueAtRiskLow()).isLessThanOrEqualTo(bootstrap.expectedShortfallLow());
    assertThat(bootstrap.valueAtRiskHigh()).isLessThanOrEqualTo(bootstrap.expectedShortfallHigh());
  }

  private static TailRisk of(Method method, double[] returns, double confidence) {
    return switch (method) {
      case PRIOR -> ColdStart.of(AssetClass.EQUITY, new double[0], 252, confidence).risk();
      case PRIOR_AND_DATA ->
          ColdStart.of(
                  AssetClass.EQUITY,
                  Arrays.stream(returns).map(r -> Math.max(-1, r)).toArray(),
                  252,
                  confidence)
              .risk();
      default -> TailRisk.of(method, returns, confidence);
    };
  }

  /** SciPy's Student distribution. */
  @Test
  void aColdStartIsAPriorAndSaysSo() {
    ColdStart cold = ColdStart.of(AssetClass.CRYPTO, new double[0], 365, 0.95);
    assertThat(cold.risk().method()).isEqualTo(Method.PRIOR);
    assertThat(cold.risk().observations()).isZero();
    assertThat(cold.risk().because()).contains("no data").contains("CRYPTO");
    assertThat(cold.priorWeight()).isEqualTo(1);
    assertThat(cold.risk().valueAtRisk()).isCloseTo(0.07636771046241554, within(1e-10));
    assertThat(cold.risk().expectedShortfall()).isCloseTo(0.10147752750448319, within(1e-10));
    assertThat(cold.low()).isLessThan(cold.risk().valueAtRisk());
    assertThat(cold.high()).isGreaterThan(cold.risk().valueAtRisk());
    assertThat(cold.volatility()).isCloseTo(0.9 / Math.sqrt(365), within(1e-12));
  }

  @Test
  void thePriorIsNeverZeroAndGivesWayToData() {
    ColdStart stale = ColdStart.of(AssetClass.CASH, new double[1000], 252, 0.95);
    assertThat(stale.risk().valueAtRisk()).isPositive();
    assertThat(stale.risk().method()).isEqualTo(Method.PRIOR_AND_DATA);
    double gaussian = 1.6448536269514722 * 0.010985;
    double before = Double.MAX_VALUE;
    for (int n : new int[] {5, 50, 1500}) {
      ColdStart found = ColdStart.of(AssetClass.EQUITY, Arrays.copyOf(RETURNS, n), 252, 0.95);
      double distance = Math.abs(found.risk().valueAtRisk() - gaussian);
      assertThat(distance).isLessThan(before);
      assertThat(found.priorWeight()).isEqualTo(10.0 / (10 + n));
      before = distance;
    }
    assertThat(before).isLessThan(0.0005);
  }

  @Test
  void acceptsARightModelAndRejectsAWrongOne() {
    Congruential chance = new Congruential(77);
    double[] returns = new double[1000];
    double[] right = new double[1000];
    double[] wrong = new double[1000];
    for (int t = 0; t < 1000; t++) {
      double deviation = t / 100 % 2 == 0 ? 0.005 : 0.02;
      returns[t] = deviation * chance.normal();
      right[t] = 1.6448536269514722 * deviation;
      wrong[t] = 1.6448536269514722 * 0.009;
    }
    VarBacktest fits = VarBacktest.of(returns, right, 0.95);
    assertThat(fits.conditionalCoverage().p()).isGreaterThan(0.05);
    VarBacktest fails = VarBacktest.of(returns, wrong, 0.95);
    assertThat(fails.conditionalCoverage().p()).isLessThan(0.001);
    assertThat(fails.independence().p()).isLessThan(0.05);
    assertThat(fails.light().zone()).isEqualTo(VarBacktest.Zone.RED);
  }

  @Test
  void forecastsThatRollKnowOnlyThePast() {
    VarBacktest historical = VarBacktest.rolling(RETURNS, 500, 0.95, Method.HISTORICAL);
    assertThat(historical.days()).isEqualTo(1000);
    int breaches = 0;
    for (int t = 500; t < 1500; t++) {
      double forecast =
          TailRisk.historical(Arrays.copyOfRange(RETURNS, t - 500, t), 0.95).valueAtRisk();
      breaches += -RETURNS[t] > forecast ? 1 : 0;
    }
    assertThat(historical.breaches()).isEqualTo(breaches);
    refused(() -> VarBacktest.rolling(RETURNS, 500, 0.95, Method.PRIOR), OUT_OF_RANGE, "method");
    refused(
        () -> VarBacktest.rolling(RETURNS, 1499, 0.95, Method.GAUSSIAN), OUT_OF_RANGE, "window");
    refused(
        () -> TailRisk.filteredHistorical(Arrays.copyOf(RETURNS, 49), 0.95), TOO_FEW, "returns");
    refused(() -> VarBacktest.of(new boolean[1], 0.95), TOO_FEW, "breached");
  }

  @Test
  void theLightOf250DaysIsTheCommitteesTable() {
    double[] multipliers = {3, 3, 3, 3, 3, 3.4, 3.5, 3.65, 3.75, 3.85, 4, 4};
    for (int breaches = 0; breaches < multipliers.length; breaches++) {
      VarBacktest.TrafficLight light = VarBacktest.trafficLight(250, breaches, 0.01);
      assertThat(light.multiplier()).as(breaches + " breaches").isEqualTo(multipliers[breaches]);
      assertThat(light.zone())
          .isEqualTo(
              breaches < 5
                  ? VarBacktest.Zone.GREEN
                  : breaches < 10 ? VarBacktest.Zone.YELLOW : VarBacktest.Zone.RED);
    }
  }

  @Test
  void noBreachAndOnlyBreachesHaveAStatistic() {
    assertThat(VarBacktest.of(new boolean[100], 0.99).independence().p()).isEqualTo(1);
    boolean[] all = new boolean[100];
    Arrays.fill(all, true);
    assertThat(VarBacktest.of(all, 0.99).toString()).doesNotContain("NaN");
    assertThat(VarBacktest.kupiec(250, 0, 0.01).statistic())
        .isCloseTo(5.025167926750726, within(1e-9));
  }

  @Property(tries = 50)
  void theRegionIsWhatKupiecDoesNotReject(
      @ForAll @IntRange(min = 50, max = 400) int days,
      @ForAll @DoubleRange(min = 0.02, max = 0.5) double probability) {
    VarBacktest.Region region = VarBacktest.kupiecRegion(days, probability, 0.05);
    for (int breaches = 0; breaches <= days; breaches++) {
      assertThat(VarBacktest.kupiec(days, breaches, probability).p() > 0.05)
          .isEqualTo(breaches >= region.fewest() && breaches <= region.most());
    }
  }

  private static final double[][] COVARIANCE = {
    {0.04, 0.01, 0.0}, {0.01, 0.09, -0.02}, {0.0, -0.02, 0.16}
  };

  @Test
  void componentsAddUpToTheWhole() {
    double[] weights = {0.5, 0.7, -0.2};
    RiskContributions found = RiskContributions.valueAtRisk(weights, COVARIANCE, 0.95);
    assertThat(Arrays.stream(found.component()).sum()).isCloseTo(found.total(), within(1e-15));
    assertThat(Arrays.stream(found.share()).sum()).isCloseTo(1, within(1e-12));
    double step = 1e-6;
    double[] more = {0.5, 0.7 + step, -0.2};
    double up = RiskContributions.valueAtRisk(more, COVARIANCE, 0.95).total();
    assertThat((up - found.total()) / step).isCloseTo(found.marginal()[1], within(1e-6));
    assertThat(RiskContributions.expectedShortfall(weights, COVARIANCE, 0.95).total())
        .isCloseTo(
            RiskContributions.volatility(weights, COVARIANCE).total() * 2.0627128075074257,
            within(1e-12));
  }

  /** NumPy on four closed-form series: means over the worst 6 of 60 rows. */
  @Test
  void historicalComponentsAreMeansOfTheWorstRows() {
    double[][] x = new double[60][4];
    for (int t = 0; t < 60; t++) {
      for (int j = 0; j < 4; j++) {
        x[t][j] =
            0.0005 * (j + 1)
                + Math.sin((t + 1) * (j + 1) * 0.37) * 0.01
                + Math.cos((t + 1) * (j + 2) * 0.11) * 0.008;
      }
    }
    RiskContributions found =
        RiskContributions.historical(new double[] {0.4, 0.3, 0.2, 0.1}, x, 0.9);
    assertThat(found.total()).isCloseTo(0.007976943006397069, within(1e-12));
    assertThat(found.component()[0]).isCloseTo(0.004088316903149448, within(1e-12));
    assertThat(found.component()[3]).isCloseTo(0.00012667551561983687, within(1e-12));
  }

  @Test
  void scenariosComeWorstFirst() {
    List<Stress.Outcome> outcomes =
        Stress.outcomes(
            new double[] {100, -50},
            List.of(
                new Stress.Scenario("up", new double[] {0.1, 0.1}),
                new Stress.Scenario("crash", new double[] {-0.5, 0.2})));
    assertThat(outcomes.getFirst().scenario()).isEqualTo("crash");
    assertThat(outcomes.getFirst().profit()).isEqualTo(-60);
    assertThat(outcomes.getLast().byPosition()).containsExactly(10, -5);
  }

  @Test
  void aShockSpreadsByCovariance() {
    double[] one = Stress.propagated(COVARIANCE, new int[] {0}, new double[] {-0.1});
    assertThat(one).containsExactly(new double[] {-0.1, -0.025, 0}, within(1e-15));
    double[] two = Stress.propagated(COVARIANCE, new int[] {2, 0}, new double[] {0.2, -0.1});
    assertThat(two).containsExactly(new double[] {-0.1, -0.05, 0.2}, within(1e-15));
  }

  @Test
  void theWorstWindowsDoNotOverlap() {
    double[][] returns = {{0.01}, {-0.1}, {-0.2}, {0.3}, {-0.15}, {0}, {0.02}};
    List<Stress.Window> worst = Stress.worst(returns, new double[] {1}, 2, 3);
    assertThat(worst.getFirst().from()).isEqualTo(1);
    assertThat(worst.getFirst().change()).isCloseTo(0.9 * 0.8 - 1, within(1e-12));
    assertThat(worst.get(1).from()).isEqualTo(4);
    assertThat(worst).hasSize(2);
  }

  @Test
  void everyMethodRefusesTheSameDefects() {
    List<java.util.function.Consumer<double[]>> methods = new ArrayList<>();
    methods.add(x -> TailRisk.historical(x, 0.95));
    methods.add(x -> TailRisk.gaussian(x, 0.95));
    methods.add(x -> TailRisk.cornishFisher(x, 0.95));
    methods.add(x -> TailRisk.filteredHistorical(x, 0.95));
    methods.add(x -> TailBootstrap.of(x, 0.95, 100, 1, 1));
    double[] nan = RETURNS.clone();
    nan[9] = Double.NaN;
    double[] huge = RETURNS.clone();
    huge[11] = -1e300;
    for (var method : methods) {
      refused(() -> method.accept(nan), NOT_FINITE, "returns", 9);
      refused(() -> method.accept(huge), OUT_OF_RANGE, "returns", 11);
      refused(() -> method.accept(new double[0]), TOO_FEW, "returns");
      refused(() -> method.accept(new double[] {0.1}), TOO_FEW, "returns");
      refused(() -> method.accept(new double[500]), CONSTANT, "returns");
    }
  }

  @Test
  void refusesWhatHasNoAnswer() {
    refused(() -> TailRisk.historical(RETURNS, 1), OUT_OF_RANGE, "confidence");
    refused(() -> TailRisk.historical(RETURNS, Double.NaN), OUT_OF_RANGE, "confidence");
    refused(
        () -> ColdStart.of(AssetClass.EQUITY, new double[] {0, -2}, 252, 0.95),
        OUT_OF_RANGE,
        "returns",
        1);
    refused(() -> TailBootstrap.of(RETURNS, 0.95, 9, 1, 1), OUT_OF_RANGE, "resamples");
    refused(() -> TailBootstrap.of(RETURNS, 0.95, 10, 0.5, 1), OUT_OF_RANGE, "meanBlock");
    refused(() -> VarBacktest.kupiec(10, 11, 0.01), OUT_OF_RANGE, "breaches");
    refused(() -> VarBacktest.of(new double[3], new double[2], 0.99), LENGTH_DIFFERS, "forecasts");
    double[] weights = {1, 0, 0};
    refused(() -> RiskContributions.volatility(weights, new double[3][3]), SINGULAR, "covariance");
    refused(
        () ->
            RiskContributions.volatility(weights, new double[][] {{1, 0, 0}, {0, 1, 2}, {0, 2, 1}}),
        SINGULAR,
        "covariance",
        2);
    refused(
        () -> RiskContributions.volatility(new double[] {1, Double.NaN}, COVARIANCE),
        NOT_FINITE,
        "weights",
        1);
    refused(() -> RiskContributions.volatility(new double[3], COVARIANCE), OUT_OF_RANGE, "weights");
    refused(
        () -> Stress.propagated(COVARIANCE, new int[] {1, 1}, new double[] {0, 0}),
        OUT_OF_RANGE,
        "shocked",
        1);
    double[][] same = {{1, 1}, {1, 1}};
    refused(
        () -> Stress.propagated(same, new int[] {0, 1}, new double[] {0.1, 0.2}),
        SINGULAR,
        "covariance");
    refused(
        () ->
            Stress.outcomes(
                new double[] {1}, List.of(new Stress.Scenario("x", new double[] {Double.NaN}))),
        NOT_FINITE,
        "scenarios row 0 shocks",
        0);
    refused(
        () -> Stress.worst(new double[][] {{0.1}}, new double[] {1}, 2, 1), OUT_OF_RANGE, "length");
  }
}
