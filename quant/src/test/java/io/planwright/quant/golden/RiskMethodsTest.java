package io.planwright.quant.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.backtest.BacktestMethods;
import io.planwright.quant.backtest.Costs;
import io.planwright.quant.backtest.Limits;
import io.planwright.quant.backtest.Rule;
import io.planwright.quant.method.Method;
import io.planwright.quant.overfit.LookAhead;
import io.planwright.quant.overfit.OverfitMethods;
import io.planwright.quant.performance.PerformanceMethods;
import io.planwright.quant.regime.RegimeMethods;
import io.planwright.quant.risk.ColdStart;
import io.planwright.quant.risk.RiskContributions;
import io.planwright.quant.risk.RiskMethods;
import io.planwright.quant.risk.Stress;
import io.planwright.quant.volatility.VolatilityMethods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each method answers a request that leaves out all that may be left out. */
final class RiskMethodsTest {
  private static final double[] X = Series.COLUMN_0;
  private static final double[][] PRICES = prices();
  private static final double[][] COVARIANCE = {{0.04, 0.01}, {0.01, 0.09}};
  private static final List<Double> HALVES = List.of(0.5, 0.5);

  private static List<Method<?>> methods() {
    List<Method<?>> all = new ArrayList<>();
    all.addAll(PerformanceMethods.all());
    all.addAll(OverfitMethods.all());
    all.addAll(RegimeMethods.all());
    all.addAll(VolatilityMethods.all());
    all.addAll(RiskMethods.all());
    all.addAll(BacktestMethods.all());
    return all;
  }

  private static double[][] prices() {
    double[][] prices = new double[60][1];
    for (int t = 0; t < 60; t++) {
      prices[t][0] = (t == 0 ? 100 : prices[t - 1][0]) * (1 + X[t]);
    }
    return prices;
  }

