package io.planwright.quant.portfolio;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.covariance.CovarianceMatrix;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** This package's methods by name. */
public final class PortfolioMethods {
  private PortfolioMethods() {}

  /** A covariance, per period. */
  public record OfCovariance(double[][] covariance) {}

  /** Shares of the variance, one for each asset; equal where absent. */
  public record OfShares(
      double[][] covariance, @JsonProperty(defaultValue = "equal") Optional<double[]> shares) {}

  /** A covariance and constraints; long only where absent. */
  public record OfVariance(
      double[][] covariance,
      @JsonProperty(defaultValue = "long only") Optional<Constraints> constraints) {}

  /** See {@link MeanVariance#minimumVarianceAt}. */
  public record OfTarget(
      double[][] covariance,
      double[] mean,
      double target,
      @JsonProperty(defaultValue = "long only") Optional<Constraints> constraints) {}

  /** See {@link MeanVariance#maximumUtility}. */
  public record OfUtility(
      double[][] covariance,
      double[] mean,
      double riskAversion,
      @JsonProperty(defaultValue = "long only") Optional<Constraints> constraints) {}

  /** See {@link MeanVariance#maximumSharpe}; the risk-free return is 0 where absent. */
  public record OfSharpe(
      double[][] covariance,
      double[] mean,
      @JsonProperty(defaultValue = "0.0") Optional<Double> riskFree,
      @JsonProperty(defaultValue = "long only") Optional<Constraints> constraints) {}

  /** See {@link LeastShortfall#of}. */
  public record OfShortfall(
      double[][] returns,
      double level,
      @JsonProperty(defaultValue = "none") Optional<Double> target,
      @JsonProperty(defaultValue = "long only") Optional<Constraints> constraints) {}

  /** See {@link NormalTail#of}. */
  public record OfTail(double mean, double deviation, double level) {}

  /** See {@link BlackLitterman#of}; risk aversion is 2.5 and tau 0.05 where absent. */
  public record OfViews(
      double[][] covariance,
      double[] market,
      @JsonProperty(defaultValue = "2.5") Optional<Double> riskAversion,
      @JsonProperty(defaultValue = "0.05") Optional<Double> tau,
      List<BlackLitterman.View> views) {}

  /** See {@link Rebalancing#of}. */
  public record OfHoldings(
      double[] holdings, double cash, double[] targets, Rebalancing.Bands bands) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "hierarchical-risk-parity",
            List.of("hrp_pypfopt_single", "hrp_skfolio_single"),
            "Long-only weights by hierarchical risk parity with single linkage.",
            OfCovariance.class,
            q -> HierarchicalRiskParity.weights(CovarianceMatrix.of(q.covariance()))),
        new Method<>(
            "risk-budget",
            List.of("erc_own", "erc_rc", "erc_skfolio"),
            "Long-only weights whose shares of the variance are given, or equal.",
            OfShares.class,
            q -> shares(CovarianceMatrix.of(q.covariance()), q.shares())),
        new Method<>(
            "minimum-variance",
            List.of("gmv_unconstrained", "gmv_longonly"),
            "The weights of least variance within constraints.",
            OfVariance.class,
            q ->
                MeanVariance.minimumVariance(
                    CovarianceMatrix.of(q.covariance()), orLongOnly(q.constraints()))),
        new Method<>(
            "minimum-variance-at",
            List.of("RU2000_minvar_x", "RU2000_minvar_var"),
            "The weights of least variance at a mean return per period, within constraints.",
            OfTarget.class,
            q ->
                MeanVariance.minimumVarianceAt(
                    CovarianceMatrix.of(q.covariance()),
                    q.mean(),
                    q.target(),
                    orLongOnly(q.constraints()))),
        new Method<>(
            "maximum-utility",
            List.of(),
            "The weights of greatest mean less half the aversion times variance less cost.",
            OfUtility.class,
            q ->
                MeanVariance.maximumUtility(
                    CovarianceMatrix.of(q.covariance()),
                    q.mean(),
                    q.riskAversion(),
                    orLongOnly(q.constraints()))),
        new Method<>(
            "maximum-sharpe",
            List.of("tangency_unconstrained_rf0"),
            "The weights of greatest excess return over deviation, per period, within constraints.",
            OfSharpe.class,
            q ->
                MeanVariance.maximumSharpe(
                    CovarianceMatrix.of(q.covariance()),
                    q.mean(),
                    q.riskFree().orElse(0.0),
                    orLongOnly(q.constraints()))),
        new Method<>(
            "least-shortfall",
            List.of("cvar95_lp_longonly", "cvar90_lp_longonly"),
            "The weights of least expected shortfall over the periods seen, a fraction per period.",
            OfShortfall.class,
            q ->
                LeastShortfall.of(q.returns(), q.level(), q.target(), orLongOnly(q.constraints()))),
        new Method<>(
            "normal-tail",
            List.of("RU2000_VaR_CVaR"),
            "Value at risk and expected shortfall of a normal return, as fractions.",
            OfTail.class,
            q -> NormalTail.of(q.mean(), q.deviation(), q.level())),
        new Method<>(
            "black-litterman",
            List.of(
                "he_litterman_pi_pct",
                "he_litterman_view1_mu_pct",
                "he_litterman_view1_w_pct",
                "he_litterman_pypfopt_mu_pct"),
            "Expected returns, covariance and weights after views are mixed into the market's.",
            OfViews.class,
            q ->
                BlackLitterman.of(
                    CovarianceMatrix.of(q.covariance()),
                    q.market(),
                    q.riskAversion().orElse(2.5),
                    q.tau().orElse(0.05),
                    q.views())),
        new Method<>(
            "rebalancing",
            List.of(),
            "What to buy and sell where a weight has left its band, in the holdings' currency.",
            OfHoldings.class,
            q -> Rebalancing.of(q.holdings(), q.cash(), q.targets(), q.bands())));
  }

  private static RiskBudget shares(CovarianceMatrix covariance, Optional<double[]> shares) {
    return shares
        .map(given -> RiskBudget.of(covariance, given))
        .orElseGet(() -> RiskBudget.equal(covariance));
  }

  private static Constraints orLongOnly(Optional<Constraints> constraints) {
    return constraints.orElseGet(Constraints::longOnly);
  }
}
