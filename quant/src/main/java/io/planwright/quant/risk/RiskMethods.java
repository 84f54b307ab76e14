package io.planwright.quant.risk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class RiskMethods {
  private RiskMethods() {}

  /**
   * @param returns per period, as fractions or in currency
   * @param confidence 0.95 where absent
   */
  public record OfTail(
      double[] returns, @JsonProperty(defaultValue = "0.95") Optional<Double> confidence) {
    double level() {
      return confidence.orElse(0.95);
    }
  }

  /**
   * @param returns per period, as fractions or in currency
   * @param confidence 0.95 where absent
   * @param resamples 10,000 where absent
   * @param meanBlock mean length of a block in rows, 1 where absent
   * @param seed of the chance, 1 where absent
   */
  public record OfBootstrap(
      double[] returns,
      @JsonProperty(defaultValue = "0.95") Optional<Double> confidence,
      @JsonProperty(defaultValue = "10000") Optional<Integer> resamples,
      @JsonProperty(defaultValue = "1.0") Optional<Double> meanBlock,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  /**
   * @param assetClass whose volatility is assumed
   * @param returns per period, as fractions; none where absent
   * @param periodsPerYear 252 where absent
   * @param confidence 0.95 where absent
   * @param annualVolatility the class's where absent
   * @param priorObservations 10 where absent
   */
  public record OfColdStart(
      ColdStart.AssetClass assetClass,
      @JsonProperty(defaultValue = "none") Optional<double[]> returns,
      @JsonProperty(defaultValue = "252.0") Optional<Double> periodsPerYear,
      @JsonProperty(defaultValue = "0.95") Optional<Double> confidence,
      @JsonProperty(defaultValue = "of the asset class") Optional<Double> annualVolatility,
      @JsonProperty(defaultValue = "10") Optional<Double> priorObservations) {}

  /**
   * @param p 0 to 1
   * @param skewness coefficient
   * @param excessKurtosis coefficient, 0 for a normal distribution
   */
  public record OfCornishFisher(double p, double skewness, double excessKurtosis) {}

  /**
   * @param quantile in standard deviations from the mean
   * @param meanBelow mean of the quantiles below it
   * @param inDomain whether the expansion is a quantile function
   */
  public record Expansion(double quantile, double meanBelow, boolean inDomain) {}

  /**
   * @param confidence 0 to 1
   */
  public record OfConfidence(double confidence) {}

  /**
   * @param days forecasts
   * @param breaches losses beyond the forecast
   * @param probability of a breach, such as 0.01
   */
  public record OfBreaches(int days, int breaches, double probability) {}

  /**
   * @param days forecasts
   * @param probability of a breach, such as 0.01
   * @param alpha error of the first kind, 0.05 where absent
   */
  public record OfRegion(
      int days, double probability, @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  /**
   * @param breached by day
   * @param confidence of the forecasts
   */
  public record OfHits(boolean[] breached, double confidence) {}

  /**
   * @param returns that came
   * @param forecasts of value at risk, as losses above 0
   * @param confidence of the forecasts
   */
  public record OfForecasts(double[] returns, double[] forecasts, double confidence) {}

  /**
   * @param returns in the order of time
   * @param window days that a forecast is made from, 250 where absent
   * @param confidence 0.99 where absent
   * @param method HISTORICAL where absent; not a prior
   */
  public record OfRolling(
      double[] returns,
      @JsonProperty(defaultValue = "250") Optional<Integer> window,
      @JsonProperty(defaultValue = "0.99") Optional<Double> confidence,
      @JsonProperty(defaultValue = "HISTORICAL") Optional<TailRisk.Method> method) {}

  /**
   * @param weights by position, as fractions of wealth
   * @param covariance of the positions' returns
   * @param measure GAUSSIAN_VALUE_AT_RISK where absent; not the historical one
   * @param confidence 0.95 where absent
   */
  public record OfContributions(
      double[] weights,
      double[][] covariance,
      @JsonProperty(defaultValue = "GAUSSIAN_VALUE_AT_RISK")
          Optional<RiskContributions.Measure> measure,
      @JsonProperty(defaultValue = "0.95") Optional<Double> confidence) {}

  /**
   * @param weights by position, as fractions of wealth
   * @param returns by row and position, as fractions
   * @param confidence 0.95 where absent
   */
  public record OfHistoricalContributions(
      double[] weights,
      double[][] returns,
      @JsonProperty(defaultValue = "0.95") Optional<Double> confidence) {}

  /**
   * @param positions value of each position
   * @param scenarios shocks of all positions
   */
  public record OfScenarios(double[] positions, List<Stress.Scenario> scenarios) {}

  /**
   * @param covariance of the positions' returns
   * @param shocked numbers of positions, from 0
   * @param shocks of these, as fractions
   */
  public record OfPropagation(double[][] covariance, int[] shocked, double[] shocks) {}

  /**
   * @param returns by row and position, as fractions
   * @param weights by position, as fractions of wealth
   * @param length rows of a stretch
   * @param count 5 where absent
   */
  public record OfWorst(
      double[][] returns,
      double[] weights,
      int length,
      @JsonProperty(defaultValue = "5") Optional<Integer> count) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "historical-risk",
            List.of("var_col0"),
            "Historical value at risk (quantile of type 7) and expected shortfall, as losses in the unit of the returns.",
            OfTail.class,
            q -> TailRisk.historical(q.returns(), q.level())),
        new Method<>(
            "gaussian-risk",
            List.of(),
            "Value at risk and expected shortfall of a normal distribution, as losses in the unit of the returns.",
            OfTail.class,
            q -> TailRisk.gaussian(q.returns(), q.level())),
        new Method<>(
            "cornish-fisher-risk",
            List.of(),
            "Value at risk and expected shortfall by Cornish-Fisher, historical outside of its domain.",
            OfTail.class,
            q -> TailRisk.cornishFisher(q.returns(), q.level())),
        new Method<>(
            "filtered-historical-risk",
            List.of(),
            "Historical value at risk and expected shortfall at the next period's GARCH(1,1) volatility.",
            OfTail.class,
            q -> TailRisk.filteredHistorical(q.returns(), q.level())),
        new Method<>(
            "bootstrap-risk",
            List.of(),
            "Historical value at risk and expected shortfall with standard errors and 95 % intervals by bootstrap.",
            OfBootstrap.class,
            q ->
                TailBootstrap.of(
                    q.returns(),
                    q.confidence().orElse(0.95),
                    q.resamples().orElse(10_000),
                    q.meanBlock().orElse(1.0),
                    q.seed().orElse(1L))),
        new Method<>(
            "cold-start-risk",
            List.of(),
            "Value at risk and expected shortfall from an assumption about the asset class that gives way to data.",
            OfColdStart.class,
            q ->
                ColdStart.of(
                    q.assetClass(),
                    q.annualVolatility().orElse(q.assetClass().annualVolatility()),
                    q.priorObservations().orElse(ColdStart.PRIOR_OBSERVATIONS),
                    q.returns().orElse(new double[0]),
                    q.periodsPerYear().orElse(252.0),
                    q.confidence().orElse(0.95))),
        new Method<>(
            "cornish-fisher-quantile",
            List.of("cornish_fisher_z"),
            "A quantile by Cornish-Fisher in standard deviations from the mean, and whether the expansion holds.",
            OfCornishFisher.class,
            q -> {
              CornishFisher expansion = new CornishFisher(q.skewness(), q.excessKurtosis());
              return new Expansion(
                  expansion.quantile(q.p()), expansion.meanBelow(q.p()), expansion.inDomain());
            }),
        new Method<>(
            "normal-shortfall-factor",
            List.of("normal_ES_factor"),
            "The expected shortfall of a standard normal loss, in standard deviations.",
            OfConfidence.class,
            q -> TailRisk.normalShortfallFactor(q.confidence())),
        new Method<>(
            "kupiec",
            List.of("kupiec_T250_N"),
            "Whether the number of breaches of value at risk fits: likelihood ratio and p.",
            OfBreaches.class,
            q -> VarBacktest.kupiec(q.days(), q.breaches(), q.probability())),
        new Method<>(
            "kupiec-region",
            List.of("kupiec_nonreject_region"),
            "The fewest and most breaches that Kupiec's test does not reject.",
            OfRegion.class,
            q -> VarBacktest.kupiecRegion(q.days(), q.probability(), q.alpha().orElse(0.05))),
        new Method<>(
            "christoffersen",
            List.of("christoffersen_fixture"),
            "Whether breaches are as many as they should be and come alone: likelihood ratios, p and traffic light.",
            OfHits.class,
            q -> VarBacktest.of(q.breached(), q.confidence())),
        new Method<>(
            "var-backtest",
            List.of(),
            "The same of returns and forecasts of value at risk, both in one unit.",
            OfForecasts.class,
            q -> VarBacktest.of(q.returns(), q.forecasts(), q.confidence())),
        new Method<>(
            "rolling-var-backtest",
            List.of(),
            "The same of forecasts that are made for each day from the days before it by a method.",
            OfRolling.class,
            q ->
                VarBacktest.rolling(
                    q.returns(),
                    q.window().orElse(250),
                    q.confidence().orElse(0.99),
                    q.method().orElse(TailRisk.Method.HISTORICAL))),
        new Method<>(
            "basel-traffic-light",
            List.of("basel_traffic_light_P_ge"),
            "The supervisors' zone for a number of breaches, with its probability and the multiplier of capital.",
            OfBreaches.class,
            q -> VarBacktest.trafficLight(q.days(), q.breaches(), q.probability())),
        new Method<>(
            "risk-contributions",
            List.of(),
            "Marginal and component risk by position of normal returns, as fractions of wealth.",
            OfContributions.class,
            RiskMethods::contributions),
        new Method<>(
            "historical-risk-contributions",
            List.of(),
            "Marginal and component expected shortfall by position in the worst rows, as fractions of wealth.",
            OfHistoricalContributions.class,
            q ->
                RiskContributions.historical(
                    q.weights(), q.returns(), q.confidence().orElse(0.95))),
        new Method<>(
            "stress",
            List.of(),
            "Profit by scenario and position, worst scenario first, in the unit of the positions.",
            OfScenarios.class,
            q -> Stress.outcomes(q.positions(), q.scenarios())),
        new Method<>(
            "stress-propagation",
            List.of(),
            "The shocks that are expected of all positions when some have theirs, as fractions.",
            OfPropagation.class,
            q -> Stress.propagated(q.covariance(), q.shocked(), q.shocks())),
        new Method<>(
            "worst-windows",
            List.of(),
            "The worst stretches of history that do not overlap, with the portfolio's change as a fraction.",
            OfWorst.class,
            q -> Stress.worst(q.returns(), q.weights(), q.length(), q.count().orElse(5))));
  }

  private static RiskContributions contributions(OfContributions asked) {
    double confidence = asked.confidence().orElse(0.95);
    return switch (asked.measure().orElse(RiskContributions.Measure.GAUSSIAN_VALUE_AT_RISK)) {
      case VOLATILITY -> RiskContributions.volatility(asked.weights(), asked.covariance());
      case GAUSSIAN_VALUE_AT_RISK ->
          RiskContributions.valueAtRisk(asked.weights(), asked.covariance(), confidence);
      case GAUSSIAN_EXPECTED_SHORTFALL ->
          RiskContributions.expectedShortfall(asked.weights(), asked.covariance(), confidence);
      case HISTORICAL_EXPECTED_SHORTFALL ->
          throw InvalidData.of(
              InvalidData.Code.OUT_OF_RANGE,
              "measure",
              "one of a covariance; rows are asked of historical-risk-contributions",
              RiskContributions.Measure.HISTORICAL_EXPECTED_SHORTFALL);
    };
  }
}
