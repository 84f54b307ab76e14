package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.SINGULAR;

import io.planwright.quant.InvalidData;
import io.planwright.quant.covariance.CovarianceMatrix;
import java.util.Arrays;

/**
 * Hierarchical risk parity (Lopez de Prado 2016, doi:10.3905/jpm.2016.42.4.059) with single
 * linkage: assets are put in the order of a dendrogram of their correlations, the order is cut in
 * halves, and each half gets weight against its variance. Nothing is inverted, so that a singular
 * covariance is no obstacle. Long only; the weights add up to 1.
 *
 * <p>As {@code pypfopt.HRPOpt} and {@code skfolio.HierarchicalRiskParity} with single linkage: the
 * distance of two assets is {@code √((1 − ρ)/2)} itself, not the distance of the columns of such
 * distances, and ties are broken as {@code scipy.cluster.hierarchy.linkage} does.
 */
public final class HierarchicalRiskParity {
  private final CovarianceMatrix covariance;
  private final int[] order;
  private final double[] weights;

  private HierarchicalRiskParity(CovarianceMatrix covariance, int[] order) {
    this.covariance = covariance;
    this.order = order;
    this.weights = new double[order.length];
  }

  /**
   * @return the weights, in the order of the assets
   * @throws InvalidData where an asset does not vary, or a cluster's variance is negative by more
   *     than rounding
   */
  public static double[] weights(CovarianceMatrix covariance) {
    int[] order = SingleLinkage.order(distances(covariance.correlations()));
    HierarchicalRiskParity parity = new HierarchicalRiskParity(covariance, order);
    Arrays.fill(parity.weights, 1);
    parity.bisect(0, order.length);
    return parity.weights;
  }

  private static double[][] distances(double[][] correlations) {
    for (double[] row : correlations) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.sqrt((1 - row[j]) / 2);
      }
    }
    return correlations;
  }

  private void bisect(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = from + (to - from) / 2;
    double first = variance(from, middle);
    double second = variance(middle, to);
    double share = first + second > 0 ? 1 - first / (first + second) : 0.5;
    for (int i = from; i < to; i++) {
      weights[order[i]] *= i < middle ? share : 1 - share;
    }
    bisect(from, middle);
    bisect(middle, to);
  }

  /** Of the cluster's inverse-variance portfolio. */
  private double variance(int from, int to) {
    double inverses = 0;
    for (int i = from; i < to; i++) {
      inverses += 1 / covariance.get(order[i], order[i]);
    }
    double variance = 0;
    for (int i = from; i < to; i++) {
      int a = order[i];
      double row = 0.5;
      for (int j = from; j < i; j++) {
        row += covariance.get(a, order[j]) / covariance.get(order[j], order[j]);
      }
      variance += 2 * row / covariance.get(a, a);
    }
    if (variance < -1e-8 * inverses) {
      throw InvalidData.of(
          SINGULAR,
          "covariance",
          "no portfolio of negative variance",
          variance / (inverses * inverses));
    }
    return Math.max(0, variance) / (inverses * inverses);
  }
}
