package io.planwright.quant.golden;

/** The closed-form series that the stored values were computed of. */
final class Series {
  private Series() {}

  /** {@code X_def}: 60 rows of 4 columns. */
  static double[][] x() {
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
}
