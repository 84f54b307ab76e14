package io.planwright.quant.resample;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.SplittableRandom;

/**
 * Draws rows in blocks of random, geometric length that wrap around, so that what neighbours have
 * in common stays (Politis and Romano 1994, doi:10.1080/01621459.1994.10476870). Made for series
 * whose rows depend on each other. Not safe for threads.
 */
public final class StationaryBootstrap {
  private final SplittableRandom chance;
  private final double stop;
  private final int rows;

  /**
   * @param rows of the series
   * @param blockLength mean, in rows, 1 to {@code rows}
   * @param seed the same seed draws the same rows
   * @throws InvalidData where there are fewer than 2 rows, or the length is outside of its range
   */
  public StationaryBootstrap(int rows, double blockLength, long seed) {
    Require.atLeast("rows", rows, 2);
    Require.within("blockLength", blockLength, 1, rows);
    this.rows = rows;
    this.stop = 1 / blockLength;
    this.chance = new SplittableRandom(seed);
  }

  /** Fills in the next draw: which row comes at each place. */
  public void next(int[] drawn) {
    int row = chance.nextInt(rows);
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = row;
      row = chance.nextDouble() < stop ? chance.nextInt(rows) : row + 1 == rows ? 0 : row + 1;
    }
  }

  /**
   * The mean block length that suits a series (Politis and White 2004, doi:10.1081/ETC-120028836,
   * with the correction of Patton, Politis and White 2009, doi:10.1080/07474930802459016); {@code
   * arch.bootstrap.optimal_block_length}, column "stationary".
   *
   * @return rows, at least 1, at most {@code ⌈min(3 √n, n/3)⌉}
   * @throws InvalidData where there are fewer than 10 values, one is not finite, or all are the
   *     same
   */
  public static double blockLength(double[] series) {
    Require.moderate("series", series, 10);
    Require.varies("series", series);
    int n = series.length;
    double most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
    int quiet = Math.max(5, (int) StrictMath.log10(n));
    double[] centred = centred(series);
    int lags = Math.min((int) Math.ceil(Math.sqrt(n)) + quiet, n - 2);
    double[] covariance = new double[lags + 1];
    double[] correlation = new double[lags + 1];
    for (int lag = 0; lag <= lags; lag++) {
      covariance[lag] = product(centred, lag, centred, 0, n - lag) / n;
      double ends =
          Math.sqrt(product(centred, lag + 1, centred, lag + 1, n - lag - 1))
              * Math.sqrt(product(centred, 0, centred, 0, n - lag - 1));
      correlation[lag] = ends > 0 ? Math.abs(covariance[lag]) * n / ends : 0;
    }
    if (!(covariance[0] > 0)) {
      throw InvalidData.of(
          InvalidData.Code.CONSTANT, "series", "values whose squares can be told apart", 0);
    }
    int m = Math.min(2 * Math.max(1, firstQuiet(correlation, quiet, n)), lags);
    double weighted = 0;
    double longRun = covariance[0];
    for (int lag = 1; lag <= m; lag++) {
      double flatTop = Math.min(1, 2 * (1 - (double) lag / m));
      weighted += 2 * flatTop * lag * covariance[lag];
      longRun += 2 * flatTop * covariance[lag];
    }
    double length = StrictMath.cbrt(weighted * weighted / (longRun * longRun)) * StrictMath.cbrt(n);
    return Double.isFinite(length) ? Math.max(1, Math.min(length, most)) : most;
  }

  /** The lag from which so many correlations in a row are within the noise, or the last one. */
  private static int firstQuiet(double[] correlation, int quiet, int n) {
    double noise = 2 * Math.sqrt(StrictMath.log10(n) / n);
    int run = 0;
    for (int lag = 0; lag < correlation.length - 1; lag++) {
      run = correlation[lag] < noise ? run + 1 : 0;
      if (run == quiet) {
        return lag + 1 - quiet;
      }
    }
    return correlation.length - 1;
  }

  private static double product(double[] x, int fromX, double[] y, int fromY, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += x[fromX + i] * y[fromY + i];
    }
    return sum;
  }

  private static double[] centred(double[] series) {
    double sum = 0;
    for (double value : series) {
      sum += value;
    }
    double mean = sum / series.length;
    double[] centred = new double[series.length];
    for (int i = 0; i < centred.length; i++) {
      centred[i] = series[i] - mean;
    }
    return centred;
  }
}
