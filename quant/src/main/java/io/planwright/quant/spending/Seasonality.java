package io.planwright.quant.spending;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;

/**
 * A series as trend, season and rest by classical decomposition: the trend is the centred moving
 * average over a period, the season the mean of what is left at each place of the period, centred
 * on 0, as {@code statsmodels.tsa.seasonal.seasonal_decompose(model="additive")}. The strength is
 * {@code max(0, 1 − Var(rest) / Var(season + rest))} (Wang, Smith and Hyndman 2006,
 * doi:10.1007/s10618-005-0039-x).
 *
 * @param season by place in the period, the first row's first, in the unit of the values
 * @param trend from row {@code trendFrom} on, {@code period/2} rows fewer at either end
 * @param rest in the same rows as the trend
 * @param trendFrom row of the first trend
 * @param strength 0 for no season, 1 for nothing else
 */
public record Seasonality(
    double[] season, double[] trend, double[] rest, int trendFrom, double strength) {

  /**
   * @param values in the order of time, at least two periods
   * @param period rows, 2 or more; 12 for months of a year
   * @throws InvalidData where a value is not finite, or there are fewer than two periods
   */
  public static Seasonality of(double[] values, int period) {
    Require.within("period", period, 2, 100_000);
    Require.finite("values", values, 2 * period);
    int half = period / 2;
    int rows = values.length - 2 * half;
    double[] trend = new double[rows];
    for (int t = 0; t < rows; t++) {
      trend[t] = movingAverage(values, t + half, period);
    }
    double[] season = new double[period];
    int[] counts = new int[period];
    for (int t = 0; t < rows; t++) {
      season[(t + half) % period] += values[t + half] - trend[t];
      counts[(t + half) % period]++;
    }
    double mean = 0;
    for (int p = 0; p < period; p++) {
      season[p] /= counts[p];
      mean += season[p] / period;
    }
    for (int p = 0; p < period; p++) {
      season[p] -= mean;
    }
    double[] rest = new double[rows];
    double[] detrended = new double[rows];
    for (int t = 0; t < rows; t++) {
      detrended[t] = values[t + half] - trend[t];
      rest[t] = detrended[t] - season[(t + half) % period];
    }
    return new Seasonality(season, trend, rest, half, strength(rest, detrended, values));
  }

  /** An even period's outermost values count half. */
  private static double movingAverage(double[] values, int centre, int period) {
    int half = period / 2;
    double sum = 0;
    for (int t = centre - half; t <= centre + half; t++) {
      boolean outermost = t == centre - half || t == centre + half;
      sum += period % 2 == 0 && outermost ? values[t] / 2 : values[t];
    }
    return sum / period;
  }

  private static double strength(double[] rest, double[] detrended, double[] values) {
    double scale = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double all = variance(detrended);
    return all <= 1e-24 * scale * scale ? 0 : Math.max(0, 1 - variance(rest) / all);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }
}
