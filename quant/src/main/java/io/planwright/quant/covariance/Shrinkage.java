package io.planwright.quant.covariance;

import static io.planwright.quant.InvalidData.Code.CONSTANT;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * A sample covariance drawn towards a simple target, {@code (1 − s) S + s T}, so that its inverse
 * is of use though there are few periods for the assets.
 *
 * @param intensity s, the target's share, 0 to 1
 * @param covariance in the square of the returns' unit, per their period
 */
public record Shrinkage(double intensity, CovarianceMatrix covariance) {

  /**
   * Towards the mean variance times identity (Ledoit and Wolf 2004,
   * doi:10.1016/S0047-259X(03)00096-4); S is divided by n. As {@code
   * sklearn.covariance.ledoit_wolf}.
   *
   * @param returns a row for each period, at least 2; a column for each asset
   * @throws InvalidData where a return is not finite, or no asset varies
   */
  public static Shrinkage ledoitWolf(double[][] returns) {
    Returns centred = Returns.centred(returns);
    double[][] sample = centred.covariance(centred.periods());
    int n = centred.assets();
    int periods = centred.periods();
    double mean = meanVariance(sample);
    double squares = sumOfSquares(sample);
    double fourth = 0;
    for (double[] row : centred.values()) {
      double norm = 0;
      for (double value : row) {
        norm += value * value;
      }
      fourth += norm * norm;
    }
    double distance = (squares - n * mean * mean) / n;
    double noise = Math.min((fourth / periods - squares) / ((double) n * periods), distance);
    return towardsIdentity(sample, mean, noise <= 0 ? 0 : noise / distance);
  }

  /**
   * Towards the mean variance times identity, for returns that are normal: the oracle-approximating
   * estimator (Chen, Wiesel, Eldar and Hero 2010, doi:10.1109/TSP.2010.2053029); S is divided by n.
   * As {@code sklearn.covariance.oas}.
   *
   * @param returns a row for each period, at least 2; a column for each asset
   * @throws InvalidData where a return is not finite, or no asset varies
   */
  public static Shrinkage oas(double[][] returns) {
    Returns centred = Returns.centred(returns);
    double[][] sample = centred.covariance(centred.periods());
    double n = centred.assets();
    double mean = meanVariance(sample);
    double meanSquare = sumOfSquares(sample) / (n * n);
    double over = meanSquare + mean * mean;
    double under = (centred.periods() + 1.0) * (meanSquare - mean * mean / n);
    return towardsIdentity(sample, mean, under <= 0 ? 1 : Math.min(1, over / under));
  }

  /**
   * Towards the sample variances with one correlation for all pairs (Ledoit and Wolf 2004, Honey, I
   * shrunk the sample covariance matrix, doi:10.3905/jpm.2004.110); S is divided by n − 1 as in
   * {@code pypfopt.CovarianceShrinkage.ledoit_wolf("constant_correlation")}.
   *
   * @param returns a row for each period, at least 2; a column for each asset
   * @throws InvalidData where a return is not finite, or an asset does not vary
   */
  public static Shrinkage constantCorrelation(double[][] returns) {
    Returns centred = Returns.centred(returns);
    int n = centred.assets();
    for (int j = 0; j < n; j++) {
      Require.varies("returns column " + j, column(returns, j));
    }
    double[][] sample = centred.covariance(centred.periods() - 1);
    double[][] target = constantCorrelationTarget(sample);
    double distance = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double difference = sample[i][j] - target[i][j];
        distance += difference * difference;
      }
    }
    double intensity =
        distance <= 1e-28 * sumOfSquares(sample)
            ? 1
            : Math.clamp(noiseAgainstTarget(centred, sample) / distance / centred.periods(), 0, 1);
    return of(sample, target, intensity);
  }

  /** π − ρ of the paper: the sample's variance less its covariance with the target. */
  private static double noiseAgainstTarget(Returns centred, double[][] sample) {
    int n = centred.assets();
    double periods = centred.periods();
    double[][] squares = centred.powers(2);
    double[][] moments22 = Returns.products(squares, squares);
    double[][] moments31 = Returns.products(centred.powers(3), centred.values());
    double[][] moments11 = centred.covariance(periods);
    double correlation = meanCorrelation(sample);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          double s = sample[i][j];
          double pi = moments22[i][j] / periods - 2 * moments11[i][j] * s + s * s;
          double theta =
              moments31[i][j] / periods
                  - moments11[i][i] * s
                  - moments11[i][j] * sample[i][i]
                  + sample[i][i] * s;
          sum += pi - correlation * Math.sqrt(sample[j][j] / sample[i][i]) * theta;
        }
      }
    }
    return sum;
  }

  private static double[][] constantCorrelationTarget(double[][] sample) {
    int n = sample.length;
    double correlation = meanCorrelation(sample);
    double[][] target = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        target[i][j] = i == j ? sample[i][i] : correlation * Math.sqrt(sample[i][i] * sample[j][j]);
      }
    }
    return target;
  }

  private static double meanCorrelation(double[][] sample) {
    int n = sample.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        sum += sample[i][j] / Math.sqrt(sample[i][i] * sample[j][j]);
      }
    }
    return n == 1 ? 0 : 2 * sum / ((double) n * (n - 1));
  }

  private static Shrinkage towardsIdentity(double[][] sample, double mean, double intensity) {
    double[][] target = new double[sample.length][sample.length];
    for (int i = 0; i < target.length; i++) {
      target[i][i] = mean;
    }
    return of(sample, target, intensity);
  }

  private static Shrinkage of(double[][] sample, double[][] target, double intensity) {
    if (!Double.isFinite(intensity)) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT, "returns", "values that vary", "too little to be squared");
    }
    double[][] shrunk = new double[sample.length][sample.length];
    for (int i = 0; i < shrunk.length; i++) {
      for (int j = 0; j < shrunk.length; j++) {
        shrunk[i][j] = (1 - intensity) * sample[i][j] + intensity * target[i][j];
      }
    }
    return new Shrinkage(intensity, CovarianceMatrix.trusted(shrunk));
  }

  private static double meanVariance(double[][] sample) {
    double sum = 0;
    for (int i = 0; i < sample.length; i++) {
      sum += sample[i][i];
    }
    if (!(sum > Double.MIN_NORMAL)) {
      throw InvalidData.of(CONSTANT, "returns", "assets that vary", "constant columns only");
    }
    return sum / sample.length;
  }

  private static double sumOfSquares(double[][] matrix) {
    double sum = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum;
  }

  private static double[] column(double[][] rows, int column) {
    double[] values = new double[rows.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = rows[t][column];
    }
    return values;
  }
}
