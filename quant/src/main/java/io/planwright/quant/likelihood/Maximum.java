package io.planwright.quant.likelihood;

import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;

import io.planwright.quant.InvalidData;
import java.util.function.ToDoubleFunction;

/**
 * A local maximum of a smooth function without constraints, by the quasi-Newton method of Broyden,
 * Fletcher, Goldfarb and Shanno with differences for the gradient (Nocedal and Wright, Numerical
 * Optimization, 2006, algorithm 6.1). The function should be of parameters whose size is about 1.
 *
 * @param value of the function
 * @param iterations steps that were taken
 * @param converged false where the limit of steps came first
 */
public record Maximum(double[] point, double value, int iterations, boolean converged) {
  /** Cube root of the rounding error: the best step of a central difference. */
  private static final double STEP = 6e-6;

  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_HALVINGS = 40;

  /**
   * @param function NaN or negative infinity where it is not defined
   * @param start where it is defined
   * @param mostIterations after which the best point so far is given
   * @throws InvalidData where the function is not defined at the start
   */
  public static Maximum of(
      ToDoubleFunction<double[]> function, double[] start, int mostIterations) {
    int n = start.length;
    double[] x = start.clone();
    double value = function.applyAsDouble(x);
    if (!Double.isFinite(value)) {
      throw InvalidData.of(NO_CONVERGENCE, "start", "a likelihood that is defined", value);
    }
    double[] gradient = gradient(function, x, value);
    double[][] inverse = identity(n, 1 / Math.max(1, norm(gradient)));
    boolean fresh = true;
    int still = 0;
    for (int iteration = 1; iteration <= mostIterations; iteration++) {
      if (norm(gradient) <= 1e-9 * Math.max(1, Math.abs(value))) {
        return new Maximum(x, value, iteration - 1, true);
      }
      double[] direction = times(inverse, gradient);
      double slope = dot(direction, gradient);
      if (!(slope > 0)) {
        inverse = identity(n, 1 / Math.max(1, norm(gradient)));
        fresh = true;
        direction = times(inverse, gradient);
        slope = dot(direction, gradient);
      }
      double step = 1;
      double[] next = moved(x, direction, step);
      double nextValue = function.applyAsDouble(next);
      for (int halving = 0;
          halving < MOST_HALVINGS && !(nextValue >= value + SUFFICIENT * step * slope);
          halving++) {
        step /= 2;
        next = moved(x, direction, step);
        nextValue = function.applyAsDouble(next);
      }
      if (!(nextValue >= value)) {
        if (fresh) {
          return new Maximum(x, value, iteration, true);
        }
        inverse = identity(n, 1 / Math.max(1, norm(gradient)));
        fresh = true;
        continue;
      }
      double[] nextGradient = gradient(function, next, nextValue);
      update(inverse, x, next, gradient, nextGradient, fresh);
      fresh = false;
      still = nextValue - value <= 1e-13 * Math.max(1, Math.abs(value)) ? still + 1 : 0;
      x = next;
      value = nextValue;
      gradient = nextGradient;
      if (still == 3) {
        return new Maximum(x, value, iteration, true);
      }
    }
    return new Maximum(x, value, mostIterations, false);
  }

  /** Central differences; one-sided where the function is not defined on a side. */
  private static double[] gradient(ToDoubleFunction<double[]> function, double[] x, double value) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double at = x[i];
      double h = STEP * Math.max(1, Math.abs(at));
      x[i] = at + h;
      double above = function.applyAsDouble(x);
      x[i] = at - h;
      double below = function.applyAsDouble(x);
      x[i] = at;
      boolean up = Double.isFinite(above);
      boolean down = Double.isFinite(below);
      gradient[i] =
          up && down
              ? (above - below) / (2 * h)
              : up ? (above - value) / h : down ? (value - below) / h : 0;
    }
    return gradient;
  }

  private static void update(
      double[][] inverse,
      double[] x,
      double[] next,
      double[] gradient,
      double[] nextGradient,
      boolean fresh) {
    int n = x.length;
    double[] s = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = next[i] - x[i];
      y[i] = gradient[i] - nextGradient[i];
    }
    double sy = dot(s, y);
    if (!(sy > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y)))) {
      return;
    }
    if (fresh) {
      double scale = sy / dot(y, y);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          inverse[i][j] = i == j ? scale : 0;
        }
      }
    }
    double[] hy = times(inverse, y);
    double yhy = dot(y, hy);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] += (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
      }
    }
  }

  private static double[][] identity(int n, double scale) {
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      matrix[i][i] = scale;
    }
    return matrix;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double[] moved(double[] from, double[] direction, double step) {
    double[] to = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i] + step * direction[i];
    }
    return to;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Largest size of a component. */
  private static double norm(double[] a) {
    double largest = 0;
    for (double component : a) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }
}
