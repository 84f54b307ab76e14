package io.planwright.quant.regime;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hamilton's filter over the paths of the last {@code order + 1} states. A path is a number to the
 * base k, whose lowest digit is the oldest state; the newest is {@code path / k^order}.
 *
 * <p>Parameters without bounds: for each state the logits of its moves against the last state; the
 * intercepts; the coefficients; φ; the logarithms of the variances.
 */
final class SwitchingLikelihood {
  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  private final double[] y;
  private final double[][] x;
  private final MarkovSwitching.Design design;
  private final int k;
  private final int order;
  private final int paths;
  private final int older;
  private final int rows;

  final double[][] moves;
  final double[] intercept;
  final double[][] coefficient;
  final double[] autoregression;
  final double[] variance;

  private final double[][] residual;
  private final double[] predicted;
  private final double[] logDensity;
  private final double[][] filter;
  private final double[] halfPrecision;
  private final double[] logConstant;

  SwitchingLikelihood(double[] y, double[][] x, MarkovSwitching.Design design) {
    this.y = y;
    this.x = x;
    this.design = design;
    this.k = design.states();
    this.order = design.order();
    int count = k;
    for (int l = 0; l < order; l++) {
      count *= k;
    }
    this.paths = count;
    this.older = count / k;
    this.rows = y.length - order;
    this.moves = new double[k][k];
    this.intercept = new double[k];
    this.coefficient = new double[k][x[0].length];
    this.autoregression = new double[order];
    this.variance = new double[k];
    this.residual = new double[y.length][k];
    this.predicted = new double[paths];
    this.logDensity = new double[paths];
    this.filter = new double[Math.max(0, rows)][paths];
    this.halfPrecision = new double[k];
    this.logConstant = new double[k];
  }

  int parameters() {
    int columns = x[0].length;
    return k * (k - 1)
        + k
        + (design.switchingCoefficients() ? k : 1) * columns
        + order
        + (design.switchingVariance() ? k : 1);
  }

