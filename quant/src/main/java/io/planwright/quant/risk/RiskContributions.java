package io.planwright.quant.risk;

import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Returns;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A portfolio's risk, divided among its positions by Euler's theorem (Tasche 1999): components add
 * up to the whole, and the marginal risk is what one unit of weight more adds.
 *
 * @param measure that is divided
 * @param total risk of the portfolio, as a fraction of wealth
 * @param marginal by position, per unit of weight
 * @param component by position: weight times marginal
 * @param share by position: component over total
 */
public record RiskContributions(
    Measure measure, double total, double[] marginal, double[] component, double[] share) {

  /** What is divided. */
  public enum Measure {
    /** Standard deviation. */
    VOLATILITY,
    /** Value at risk of normal returns with mean 0. */
    GAUSSIAN_VALUE_AT_RISK,
    /** Expected shortfall of normal returns with mean 0. */
    GAUSSIAN_EXPECTED_SHORTFALL,
    /** Mean loss in the worst share of rows. */
    HISTORICAL_EXPECTED_SHORTFALL
  }

  /** Most positions. */
  public static final int MOST_POSITIONS = 5000;

  /**
   * @param weights by position, as fractions of wealth
   * @param covariance of the positions' returns
   */
  public static RiskContributions volatility(double[] weights, double[][] covariance) {
    return scaled(Measure.VOLATILITY, weights, covariance, 1);
  }

  /** Of normal returns with mean 0. */
  public static RiskContributions valueAtRisk(
      double[] weights, double[][] covariance, double confidence) {
    Require.between("confidence", confidence, 0.5, 1);
    double factor = NormalDistribution.of(0, 1).inverseSurvivalProbability(1 - confidence);
    return scaled(Measure.GAUSSIAN_VALUE_AT_RISK, weights, covariance, factor);
  }

  /** Of normal returns with mean 0. */
  public static RiskContributions expectedShortfall(
      double[] weights, double[][] covariance, double confidence) {
    Require.between("confidence", confidence, 0.5, 1);
    double factor = TailRisk.normalShortfallFactor(confidence);
    return scaled(Measure.GAUSSIAN_EXPECTED_SHORTFALL, weights, covariance, factor);
  }

  private static RiskContributions scaled(
      Measure measure, double[] weights, double[][] covariance, double factor) {
    requireWeights(weights);
    requireCovariance(covariance);
    Require.sameLength("weights", weights.length, "covariance", covariance.length);
    int n = weights.length;
    double[] marginal = new double[n];
    double variance = 0;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        marginal[i] += covariance[i][j] * weights[j];
      }
      variance += weights[i] * marginal[i];
      largest = Math.max(largest, weights[i] * weights[i] * covariance[i][i]);
    }
    if (!(variance > 1e-14 * largest)) {
      throw InvalidData.of(SINGULAR, "covariance", "a portfolio with a risk", variance);
    }
    double deviation = Math.sqrt(variance);
    for (int i = 0; i < n; i++) {
      marginal[i] *= factor / deviation;
    }
    return divided(measure, weights, marginal, factor * deviation);
  }

  /**
   * Of the rows as they were, each as likely as the others.
   *
   * @param weights by position, as fractions of wealth
   * @param returns by row and position, as fractions
   * @throws InvalidData where a number is not finite, lengths differ, or the mean loss in the worst
   *     share of rows is not above 0, so that there is nothing to divide
   */
  public static RiskContributions historical(
      double[] weights, double[][] returns, double confidence) {
    Require.between("confidence", confidence, 0.5, 1);
    requireWeights(weights);
    Require.finite("returns", returns, 2);
    Require.sameLength("weights", weights.length, "columns of returns", returns[0].length);
    double[] portfolio = new double[returns.length];
    for (int t = 0; t < returns.length; t++) {
      for (int j = 0; j < weights.length; j++) {
        if (Math.abs(returns[t][j]) > Returns.LARGEST) {
          throw InvalidData.at(
              OUT_OF_RANGE, "returns", t, "a return of at most 1e6", returns[t][j]);
        }
        portfolio[t] += weights[j] * returns[t][j];
      }
    }
    int[] order =
        IntStream.range(0, returns.length)
            .boxed()
            .sorted(Comparator.comparingDouble(t -> portfolio[t]))
            .mapToInt(Integer::intValue)
            .toArray();
    double count = returns.length * (1 - confidence);
    double[] marginal = new double[weights.length];
    double total = 0;
    for (int r = 0; r < count; r++) {
      double part = Math.min(1, count - r) / count;
      total -= part * portfolio[order[r]];
      for (int j = 0; j < weights.length; j++) {
        marginal[j] -= part * returns[order[r]][j];
      }
    }
    if (!(total > 0)) {
      throw InvalidData.of(
          OUT_OF_RANGE, "returns", "a mean loss in the worst rows that is above 0", total);
    }
    return divided(Measure.HISTORICAL_EXPECTED_SHORTFALL, weights, marginal, total);
  }

  private static RiskContributions divided(
      Measure measure, double[] weights, double[] marginal, double total) {
    double[] component = new double[weights.length];
    double[] share = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      component[i] = weights[i] * marginal[i];
      share[i] = component[i] / total;
    }
    return new RiskContributions(measure, total, marginal, component, share);
  }

  private static void requireWeights(double[] weights) {
    Require.finite("weights", weights, 1);
    Require.within("positions", weights.length, 1, MOST_POSITIONS);
    for (int i = 0; i < weights.length; i++) {
      if (Math.abs(weights[i]) > 1e6) {
        throw InvalidData.at(OUT_OF_RANGE, "weights", i, "a weight of at most 1e6", weights[i]);
      }
    }
    if (Arrays.stream(weights).allMatch(w -> w == 0)) {
      throw InvalidData.of(OUT_OF_RANGE, "weights", "one that is not 0", "none");
    }
  }

  /** Square, symmetric, variances not below 0, no correlation beyond 1. */
  static void requireCovariance(double[][] covariance) {
    Require.finite("covariance", covariance, 1);
    for (int i = 0; i < covariance.length; i++) {
      if (covariance[i].length != covariance.length) {
        throw InvalidData.at(
            LENGTH_DIFFERS, "covariance", i, covariance.length + " columns", covariance[i].length);
      }
      if (!(covariance[i][i] >= 0) || covariance[i][i] > 1e50) {
        throw InvalidData.at(
            SINGULAR, "covariance", i, "a variance from 0 to 1e50", covariance[i][i]);
      }
      for (int j = 0; j < i; j++) {
        double bound = Math.sqrt(covariance[i][i]) * Math.sqrt(covariance[j][j]);
        if (Math.abs(covariance[i][j] - covariance[j][i]) > 1e-9 * bound
            || Math.abs(covariance[i][j]) > bound * (1 + 1e-9)) {
          throw InvalidData.at(
              SINGULAR,
              "covariance",
              i,
              "a symmetric covariance with a correlation of -1 to 1 in column " + j,
              covariance[i][j]);
        }
      }
    }
  }
}
