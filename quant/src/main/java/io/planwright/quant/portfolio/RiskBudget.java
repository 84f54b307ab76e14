package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.covariance.Cholesky;
import io.planwright.quant.covariance.CovarianceMatrix;
import java.util.Arrays;

/**
 * A long-only portfolio in which each asset has a given share of the variance. It is the minimum of
 * {@code ½yᵀΣy − Σ bᵢ ln yᵢ}, scaled to add up to 1 (Spinu 2013, doi:10.2139/ssrn.2297383), found
 * by Newton's method; there is exactly one.
 *
 * @param weights add up to 1
 * @param shares of the portfolio's variance, {@code wᵢ(Σw)ᵢ / wᵀΣw}; they add up to 1
 * @param deviation the portfolio's standard deviation, in the unit of the returns, per their period
 */
public record RiskBudget(double[] weights, double[] shares, double deviation) {
  private static final int MOST_STEPS = 200;
  private static final double SETTLED = 1e-13;

  /**
   * All shares are the same: equal risk contribution (Maillard, Roncalli and Teiletche 2010,
   * doi:10.3905/jpm.2010.36.4.060).
   *
   * @throws InvalidData where an asset does not vary, some mix of the assets has no risk, or some
   *     portfolio's variance is negative
   */
  public static RiskBudget equal(CovarianceMatrix covariance) {
    double[] shares = new double[covariance.assets()];
    Arrays.fill(shares, 1.0 / shares.length);
    return of(covariance, shares);
  }

  /**
   * @param shares of the variance, one for each asset, positive, adding up to 1
   * @throws InvalidData as {@link #equal}, or where the shares are not such
   */
  public static RiskBudget of(CovarianceMatrix covariance, double[] shares) {
    Require.finite("shares", shares, 1);
    Require.sameLength("shares", shares.length, "covariance", covariance.assets());
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      if (!(shares[i] > 0)) {
        throw InvalidData.at(OUT_OF_RANGE, "shares", i, "a share above 0", shares[i]);
      }
      sum += shares[i];
    }
    if (Math.abs(sum - 1) > 1e-9) {
      throw InvalidData.of(OUT_OF_RANGE, "shares", "shares that add up to 1", sum);
    }
    covariance.requireNoNegativeVariance();
    double[] standardised = minimum(covariance.correlations(), shares);
    return scaled(covariance, standardised);
  }

  private static RiskBudget scaled(CovarianceMatrix covariance, double[] standardised) {
    int n = standardised.length;
    double[] weights = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = standardised[i] / Math.sqrt(covariance.get(i, i));
      sum += weights[i];
    }
    for (int i = 0; i < n; i++) {
      weights[i] /= sum;
    }
    double[] marginal = covariance.times(weights);
    double variance = covariance.variance(weights);
    double[] shares = new double[n];
    for (int i = 0; i < n; i++) {
      shares[i] = weights[i] * marginal[i] / variance;
    }
    return new RiskBudget(weights, shares, Math.sqrt(variance));
  }

  private static double[] minimum(double[][] correlations, double[] shares) {
    int n = shares.length;
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = Math.sqrt(shares[i]);
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] product = Products.times(correlations, y);
      double[] downhill = new double[n];
      double worst = 0;
      for (int i = 0; i < n; i++) {
        downhill[i] = shares[i] / y[i] - product[i];
        worst = Math.max(worst, Math.abs(downhill[i] * y[i]) / shares[i]);
      }
      if (worst <= SETTLED * n) {
        return y;
      }
      double[][] curvature = new double[n][];
      for (int i = 0; i < n; i++) {
        curvature[i] = correlations[i].clone();
        curvature[i][i] += shares[i] / (y[i] * y[i]);
      }
      Cholesky factor = Cholesky.of(curvature, 0).orElseThrow(RiskBudget::riskless);
      if (!move(correlations, shares, y, product, factor.solve(downhill), downhill)) {
        if (worst <= 1e-9) {
          return y;
        }
        throw riskless();
      }
    }
    throw InvalidData.of(
        NO_CONVERGENCE, "covariance", "risk shares that settle", MOST_STEPS + " steps");
  }

  /** Goes along the direction as far as the function falls well; false where it does not fall. */
  private static boolean move(
      double[][] correlations,
      double[] shares,
      double[] y,
      double[] product,
      double[] direction,
      double[] downhill) {
    int n = y.length;
    double[] turned = Products.times(correlations, direction);
    double linear = 0;
    double quadratic = 0;
    double slope = 0;
    double length = 1;
    for (int i = 0; i < n; i++) {
      linear += product[i] * direction[i];
      quadratic += direction[i] * turned[i];
      slope += downhill[i] * direction[i];
      if (direction[i] < 0) {
        length = Math.min(length, -0.95 * y[i] / direction[i]);
      }
    }
    for (int halvings = 0; halvings < 60; halvings++) {
      double change = length * linear + length * length * quadratic / 2;
      for (int i = 0; i < n; i++) {
        change -= shares[i] * Math.log1p(length * direction[i] / y[i]);
      }
      if (change <= -0.1 * length * slope || slope < 1e-20) {
        for (int i = 0; i < n; i++) {
          y[i] += length * direction[i];
        }
        return true;
      }
      length /= 2;
    }
    return false;
  }

  private static InvalidData riskless() {
    return InvalidData.of(
        SINGULAR, "covariance", "no mix of the assets without risk", "a riskless mix");
  }
}
