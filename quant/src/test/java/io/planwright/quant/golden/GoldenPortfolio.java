package io.planwright.quant.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.covariance.CovarianceMatrix;
import io.planwright.quant.covariance.Shrinkage;
import io.planwright.quant.portfolio.BlackLitterman;
import io.planwright.quant.portfolio.Constraints;
import io.planwright.quant.portfolio.HierarchicalRiskParity;
import io.planwright.quant.portfolio.LeastShortfall;
import io.planwright.quant.portfolio.MeanVariance;
import io.planwright.quant.portfolio.NormalTail;
import io.planwright.quant.portfolio.Optimum;
import io.planwright.quant.portfolio.RiskBudget;
import io.planwright.quant.sizing.Kelly;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Covariances, portfolios and sizes. */
final class GoldenPortfolio {
  private GoldenPortfolio() {}

  static Map<String, Golden> computed() {
    Map<String, Golden> all = new LinkedHashMap<>();
    covariances(all);
    riskShared(all);
    optimal(all);
    blackLitterman(all);
    shortfalls(all);
    all.put("kelly_p.6_b1", Golden.closed(() -> Kelly.binary(0.6, 1)));
    all.put("kelly_cont_mu.08_s.2", Golden.closed(() -> Kelly.continuous(0.08, 0.2)));
    return all;
  }

  private static void covariances(Map<String, Golden> all) {
    all.put(
        "X_def",
        Golden.definition(
            "X[t][j]=0.0005(j+1)+0.01 sin(0.37(t+1)(j+1))+0.008 cos(0.11(t+1)(j+2)), t=0..59,j=0..3",
            () -> {
              assertThat(Series.x()).hasDimensions(60, 4);
              assertThat(Series.x()[2][1])
                  .isCloseTo(0.001 + Math.sin(2.22) * 0.01 + Math.cos(0.99) * 0.008, within(1e-15));
            }));
    all.put("X_mean", Golden.closed(() -> CovarianceMatrix.means(Series.x())));
    all.put("X_cov_ddof1", Golden.closed(() -> CovarianceMatrix.sample(Series.x())));
    all.put(
        "ledoit_wolf_sklearn",
        Golden.closed(() -> shrunk("shrinkage", Shrinkage.ledoitWolf(Series.x()))));
    all.put("oas", Golden.closed(() -> Shrinkage.oas(Series.x()).intensity()));
    all.put(
        "lw_const_corr_pypfopt",
        Golden.closed(() -> shrunk("delta", Shrinkage.constantCorrelation(Series.x()))));
  }

  private static void riskShared(Map<String, Golden> all) {
    CovarianceMatrix sample = CovarianceMatrix.sample(Series.x());
    for (String key : List.of("hrp_pypfopt_single", "hrp_skfolio_single")) {
      all.put(key, Golden.closed(() -> lettered(HierarchicalRiskParity.weights(sample))));
    }
    all.put("erc_own", Golden.closed(() -> RiskBudget.equal(sample).weights()));
    all.put("erc_rc", Golden.closed(() -> RiskBudget.equal(sample).shares()));
    // skfolio's solver stops at risk shares that differ by 2e-5; ours are equal to rounding.
    all.put("erc_skfolio", Golden.within(1e-4, () -> lettered(RiskBudget.equal(sample).weights())));
  }

  private static void optimal(Map<String, Golden> all) {
    CovarianceMatrix sample = CovarianceMatrix.sample(Series.x());
    double[] mean = CovarianceMatrix.means(Series.x());
    all.put(
        "gmv_unconstrained",
        Golden.closed(() -> MeanVariance.minimumVariance(sample, Constraints.none()).weights()));
    all.put(
        "tangency_unconstrained_rf0",
        Golden.closed(
            () -> MeanVariance.maximumSharpe(sample, mean, 0, Constraints.none()).weights()));
    // No bound holds there, so that the answer is gmv_unconstrained; Clarabel stopped 2e-4 before.
    all.put(
        "gmv_longonly",
        Golden.within(
            4e-4, () -> MeanVariance.minimumVariance(sample, Constraints.longOnly()).weights()));
    all.put("RU2000_minvar_x", Golden.closed(() -> rockafellar().weights()));
    all.put("RU2000_minvar_var", Golden.closed(() -> rockafellar().objective()));
  }