  /** The first by size, the second by volatility, the third by both, the others by chance. */
  double[] start(int number, double[] leastSquares, SplittableRandom chance) {
    double[] start = new double[parameters()];
    double stay = number < 3 ? 0.9 : chance.nextDouble(0.5, 0.99);
    int at = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k - 1; j++) {
        double p = i == j ? stay : (1 - stay) / (k - 1);
        double last = i == k - 1 ? stay : (1 - stay) / (k - 1);
        start[at++] = StrictMath.log(p / last);
      }
    }
    for (int i = 0; i < k; i++) {
      double level = 2.0 * i / (k - 1) - 1;
      start[at++] =
          leastSquares[0]
              + switch (number) {
                case 0, 2 -> level;
                case 1 -> 0.01 * level;
                default -> chance.nextDouble(-1.5, 1.5);
              };
    }
    for (int i = 0; i < (design.switchingCoefficients() ? k : 1); i++) {
      for (int c = 1; c < leastSquares.length; c++) {
        start[at++] = leastSquares[c] + (number < 3 ? 0.1 * i : chance.nextDouble(-0.5, 0.5));
      }
    }
    for (int l = 0; l < order; l++) {
      start[at++] = number < 3 ? 0 : chance.nextDouble(-0.3, 0.3);
    }
    double residualVariance = 0;
    for (int t = 0; t < y.length; t++) {
      double e = y[t] - leastSquares[0];
      for (int c = 1; c < leastSquares.length; c++) {
        e -= x[t][c - 1] * leastSquares[c];
      }
      residualVariance += e * e / y.length;
    }
    double logVariance = StrictMath.log(Math.max(1e-12, residualVariance));
    for (int i = 0; i < (design.switchingVariance() ? k : 1); i++) {
      start[at++] =
          logVariance
              + switch (number) {
                case 0 -> -0.5;
                case 1, 2 -> design.switchingVariance() ? 3.0 * i / (k - 1) - 2 : -0.5;
                default -> chance.nextDouble(-2, 0.5);
              };
    }
    return start;
  }

  /**
   * @return the log-likelihood; NaN where it is not defined
   */
  double of(double[] parameters) {
    read(parameters);
    double[] stationary = stationary();
    for (int i = 0; i < k; i++) {
      // A state that holds one row alone would have an unbounded density.
      if (!(variance[i] > 1e-8) || !(variance[i] < 1e8) || !(stationary[i] >= 0)) {
        return Double.NaN;
      }
      halfPrecision[i] = 0.5 / variance[i];
      logConstant[i] = -0.5 * (LOG_TWO_PI + StrictMath.log(variance[i]));
    }
    for (int t = 0; t < y.length; t++) {
      for (int i = 0; i < k; i++) {
        double mean = intercept[i];
        for (int c = 0; c < coefficient[i].length; c++) {
          mean += x[t][c] * coefficient[i][c];
        }
        residual[t][i] = y[t] - mean;
      }
    }
    for (int path = 0; path < paths; path++) {
      int state = path % k;
      double p = stationary[state];
      for (int rest = path / k, l = 0; l < order; l++, rest /= k) {
        p *= moves[state][rest % k];
        state = rest % k;
      }
      predicted[path] = p;
    }
    double logLikelihood = 0;
    for (int t = 0; t < rows; t++) {
      if (t > 0) {
        predict(filter[t - 1]);
      }
      double largest = densities(t + order);
      double sum = 0;
      for (int path = 0; path < paths; path++) {
        double p =
            predicted[path] > 0 ? predicted[path] * StrictMath.exp(logDensity[path] - largest) : 0;
        filter[t][path] = p;
        sum += p;
      }
      if (!(sum > 0)) {
        return Double.NaN;
      }
      for (int path = 0; path < paths; path++) {
        filter[t][path] /= sum;
      }
      logLikelihood += largest + StrictMath.log(sum);
    }
    return logLikelihood;
  }

  private void read(double[] parameters) {
    int at = 0;
    for (int i = 0; i < k; i++) {
      double largest = 0;
      for (int j = 0; j < k - 1; j++) {
        largest = Math.max(largest, parameters[at + j]);
      }
      double sum = 0;
      for (int j = 0; j < k; j++) {
        double logit = j < k - 1 ? parameters[at + j] : 0;
        moves[i][j] = StrictMath.exp(logit - largest);
        sum += moves[i][j];
      }
      for (int j = 0; j < k; j++) {
        moves[i][j] /= sum;
      }
      at += k - 1;
    }
    for (int i = 0; i < k; i++) {
      intercept[i] = parameters[at++];
    }
    int columns = x[0].length;
    for (int i = 0; i < k; i++) {
      int from = at + (design.switchingCoefficients() ? i * columns : 0);
      System.arraycopy(parameters, from, coefficient[i], 0, columns);
    }
    at += columns * (design.switchingCoefficients() ? k : 1);
    System.arraycopy(parameters, at, autoregression, 0, order);
    at += order;
    for (int i = 0; i < k; i++) {
      variance[i] = StrictMath.exp(parameters[at + (design.switchingVariance() ? i : 0)]);
    }
  }

  /** Of the chain, by the elimination of Grassmann, Taksar and Heyman, which subtracts nothing. */
  private double[] stationary() {
    double[][] a = new double[k][];
    for (int i = 0; i < k; i++) {
      a[i] = moves[i].clone();
    }
    for (int last = k - 1; last > 0; last--) {
      double out = 0;
      for (int j = 0; j < last; j++) {
        out += a[last][j];
      }
      for (int i = 0; i < last; i++) {
        a[i][last] /= out;
        for (int j = 0; j < last; j++) {
          a[i][j] += a[i][last] * a[last][j];
        }
      }
    }
    double[] share = new double[k];
    share[0] = 1;
    double sum = 1;
    for (int j = 1; j < k; j++) {
      for (int i = 0; i < j; i++) {
        share[j] += share[i] * a[i][j];
      }
      sum += share[j];
    }
    for (int j = 0; j < k; j++) {
      share[j] /= sum;
    }
    return share;
  }

  /** The oldest state is forgotten, a new one comes. */
  private void predict(double[] before) {
    if (order == 0) {
      Arrays.fill(predicted, 0);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          predicted[j] += before[i] * moves[i][j];
        }
      }
      return;
    }
    for (int rest = 0; rest < older; rest++) {
      double p = 0;
      for (int oldest = 0; oldest < k; oldest++) {
        p += before[rest * k + oldest];
      }
      int newest = rest / (older / k);
      for (int j = 0; j < k; j++) {
        predicted[j * older + rest] = p * moves[newest][j];
      }
    }
  }

  /** Fills the paths' log-densities of a row and gives the largest that can be reached. */
  private double densities(int t) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int path = 0; path < paths; path++) {
      int rest = path;
      double error = 0;
      for (int l = order; l > 0; l--) {
        error -= autoregression[l - 1] * residual[t - l][rest % k];
        rest /= k;
      }
      error += residual[t][rest];
      logDensity[path] = logConstant[rest] - error * error * halfPrecision[rest];
      if (predicted[path] > 0) {
        largest = Math.max(largest, logDensity[path]);
      }
    }
    return largest;
  }

  /** Of the newest state, after {@link #of}. */
  double[][] filtered() {
    double[][] states = new double[rows][k];
    for (int t = 0; t < rows; t++) {
      for (int path = 0; path < paths; path++) {
        states[t][path / older] += filter[t][path];
      }
    }
    return states;
  }

  /** Of the newest state given all rows (Kim 1994, doi:10.1016/0304-4076(94)90036-1), exactly. */
  double[][] smoothed() {
    double[][] states = new double[rows][k];
    double[] later = filter[rows - 1].clone();
    for (int t = rows - 1; t >= 0; t--) {
      if (t < rows - 1) {
        predict(filter[t]);
        double[] now = new double[paths];
        for (int path = 0; path < paths; path++) {
          int rest = order == 0 ? 0 : path / k;
          int newest = path / older;
          double sum = 0;
          for (int j = 0; j < k; j++) {
            int next = order == 0 ? j : j * older + rest;
            if (predicted[next] > 0) {
              sum += later[next] * moves[newest][j] / predicted[next];
            }
          }
          now[path] = filter[t][path] * sum;
        }
        later = now;
      }
      for (int path = 0; path < paths; path++) {
        states[t][path / older] += later[path];
      }
    }
    return states;
  }
}
