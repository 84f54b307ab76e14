package io.planwright.quant.golden;

import java.util.stream.IntStream;

/** The series of the stored numbers, by the formulas that are stored beside them. */
public final class Series {
  private Series() {}

  /** Column 0 of {@code X_def}: 60 daily returns. */
  public static final double[] COLUMN_0 =
      IntStream.range(0, 60)
          .mapToDouble(
              t -> 0.0005 + Math.sin((t + 1) * 0.37) * 0.01 + Math.cos((t + 1) * 2 * 0.11) * 0.008)
          .toArray();

  /** {@code Y_def}: 96 returns of 8 strategies. */
  public static final double[][] Y =
      IntStream.range(0, 96)
          .mapToObj(
              t ->
                  IntStream.range(0, 8)
                      .mapToDouble(
                          j ->
                              0.01 * Math.sin((t + 1) * (j + 1) * 0.61)
                                  + 0.008 * Math.cos((t + 1) * (j + 3) * 0.23)
                                  + 0.0004 * (j % 3))
                      .toArray())
          .toArray(double[][]::new);

  /** {@code y_def}: 300 returns, calm but for two spells of 60 and 30 days. */
  public static final double[] REGIMES =
      IntStream.range(0, 300)
          .mapToDouble(
              t ->
                  t >= 100 && t < 160 || t >= 220 && t < 250
                      ? -0.002 + 0.02 * Math.sin(2.3 * t) + 0.004 * Math.cos(7.1 * t)
                      : 0.001 + 0.005 * Math.sin(1.7 * t) + 0.001 * Math.cos(5.3 * t))
          .toArray();
}
