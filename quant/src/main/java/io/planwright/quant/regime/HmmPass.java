package io.planwright.quant.regime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One run of forward and backward over the rows, scaled so that nothing underflows, and the step of
 * Baum and Welch from its sums. Arrays are flat, row after row, and used again: this is the loop
 * that takes the time.
 *
 * <p>Densities of a row are divided by the largest of its states. Where all states that can be
 * reached are too unlikely beside one that cannot, they are divided by the largest of the reachable
 * ones instead.
 */
final class HmmPass {
  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  /** Densities below this share of the largest are no longer told from 0. */
  private static final double LEAST_SUM = 1e-250;

  private final int rows;
  private final int k;
  private final int columns;
  private final double[] data;

  final double[] start;
  final double[] moves;
  final double[] means;
  final double[] variances;

  private final double[] densities;
  private final double[] alpha;
  private final double[] scale;

  private final double[] beta;
  private final double[] betaBefore;
  private final double[] ahead;
  private final double[] weights;
  private final double[] firsts;
  private final double[] seconds;
  private final double[] moved;
  private final double[] logDensity;
  private final double[] constant;
  private final double[] halfPrecision;

  HmmPass(double[][] observations, int states, int columns) {
    this.rows = observations.length;
    this.k = states;
    this.columns = columns;
    this.data = new double[rows * columns];
    for (int t = 0; t < rows; t++) {
      System.arraycopy(observations[t], 0, data, t * columns, columns);
    }
    this.start = new double[k];
    this.moves = new double[k * k];
    this.means = new double[k * columns];
    this.variances = new double[k * columns];
    this.densities = new double[rows * k];
    this.alpha = new double[rows * k];
    this.scale = new double[rows];
    this.beta = new double[k];
    this.betaBefore = new double[k];
    this.ahead = new double[k];
    this.weights = new double[k];
    this.firsts = new double[k * columns];
    this.seconds = new double[k * columns];
    this.moved = new double[k * k];
    this.logDensity = new double[k];
    this.constant = new double[k];
    this.halfPrecision = new double[k * columns];
  }

