package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.covariance.Cholesky;
import io.planwright.quant.covariance.CovarianceMatrix;
import java.util.List;

/**
 * What returns to expect after views are mixed into the market's (Black and Litterman; He and
 * Litterman 1999, doi:10.2139/ssrn.334304).
 *
 * @param equilibrium returns that the market's weights imply, {@code δΣw}
 * @param mean returns after the views
 * @param covariance of returns after the views, {@code Σ + ((τΣ)⁻¹ + PᵀΩ⁻¹P)⁻¹}
 * @param weights of the best portfolio without constraints, {@code (δ·covariance)⁻¹·mean}; they
 *     need not add up to 1
 */
public record BlackLitterman(
    double[] equilibrium, double[] mean, CovarianceMatrix covariance, double[] weights) {

  /**
   * One view: a portfolio and its expected return.
   *
   * @param portfolio a weight for each asset: 1 and −1 for "a beats b"
   * @param expected the portfolio's return, as a fraction per period of the covariance
   * @param variance of the view's error; where it is 0, that of the prior, {@code τpᵀΣp} (He and
   *     Litterman)
   */
  public record View(double[] portfolio, double expected, double variance) {}

  /**
   * @param covariance per period, positive definite
   * @param market weights of the assets
   * @param riskAversion δ, 1e-9 to 1e9, usually 2.5
   * @param tau how uncertain the equilibrium is, as a share of the covariance, 1e-9 to 1e9, usually
   *     0.05
   * @param views may be none
   * @throws InvalidData where the covariance is singular, a view has no asset or another number of
   *     them than the covariance, views contradict each other without error, or a number is not
   *     finite or out of its range
   */
  public static BlackLitterman of(
      CovarianceMatrix covariance,
      double[] market,
      double riskAversion,
      double tau,
      List<View> views) {
    Require.finite("market", market, 1);
    Require.sameLength("market", market.length, "covariance", covariance.assets());
    Require.within("riskAversion", riskAversion, 1e-9, 1e9);
    Require.within("tau", tau, 1e-9, 1e9);
    for (int i = 0; i < market.length; i++) {
      if (Math.abs(market[i]) > 1e6) {
        throw InvalidData.at(OUT_OF_RANGE, "market", i, "a weight within ±1e6", market[i]);
      }
    }
    covariance.factor();
    double[] equilibrium = covariance.times(market);
    for (int i = 0; i < equilibrium.length; i++) {
      equilibrium[i] *= riskAversion;
    }
    double[][] towards = new double[views.size()][];
    for (int v = 0; v < towards.length; v++) {
      towards[v] = uncertain(covariance, tau, views.get(v), v);
    }
    Cholesky surprise = surprise(views, towards);
    double[] mean = mean(equilibrium, views, towards, surprise);
    CovarianceMatrix posterior = posterior(covariance, tau, towards, surprise);
    double[] weights = posterior.factor().solve(mean);
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= riskAversion;
    }
    return new BlackLitterman(equilibrium, mean, posterior, weights);
  }

  /** The factor of {@code PτΣPᵀ + Ω}. */
  private static Cholesky surprise(List<View> views, double[][] towards) {
    double[][] surprise = new double[towards.length][towards.length];
    for (int v = 0; v < surprise.length; v++) {
      for (int u = 0; u < surprise.length; u++) {
        surprise[v][u] = Products.dot(views.get(v).portfolio(), towards[u]);
      }
      double variance = views.get(v).variance();
      surprise[v][v] += variance == 0 ? surprise[v][v] : variance;
    }
    return Cholesky.of(surprise, 1e-14)
        .orElseThrow(
            () ->
                InvalidData.of(
                    SINGULAR, "views", "views that say different things", "one view twice"));
  }

  private static double[] mean(
      double[] equilibrium, List<View> views, double[][] towards, Cholesky surprise) {
    double[] news = new double[towards.length];
    for (int v = 0; v < news.length; v++) {
      View view = views.get(v);
      news[v] = view.expected() - Products.dot(view.portfolio(), equilibrium);
    }
    double[] strength = surprise.solve(news);
    double[] mean = equilibrium.clone();
    for (int v = 0; v < news.length; v++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += towards[v][i] * strength[v];
      }
    }
    return mean;
  }

  /** {@code Σ + τΣ − τΣPᵀ(PτΣPᵀ + Ω)⁻¹PτΣ}. */
  private static CovarianceMatrix posterior(
      CovarianceMatrix covariance, double tau, double[][] towards, Cholesky surprise) {
    double[][] posterior = covariance.rows();
    for (int i = 0; i < posterior.length; i++) {
      double[] own = new double[towards.length];
      for (int v = 0; v < own.length; v++) {
        own[v] = towards[v][i];
      }
      double[] learnt = surprise.solve(own);
      for (int j = 0; j < posterior.length; j++) {
        double less = 0;
        for (int v = 0; v < own.length; v++) {
          less += towards[v][j] * learnt[v];
        }
        posterior[i][j] += tau * covariance.get(i, j) - less;
      }
    }
    return CovarianceMatrix.of(posterior);
  }

  /** {@code τΣp}. */
  private static double[] uncertain(CovarianceMatrix covariance, double tau, View view, int row) {
    double[] portfolio = view.portfolio();
    Require.finite("views row " + row + " portfolio", portfolio, 1);
    Require.sameLength(
        "views row " + row + " portfolio", portfolio.length, "covariance", covariance.assets());
    if (!(Math.abs(view.expected()) <= 1e6)) {
      throw InvalidData.at(OUT_OF_RANGE, "views", row, "an expected within ±1e6", view.expected());
    }
    if (!(view.variance() >= 0) || Double.isInfinite(view.variance())) {
      throw InvalidData.at(OUT_OF_RANGE, "views", row, "a variance of 0 or more", view.variance());
    }
    if (covariance.variance(portfolio) == 0) {
      throw InvalidData.at(OUT_OF_RANGE, "views", row, "a portfolio that varies", "one of no risk");
    }
    double[] product = covariance.times(portfolio);
    for (int i = 0; i < product.length; i++) {
      product[i] *= tau;
    }
    return product;
  }
}
