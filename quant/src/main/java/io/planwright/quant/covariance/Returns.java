package io.planwright.quant.covariance;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/** Returns without their means: periods × assets. */
record Returns(double[] means, double[][] values) {

  static Returns centred(double[][] returns) {
    Require.finite("returns", returns, 2);
    int n = returns[0].length;
    CovarianceMatrix.atMost("returns", n);
    double[] means = new double[n];
    for (int t = 0; t < returns.length; t++) {
      for (int j = 0; j < n; j++) {
        if (Math.abs(returns[t][j]) > 1e60) {
          throw InvalidData.at(
              OUT_OF_RANGE, "returns", t, "at most 1e60 in column " + j, returns[t][j]);
        }
        means[j] += returns[t][j];
      }
    }
    for (int j = 0; j < n; j++) {
      means[j] /= returns.length;
    }
    double[][] values = new double[returns.length][n];
    for (int t = 0; t < returns.length; t++) {
      for (int j = 0; j < n; j++) {
        values[t][j] = returns[t][j] - means[j];
      }
    }
    return new Returns(means, values);
  }

  int periods() {
    return values.length;
  }

  int assets() {
    return means.length;
  }

  double[][] covariance(double divisor) {
    double[][] sums = products(values, values);
    for (double[] row : sums) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= divisor;
      }
    }
    return sums;
  }

  double[][] powers(int exponent) {
    double[][] powers = new double[values.length][];
    for (int t = 0; t < values.length; t++) {
      powers[t] = values[t].clone();
      for (int e = 1; e < exponent; e++) {
        for (int j = 0; j < powers[t].length; j++) {
          powers[t][j] *= values[t][j];
        }
      }
    }
    return powers;
  }

  /** {@code aᵀb}; symmetric exactly where a and b are the same. */
  static double[][] products(double[][] a, double[][] b) {
    int n = a[0].length;
    double[][] sums = new double[n][n];
    boolean symmetric = a == b;
    int t = 0;
    for (; t + 4 <= a.length; t += 4) {
      double[] b0 = b[t];
      double[] b1 = b[t + 1];
      double[] b2 = b[t + 2];
      double[] b3 = b[t + 3];
      for (int i = 0; i < n; i++) {
        double a0 = a[t][i];
        double a1 = a[t + 1][i];
        double a2 = a[t + 2][i];
        double a3 = a[t + 3][i];
        double[] row = sums[i];
        for (int j = symmetric ? i : 0; j < n; j++) {
          row[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
        }
      }
    }
    for (; t < a.length; t++) {
      for (int i = 0; i < n; i++) {
        double[] row = sums[i];
        for (int j = symmetric ? i : 0; j < n; j++) {
          row[j] += a[t][i] * b[t][j];
        }
      }
    }
    if (symmetric) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          sums[i][j] = sums[j][i];
        }
      }
    }
    return sums;
  }
}