  void load(GaussianHmm model) {
    startFrom(model.start());
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        moves[i * k + j] = model.transitions().get(i).get(j);
      }
      for (int c = 0; c < columns; c++) {
        means[i * columns + c] = model.means().get(i).get(c);
        variances[i * columns + c] = model.variances().get(i).get(c);
      }
    }
  }

  void startFrom(List<Double> probabilities) {
    for (int i = 0; i < k; i++) {
      start[i] = probabilities.get(i);
    }
  }

  /** The model, its states in the ascending order of the first column's variance. */
  GaussianHmm model() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, k).boxed().toList());
    Collections.sort(order, Comparator.comparingDouble(i -> variances[i * columns]));
    List<Double> startNow = new ArrayList<>();
    List<List<Double>> movesNow = new ArrayList<>();
    List<List<Double>> meansNow = new ArrayList<>();
    List<List<Double>> variancesNow = new ArrayList<>();
    for (int i : order) {
      startNow.add(start[i]);
      movesNow.add(order.stream().map(j -> moves[i * k + j]).toList());
      meansNow.add(row(means, i));
      variancesNow.add(row(variances, i));
    }
    return new GaussianHmm(startNow, movesNow, meansNow, variancesNow);
  }

  private List<Double> row(double[] table, int i) {
    return Arrays.stream(table, i * columns, (i + 1) * columns).boxed().toList();
  }

  /**
   * @return the log-likelihood of the data under the parameters
   */
  double forward() {
    for (int i = 0; i < k; i++) {
      double sum = columns * LOG_TWO_PI;
      for (int c = 0; c < columns; c++) {
        sum += StrictMath.log(variances[i * columns + c]);
        halfPrecision[i * columns + c] = 0.5 / variances[i * columns + c];
      }
      constant[i] = -0.5 * sum;
    }
    double logLikelihood = 0;
    for (int t = 0; t < rows; t++) {
      double largest = densities(t);
      int at = t * k;
      if (t == 0) {
        System.arraycopy(start, 0, ahead, 0, k);
      } else {
        for (int j = 0; j < k; j++) {
          double sum = 0;
          for (int i = 0; i < k; i++) {
            sum += alpha[at - k + i] * moves[i * k + j];
          }
          ahead[j] = sum;
        }
      }
      double sum = weigh(at);
      if (!(sum > LEAST_SUM)) {
        largest = amongReachable(at);
        sum = weigh(at);
      }
      for (int i = 0; i < k; i++) {
        alpha[at + i] /= sum;
      }
      scale[t] = sum;
      logLikelihood += largest + StrictMath.log(sum);
    }
    return logLikelihood;
  }

  private double weigh(int at) {
    double sum = 0;
    for (int i = 0; i < k; i++) {
      double p = ahead[i] * densities[at + i];
      alpha[at + i] = p;
      sum += p;
    }
    return sum;
  }

  /** Fills the row's densities, divided by the largest, whose logarithm is returned. */
  private double densities(int t) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < k; i++) {
      double sum = constant[i];
      for (int c = 0; c < columns; c++) {
        double d = data[t * columns + c] - means[i * columns + c];
        sum -= d * d * halfPrecision[i * columns + c];
      }
      logDensity[i] = sum;
      largest = Math.max(largest, sum);
    }
    for (int i = 0; i < k; i++) {
      double below = logDensity[i] - largest;
      densities[t * k + i] = below == 0 ? 1 : StrictMath.exp(below);
    }
    return largest;
  }

  private double amongReachable(int at) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < k; i++) {
      largest = ahead[i] > 0 ? Math.max(largest, logDensity[i]) : largest;
    }
    for (int i = 0; i < k; i++) {
      densities[at + i] = ahead[i] > 0 ? StrictMath.exp(logDensity[i] - largest) : 0;
    }
    return largest;
  }

  double[][] filtered() {
    double[][] filtered = new double[rows][];
    for (int t = 0; t < rows; t++) {
      filtered[t] = Arrays.copyOfRange(alpha, t * k, (t + 1) * k);
    }
    return filtered;
  }

  double[][] smoothed() {
    double[][] smoothed = new double[rows][k];
    Arrays.fill(beta, 1);
    for (int t = rows - 1; t >= 0; t--) {
      double sum = 0;
      for (int i = 0; i < k; i++) {
        smoothed[t][i] = alpha[t * k + i] * beta[i];
        sum += smoothed[t][i];
      }
      for (int i = 0; i < k; i++) {
        smoothed[t][i] /= sum;
      }
      back(t);
    }
    return smoothed;
  }

  /** From the weights of a row's states by the future to those of the row before. */
  private void back(int t) {
    if (t == 0) {
      return;
    }
    for (int j = 0; j < k; j++) {
      ahead[j] = densities[t * k + j] * beta[j] / scale[t];
    }
    for (int i = 0; i < k; i++) {
      double sum = 0;
      for (int j = 0; j < k; j++) {
        sum += moves[i * k + j] * ahead[j];
      }
      betaBefore[i] = sum;
    }
    System.arraycopy(betaBefore, 0, beta, 0, k);
  }

  /**
   * One step of Baum and Welch after {@link #forward}. A state that no row belongs to keeps its
   * parameters.
   *
   * @param leastVariance by column
   */
  void improve(double[] leastVariance) {
    Arrays.fill(weights, 0);
    Arrays.fill(firsts, 0);
    Arrays.fill(seconds, 0);
    Arrays.fill(moved, 0);
    Arrays.fill(beta, 1);
    for (int t = rows - 1; t >= 0; t--) {
      int at = t * k;
      for (int i = 0; i < k; i++) {
        double p = alpha[at + i] * beta[i];
        weights[i] += p;
        for (int c = 0; c < columns; c++) {
          // About the old mean, where little of the squares cancels.
          double d = data[t * columns + c] - means[i * columns + c];
          firsts[i * columns + c] += p * d;
          seconds[i * columns + c] += p * d * d;
        }
        if (t == 0) {
          start[i] = p;
        }
      }
      if (t > 0) {
        back(t);
        for (int i = 0; i < k; i++) {
          double before = alpha[at - k + i];
          for (int j = 0; j < k; j++) {
            moved[i * k + j] += before * ahead[j];
          }
        }
      }
    }
    maximise(leastVariance);
  }

  private void maximise(double[] leastVariance) {
    normalise(start, 0, k);
    for (int i = 0; i < k; i++) {
      double sum = 0;
      for (int j = 0; j < k; j++) {
        moved[i * k + j] *= moves[i * k + j];
        sum += moved[i * k + j];
      }
      if (sum > 1e-300) {
        System.arraycopy(moved, i * k, moves, i * k, k);
        normalise(moves, i * k, k);
      }
      if (weights[i] > 1e-300) {
        for (int c = 0; c < columns; c++) {
          int ic = i * columns + c;
          double shift = firsts[ic] / weights[i];
          means[ic] += shift;
          variances[ic] = Math.max(leastVariance[c], seconds[ic] / weights[i] - shift * shift);
        }
      }
    }
  }

  private static void normalise(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    for (int i = from; i < from + count; i++) {
      values[i] /= sum;
    }
  }

  /** The likeliest sequence of states, by logarithms. */
  int[] path() {
    double[] logMoves = new double[k * k];
    for (int i = 0; i < k * k; i++) {
      logMoves[i] = StrictMath.log(moves[i]);
    }
    double[] best = new double[k];
    double[] before = new double[k];
    byte[] from = new byte[rows * k];
    for (int t = 0; t < rows; t++) {
      densities(t);
      for (int j = 0; j < k; j++) {
        double most = Double.NEGATIVE_INFINITY;
        int which = 0;
        if (t == 0) {
          most = StrictMath.log(start[j]);
        } else {
          for (int i = 0; i < k; i++) {
            double value = before[i] + logMoves[i * k + j];
            if (value > most) {
              most = value;
              which = i;
            }
          }
        }
        best[j] = most + logDensity[j];
        from[t * k + j] = (byte) which;
      }
      System.arraycopy(best, 0, before, 0, k);
    }
    int[] path = new int[rows];
    int last = 0;
    for (int i = 1; i < k; i++) {
      last = before[i] > before[last] ? i : last;
    }
    for (int t = rows - 1; t >= 0; t--) {
      path[t] = last;
      last = from[t * k + last];
    }
    return path;
  }
}
