package io.planwright.plan.schedule;

import java.util.function.DoubleUnaryOperator;

/**
 * A distribution as the values in the middle of equally likely parts: a draw is one look-up, and
 * the same on every machine.
 */
final class Spread {
  private static final int BITS = 14;
  private static final int PARTS = 1 << BITS;

  private final double[] quantiles;

  private Spread(DoubleUnaryOperator quantile) {
    quantiles = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      quantiles[i] = quantile.applyAsDouble((i + 0.5) / PARTS);
    }
  }

  /** A factor with median 1. */
  static Spread lognormal(double sigma) {
    return new Spread(u -> StrictMath.exp(sigma * normal(u)));
  }

  /**
   * A place between the ends of a range, 0 to 1: the beta distribution that PERT gives a range
   * whose middle is the likeliest, Beta(3, 3).
   */
  static Spread pert() {
    return new Spread(Spread::beta);
  }

  double draw(long random) {
    return quantiles[(int) (random >>> (Long.SIZE - BITS))];
  }

  private static double beta(double u) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 50; i++) {
      double x = (low + high) / 2;
      if (x * x * x * (10 - 15 * x + 6 * x * x) < u) {
        low = x;
      } else {
        high = x;
      }
    }
    return (low + high) / 2;
  }

  // P. J. Acklam's rational approximation of the normal quantile, relative error below 1.15e-9.
  private static final double[] A = {
    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
    1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00
  };
  private static final double[] B = {
    -5.447609879822406e+01,
    1.615858368580409e+02,
    -1.556989798598866e+02,
    6.680131188771972e+01,
    -1.328068155288572e+01,
    1
  };
  private static final double[] C = {
    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
    -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00
  };
  private static final double[] D = {
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
  };
  private static final double TAIL = 0.02425;

  static double normal(double u) {
    if (u > 1 - TAIL) {
      return -normal(1 - u);
    }
    if (u < TAIL) {
      double q = StrictMath.sqrt(-2 * StrictMath.log(u));
      return polynomial(C, q) / polynomial(D, q);
    }
    double q = u - 0.5;
    double r = q * q;
    return polynomial(A, r) * q / polynomial(B, r);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