  private static Map<String, Record> requests() {
    Map<String, Record> requests = new LinkedHashMap<>();
    Optional<Double> no = Optional.empty();
    requests.put("performance", new PerformanceMethods.OfReturns(X, no, no));
    requests.put("sharpe", new PerformanceMethods.OfSharpe(X, no, no, no));
    requests.put("sharpe-standard-error", new PerformanceMethods.OfError(0.1, 60));
    requests.put("drawdown", new PerformanceMethods.OfDrawdown(X));
    requests.put("turnover", new PerformanceMethods.OfTurnover(Series.Y, no));
    requests.put("moments", new PerformanceMethods.OfMoments(X));
    requests.put("quantile", new PerformanceMethods.OfQuantile(X, 0.5));
    requests.put("probabilistic-sharpe", new OverfitMethods.OfProbability(0.1, 60, no, no, no));
    requests.put("expected-maximum-sharpe", new OverfitMethods.OfMaximum(10, no));
    requests.put("deflated-sharpe", new OverfitMethods.OfDeflated(0.1, 60, 10, 0.01, no, no));
    requests.put("minimum-track-record", new OverfitMethods.OfTrackRecord(0.1, 0, no, no, no));
    requests.put("minimum-backtest-length", new OverfitMethods.OfBacktestLength(10, 1));
    requests.put(
        "backtest-overfitting", new OverfitMethods.OfOverfitting(Series.Y, Optional.empty()));
    requests.put(
        "combinatorial-purged",
        new OverfitMethods.OfFolds(6, 2, Optional.empty(), Optional.empty(), Optional.empty()));
    requests.put(
        "look-ahead",
        new OverfitMethods.OfLookAhead(
            X, List.of(new LookAhead.Truncated(new double[] {X[0]})), no));
    RegimeMethods.OfHmm hmm =
        new RegimeMethods.OfHmm(
            Series.column(X),
            Optional.empty(),
            Optional.of(2),
            Optional.empty(),
            no,
            Optional.empty());
    requests.put("gaussian-hmm", hmm);
    requests.put("gaussian-hmm-choice", hmm);
    RegimeMethods.OfDecoding decoding =
        new RegimeMethods.OfDecoding(
            Series.column(X),
            HALVES,
            List.of(HALVES, HALVES),
            List.of(List.of(0.0), List.of(0.0)),
            List.of(List.of(1e-4), List.of(4e-4)));
    requests.put("gaussian-hmm-decoding", decoding);
    requests.put("regime-now", decoding);
    requests.put(
        "markov-switching",
        new RegimeMethods.OfSwitching(
            X,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(2),
            Optional.empty()));
    requests.put("garch", new VolatilityMethods.OfGarch(X));
    requests.put("garch-forecast", new VolatilityMethods.OfForecast(X, 3));
    requests.put("ewma-volatility", new VolatilityMethods.OfEwma(X, no));
    RiskMethods.OfTail tail = new RiskMethods.OfTail(X, no);
    requests.put("historical-risk", tail);
    requests.put("gaussian-risk", tail);
    requests.put("cornish-fisher-risk", tail);
    requests.put("filtered-historical-risk", tail);
    requests.put(
        "bootstrap-risk",
        new RiskMethods.OfBootstrap(X, no, Optional.of(100), no, Optional.empty()));
    requests.put(
        "cold-start-risk",
        new RiskMethods.OfColdStart(ColdStart.AssetClass.EQUITY, Optional.empty(), no, no, no, no));
    requests.put("cornish-fisher-quantile", new RiskMethods.OfCornishFisher(0.05, -0.5, 3));
    requests.put("normal-shortfall-factor", new RiskMethods.OfConfidence(0.95));
    requests.put("kupiec", new RiskMethods.OfBreaches(250, 3, 0.01));
    requests.put("kupiec-region", new RiskMethods.OfRegion(250, 0.01, no));
    requests.put("christoffersen", new RiskMethods.OfHits(new boolean[250], 0.99));
    requests.put("var-backtest", new RiskMethods.OfForecasts(X, new double[60], 0.95));
    requests.put(
        "rolling-var-backtest",
        new RiskMethods.OfRolling(X, Optional.of(30), no, Optional.empty()));
    requests.put("basel-traffic-light", new RiskMethods.OfBreaches(250, 3, 0.01));
    requests.put(
        "risk-contributions",
        new RiskMethods.OfContributions(
            new double[] {0.5, 0.5},
            COVARIANCE,
            Optional.of(RiskContributions.Measure.VOLATILITY),
            no));
    requests.put(
        "historical-risk-contributions",
        new RiskMethods.OfHistoricalContributions(new double[] {1}, Series.column(X), no));
    requests.put(
        "stress",
        new RiskMethods.OfScenarios(
            new double[] {100}, List.of(new Stress.Scenario("crash", new double[] {-0.5}))));
    requests.put(
        "stress-propagation",
        new RiskMethods.OfPropagation(COVARIANCE, new int[] {0}, new double[] {-0.1}));
    requests.put(
        "worst-windows",
        new RiskMethods.OfWorst(Series.column(X), new double[] {1}, 5, Optional.empty()));
    double[][] ones = new double[60][1];
    for (double[] row : ones) {
      row[0] = 1;
    }
    Optional<Costs> costs = Optional.empty();
    Optional<Limits> limits = Optional.empty();
    List<Rule> rules = List.of(new Rule(Rule.Kind.MOMENTUM, 0, 5), new Rule(Rule.Kind.HOLD, 0, 1));
    requests.put("backtest", new BacktestMethods.OfWeights(PRICES, ones, costs, limits));
    requests.put("backtest-rules", new BacktestMethods.OfRules(PRICES, rules, costs, limits));
    requests.put(
        "backtest-ensemble",
        new BacktestMethods.OfEnsemble(
            PRICES, rules, Optional.empty(), Optional.of(10), costs, limits));
    requests.put(
        "walk-forward-backtest",
        new BacktestMethods.OfWalkForward(
            PRICES, rules, Optional.empty(), Optional.empty(), costs, limits));
    requests.put(
        "event-backtest",
        new BacktestMethods.OfEvents(
            PRICES, PRICES, PRICES, PRICES, ones, ones, Optional.empty(), costs, limits));
    return requests;
  }

  @TestFactory
  Stream<DynamicTest> answersARequestOfItsKind() {
    Map<String, Record> requests = requests();
    assertThat(methods())
        .extracting(Method::name)
        .containsExactlyInAnyOrderElementsOf(requests.keySet());
    return methods().stream()
        .map(method -> DynamicTest.dynamicTest(method.name(), () -> answers(method, requests)));
  }

  private static <Q extends Record> void answers(Method<Q> method, Map<String, Record> requests) {
    Object answer = method.answer().apply(method.request().cast(requests.get(method.name())));
    assertThat(answer).isNotNull();
    assertThat(answer.toString()).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(method.says()).endsWith(".");
  }

  @Test
  void eachStoredValueIsAnAliasOfOneMethod() {
    List<String> aliases = methods().stream().flatMap(m -> m.aliases().stream()).toList();
    assertThat(aliases).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(aliases)).isEqualTo(new TreeSet<>(GoldenRisk.computed().keySet()));
  }
}
