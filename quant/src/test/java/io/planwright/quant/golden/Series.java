package io.planwright.quant.golden;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The series of the stored numbers, by the formulas that are stored beside them. */
public final class Series {
  private Series() {}

  /** {@code X_def}: 60 rows of 4 columns. */
  public static double[][] x() {
    double[][] x = new double[60][4];
    for (int t = 0; t < x.length; t++) {
      for (int j = 0; j < 4; j++) {
        x[t][j] =
            0.0005 * (j + 1)
                + StrictMath.sin((t + 1) * (j + 1) * 0.37) * 0.01
                + StrictMath.cos((t + 1) * (j + 2) * 0.11) * 0.008;
      }
    }
    return x;
  }

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

  /** Quarterly growth of the United States' product in per cent, 1951 to 1984 (Hamilton 1989). */
  public static final double[] GNP_GROWTH = {
    2.59316421,
    2.20217133,
    0.45827562,
    0.9687438,
    -0.24130757,
    0.89647478,
    2.05393219,
    1.73353648,
    0.93871289,
    -0.46477833,
    -0.80983406,
    -1.39763689,
    -0.39886093,
    1.1918416,
    1.45620048,
    2.11808228,
    1.08957863,
    1.32390273,
    0.87296402,
    -0.19773273,
    0.45420215,
    0.07221876,
    1.10300004,
    0.82097489,
    -0.05795795,
    0.58447772,
    -1.56192672,
    -2.05041027,
    0.53637183,
    2.33676839,
    2.34014559,
    1.23397768,
    1.8869133,
    -0.4592075,
    0.84940469,
    1.70139849,
    -0.28756312,
    0.09594627,
    -0.86080289,
    1.03447127,
    1.23685944,
    1.42004502,
    2.22410631,
    1.30210173,
    1.03517699,
    0.92539364,
    -0.16559951,
    1.34447224,
    1.37500131,
    1.73222184,
    0.71605635,
    2.21032143,
    0.85333031,
    1.00238776,
    0.42725441,
    2.14368343,
    1.43789184,
    1.57959926,
    2.27469826,
    1.95962656,
    0.25992399,
    1.01946914,
    0.49016398,
    0.5636338,
    0.5959546,
    1.43082857,
    0.56230122,
    1.15388393,
    1.68722844,
    0.77438205,
    -0.09647045,
    1.39600146,
    0.13646798,
    0.55223715,
    -0.39944872,
    -0.61671102,
    -0.08722561,
    1.21018398,
    -0.90729755,
    2.64916158,
    -0.0080694,
    0.51111895,
    -0.00401437,
    2.16821432,
    1.92586732,
    1.03504717,
    1.85897219,
    2.32004929,
    0.25570789,
    -0.09855274,
    0.89073682,
    -0.55896485,
    0.28350255,
    -1.31155407,
    -0.88278776,
    -1.97454941,
    1.01275265,
    1.68264723,
    1.38271284,
    1.86073637,
    0.4447377,
    0.41449001,
    0.99202275,
    1.36283576,
    1.59970522,
    1.98845816,
    -0.25684232,
    0.87786949,
    3.1095655,
    0.85324478,
    1.23337317,
    0.00314302,
    -0.09433369,
    0.89883322,
    -0.19036628,
    0.99772376,
    -2.39120054,
    0.06649673,
    1.26136017,
    1.91637838,
    -0.3348029,
    0.44207108,
    -1.40664911,
    -1.52129894,
    0.29919869,
    -0.80197448,
    0.15204792,
    0.98585027,
    2.13034606,
    1.34397924,
    1.61550522,
    2.70930099,
    1.24461412,
    0.50835466,
    0.14802167
  };

  /** As a table with one column. */
  public static double[][] column(double[] series) {
    return Arrays.stream(series).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }
}