  /** S&P 500, long bonds, small caps: the least variance at a mean of 1.1 % a month. */
  private static Optimum rockafellar() {
    CovarianceMatrix covariance =
        CovarianceMatrix.of(
            new double[][] {
              {.00324625, .00022983, .00420395},
              {.00022983, .00049937, .00019247},
              {.00420395, .00019247, .00764097}
            });
    double[] mean = {.0101110, .0043532, .0137058};
    return MeanVariance.minimumVarianceAt(covariance, mean, .011, Constraints.none());
  }

  private static void shortfalls(Map<String, Golden> all) {
    all.put("cvar95_lp_longonly", Golden.within(Golden.OPTIMISER, () -> shortfall(0.95)));
    all.put("cvar90_lp_longonly", Golden.within(Golden.OPTIMISER, () -> shortfall(0.90)));
    all.put(
        "RU2000_VaR_CVaR",
        Golden.closed(() -> Map.of("0.9", tail(0.9), "0.95", tail(0.95), "0.99", tail(0.99))));
  }

  private static Map<String, Object> shortfall(double level) {
    LeastShortfall least =
        LeastShortfall.of(Series.x(), level, Optional.empty(), Constraints.longOnly());
    return Map.of("w", least.weights(), "cvar", least.shortfall(), "var", least.valueAtRisk());
  }

  private static double[] tail(double level) {
    NormalTail tail = NormalTail.of(.011, rockafellar().deviation(), level);
    return new double[] {tail.valueAtRisk(), tail.shortfall()};
  }

  private static void blackLitterman(Map<String, Golden> all) {
    all.put("he_litterman_pi_pct", Golden.closed(() -> percent(he().equilibrium(), 3)));
    all.put("he_litterman_view1_mu_pct", Golden.closed(() -> percent(he().mean(), 3)));
    all.put("he_litterman_pypfopt_mu_pct", Golden.closed(() -> percent(he().mean(), 3)));
    all.put("he_litterman_view1_w_pct", Golden.closed(() -> percent(he().weights(), 2)));
  }

  /** Seven countries; Germany beats France and the United Kingdom by 5 %. */
  private static BlackLitterman he() {
    double[][] correlations = {
      {1, .488, .478, .515, .439, .512, .491},
      {.488, 1, .664, .655, .310, .608, .779},
      {.478, .664, 1, .861, .355, .783, .668},
      {.515, .655, .861, 1, .354, .777, .653},
      {.439, .310, .355, .354, 1, .405, .306},
      {.512, .608, .783, .777, .405, 1, .652},
      {.491, .779, .668, .653, .306, .652, 1}
    };
    double[] deviations = {.16, .203, .248, .271, .21, .20, .187};
    double[] market = {.016, .022, .052, .055, .116, .124, .615};
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        correlations[i][j] *= deviations[i] * deviations[j];
      }
    }
    double[] germany = {0, 0, -.295, 1, 0, -.705, 0};
    return BlackLitterman.of(
        CovarianceMatrix.of(correlations),
        market,
        2.5,
        .05,
        List.of(new BlackLitterman.View(germany, .05, 0)));
  }

  /** In percent, rounded as stored. */
  private static double[] percent(double[] fractions, int digits) {
    return Arrays.stream(fractions)
        .map(f -> new BigDecimal(100 * f).setScale(digits, RoundingMode.HALF_EVEN).doubleValue())
        .toArray();
  }

  private static Map<String, Double> lettered(double[] weights) {
    return Map.of("A", weights[0], "B", weights[1], "C", weights[2], "D", weights[3]);
  }

  private static Map<String, Object> shrunk(String intensity, Shrinkage shrinkage) {
    return Map.of(intensity, shrinkage.intensity(), "cov", shrinkage.covariance());
  }
}
