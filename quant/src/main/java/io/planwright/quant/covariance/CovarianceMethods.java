package io.planwright.quant.covariance;

import io.planwright.quant.method.Method;
import java.util.List;

/** This package's methods by name. */
public final class CovarianceMethods {
  private CovarianceMethods() {}

  /**
   * Returns of some assets.
   *
   * @param returns a row for each period, a column for each asset; fractions
   */
  public record OfReturns(double[][] returns) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "column-means",
            List.of("X_mean", "X_def"),
            "The mean return of each asset, per period.",
            OfReturns.class,
            q -> CovarianceMatrix.means(q.returns())),
        new Method<>(
            "sample-covariance",
            List.of("X_cov_ddof1"),
            "The unbiased sample covariance of returns, per period.",
            OfReturns.class,
            q -> CovarianceMatrix.sample(q.returns())),
        new Method<>(
            "ledoit-wolf",
            List.of("ledoit_wolf_sklearn"),
            "The covariance of returns shrunk towards identity, per period, with the intensity.",
            OfReturns.class,
            q -> Shrinkage.ledoitWolf(q.returns())),
        new Method<>(
            "constant-correlation",
            List.of("lw_const_corr_pypfopt"),
            "The covariance of returns shrunk towards one correlation, per period, with the intensity.",
            OfReturns.class,
            q -> Shrinkage.constantCorrelation(q.returns())),
        new Method<>(
            "oas",
            List.of(),
            "The covariance of normal returns shrunk towards identity, per period, with the intensity.",
            OfReturns.class,
            q -> Shrinkage.oas(q.returns())));
  }
}
