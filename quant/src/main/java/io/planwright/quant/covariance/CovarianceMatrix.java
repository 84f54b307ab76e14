package io.planwright.quant.covariance;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;

import com.fasterxml.jackson.annotation.JsonValue;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Optional;

/**
 * The covariances of the returns of some assets, in the square of the returns' unit and per their
 * period. Symmetric, and no correlation is outside of −1 to 1; it may be singular.
 */
public final class CovarianceMatrix {
  /** Most assets. */
  public static final int MOST_ASSETS = 2_000;

  private static final String ARGUMENT = "covariance";
  private static final double ASYMMETRY = 1e-8;
  private static final double ROUNDING = 1e-10;
  private static final double GREATEST_VARIANCE = 1e120;
  private static final double LEAST_VARIANCE = 1e-100;

  private final double[][] rows;

  private CovarianceMatrix(double[][] rows) {
    this.rows = rows;
  }

  /**
   * @param covariance square and symmetric
   * @throws InvalidData where an element is not finite, the matrix is not square and symmetric, has
   *     more than {@link #MOST_ASSETS} rows, or a correlation is outside of −1 to 1
   */
  public static CovarianceMatrix of(double[][] covariance) {
    Require.finite(ARGUMENT, covariance, 1);
    int n = covariance.length;
    atMost(ARGUMENT, n);
    Require.sameLength(ARGUMENT, n, "columns", covariance[0].length);
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      if (covariance[i][i] < 0) {
        throw InvalidData.at(
            OUT_OF_RANGE, ARGUMENT, i, "a variance of 0 or more", covariance[i][i]);
      }
      if (covariance[i][i] > GREATEST_VARIANCE) {
        throw InvalidData.at(
            OUT_OF_RANGE, ARGUMENT, i, "at most " + GREATEST_VARIANCE, covariance[i][i]);
      }
      rows[i][i] = covariance[i][i];
      for (int j = 0; j < i; j++) {
        double largest = Math.sqrt(rows[i][i]) * Math.sqrt(rows[j][j]);
        if (Math.abs(covariance[i][j] - covariance[j][i]) > ASYMMETRY * largest) {
          throw InvalidData.at(
              OUT_OF_RANGE,
              ARGUMENT,
              i,
              "%s in column %d as in row %d".formatted(covariance[j][i], j, j),
              covariance[i][j]);
        }
        double mean = covariance[i][j] / 2 + covariance[j][i] / 2;
        if (Math.abs(mean) > largest * (1 + ASYMMETRY)) {
          throw InvalidData.at(
              SINGULAR, ARGUMENT, i, "at most %s in column %d".formatted(largest, j), mean);
        }
        rows[i][j] = mean;
        rows[j][i] = mean;
      }
    }
    return new CovarianceMatrix(rows);
  }

  /**
   * The unbiased sample covariance (divided by n − 1).
   *
   * @param returns a row for each period, a column for each asset
   * @throws InvalidData where a return is not finite, there are fewer than two rows or more than
   *     {@link #MOST_ASSETS} columns
   */
  public static CovarianceMatrix sample(double[][] returns) {
    Returns centred = Returns.centred(returns);
    return new CovarianceMatrix(centred.covariance(centred.periods() - 1));
  }

  /**
   * The mean return of each asset.
   *
   * @param returns a row for each period, at least 2; a column for each asset
   * @throws InvalidData where a return is not finite
   */
  public static double[] means(double[][] returns) {
    return Returns.centred(returns).means();
  }

  /** Of rows that are known to be symmetric. */
  static CovarianceMatrix trusted(double[][] rows) {
    return new CovarianceMatrix(rows);
  }

  static void atMost(String argument, int assets) {
    if (assets > MOST_ASSETS) {
      throw InvalidData.of(OUT_OF_RANGE, argument, "at most " + MOST_ASSETS + " assets", assets);
    }
  }

  public int assets() {
    return rows.length;
  }

  public double get(int row, int column) {
    return rows[row][column];
  }

  /** A copy. */
  @JsonValue
  public double[][] rows() {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  /** The covariance of each asset with the portfolio, {@code Σw}. */
  public double[] times(double[] weights) {
    double[] product = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double weight = weights[i];
      if (weight != 0) {
        double[] row = rows[i];
        for (int j = 0; j < product.length; j++) {
          product[j] += weight * row[j];
        }
      }
    }
    return product;
  }

  /** The portfolio's variance, {@code wᵀΣw}; rounding below 0 is 0. */
  public double variance(double[] weights) {
    double[] product = times(weights);
    double sum = 0;
    for (int i = 0; i < product.length; i++) {
      sum += weights[i] * product[i];
    }
    return Math.max(0, sum);
  }

  /**
   * The correlations.
   *
   * @throws InvalidData where an asset does not vary: its variance is 1e-100 or less
   */
  public double[][] correlations() {
    int n = rows.length;
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = 1 / deviation(i);
    }
    double[][] correlations = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] row = rows[i];
      double[] to = correlations[i];
      for (int j = 0; j < n; j++) {
        to[j] = Math.clamp(row[j] * (scale[i] * scale[j]), -1, 1);
      }
      to[i] = 1;
    }
    return correlations;
  }

  private double deviation(int asset) {
    if (!(rows[asset][asset] > LEAST_VARIANCE)) {
      throw InvalidData.at(
          CONSTANT, ARGUMENT, asset, "an asset that varies", "variance " + rows[asset][asset]);
    }
    return Math.sqrt(rows[asset][asset]);
  }

  /**
   * Its factor.
   *
   * @throws InvalidData where the matrix is singular to rounding
   */
  public Cholesky factor() {
    return Cholesky.of(rows, ROUNDING)
        .orElseThrow(
            () ->
                InvalidData.of(
                    SINGULAR,
                    ARGUMENT,
                    "a positive definite matrix (shrink it, or use more periods than assets)",
                    "singular"));
  }

  /** Whether a factor exists. */
  public boolean isDefinite() {
    return Cholesky.of(rows, ROUNDING).isPresent();
  }

  /**
   * A singular covariance is no error here; one that gives a portfolio a negative variance is.
   *
   * @throws InvalidData where some portfolio's variance is negative by more than rounding
   */
  public void requireNoNegativeVariance() {
    Optional<Cholesky> factor = Cholesky.of(rows, ROUNDING);
    if (factor.isPresent()) {
      return;
    }
    int n = rows.length;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, rows[i][i]);
    }
    double[][] raised = rows();
    for (int i = 0; i < n; i++) {
      raised[i][i] += 1e-8 * Math.max(raised[i][i], ROUNDING * largest) + Double.MIN_NORMAL;
    }
    if (Cholesky.of(raised, 0).isEmpty()) {
      throw InvalidData.of(
          SINGULAR, ARGUMENT, "no portfolio of negative variance", "an indefinite matrix");
    }
  }
}
