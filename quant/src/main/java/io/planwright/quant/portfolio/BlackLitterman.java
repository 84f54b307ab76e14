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
   * @param riskAversion δ, above 0, usually 2.5
   * @param tau how uncertain the equilibrium is, as a share of the covariance, usually 0.05
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
    Require.positive("riskAversion", riskAversion);
    Require.positive("tau", tau);
    covariance.factor();
    int n = market.length;
    int k = views.size();
    double[] equilibrium = covariance.times(market);
    for (int i = 0; i < n; i++) {
      equilibrium[i] *= riskAversion;
    }
    double[][] towards = new double[k][];
    for (int v = 0; v < k; v++) {
      towards[v] = uncertain(covariance, tau, views.get(v), v);
    }
    double[][] surprise = new double[k][k];
    double[] news = new double[k];
    for (int v = 0; v < k; v++) {
      View view = views.get(v);
      for (int u = 0; u < k; u++) {
        surprise[v][u] = dot(view.portfolio(), towards[u]);
      }
      surprise[v][v] += view.variance() == 0 ? surprise[v][v] : view.variance();
      news[v] = view.expected() - dot(view.portfolio(), equilibrium);
    }
    Cholesky factor =
        Cholesky.of(surprise, 1e-14)
            .orElseThrow(
                () ->
                    InvalidData.of(
                        SINGULAR, "views", "views that say different things", "one view twice"));
    double[] mean = equilibrium.clone();
    double[] strength = factor.solve(news);
    double[][] posterior = covariance.rows();
    for (int i = 0; i < n; i++) {
      double[] own = new double[k];
      for (int v = 0; v < k; v++) {
        mean[i] += towards[v][i] * strength[v];
        own[v] = towards[v][i];
      }
      double[] learnt = factor.solve(own);
      for (int j = 0; j < n; j++) {
        double less = 0;
        for (int v = 0; v < k; v++) {
          less += towards[v][j] * learnt[v];
        }
        posterior[i][j] += tau * covariance.get(i, j) - less;
      }
    }
    CovarianceMatrix after = CovarianceMatrix.of(posterior);
    double[] weights = after.factor().solve(mean);
    for (int i = 0; i < n; i++) {
      weights[i] /= riskAversion;
    }
    return new BlackLitterman(equilibrium, mean, after, weights);
  }

  /** {@code τΣp}. */
  private static double[] uncertain(CovarianceMatrix covariance, double tau, View view, int row) {
    double[] portfolio = view.portfolio();
    Require.finite("views row " + row + " portfolio", portfolio, 1);
    Require.sameLength(
        "views row " + row + " portfolio", portfolio.length, "covariance", covariance.assets());
    if (!Double.isFinite(view.expected())) {
      throw InvalidData.at(OUT_OF_RANGE, "views", row, "a finite expected", view.expected());
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

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
