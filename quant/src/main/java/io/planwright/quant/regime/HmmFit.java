package io.planwright.quant.regime;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * A hidden Markov model of data, by expectation and maximisation (Baum, Petrie, Soules and Weiss
 * 1970, doi:10.1214/aoms/1177697196) without priors, as {@code hmmlearn.GaussianHMM} fits it with
 * its priors switched off. The likelihood has several maxima: from each of several starts a few
 * steps are taken, and the best three go on until they settle.
 *
 * @param model states in the ascending order of the first column's variance: calm first
 * @param logLikelihood of the data, in nats
 * @param bic Schwarz's criterion (1978, doi:10.1214/aos/1176344136): less is better
 * @param aic Akaike's criterion: less is better
 * @param parameters free ones
 * @param rows of the data
 * @param iterations of the start that won
 * @param converged false where the limit of iterations came first
 */
public record HmmFit(
    GaussianHmm model,
    double logLikelihood,
    double bic,
    double aic,
    int parameters,
    int rows,
    int iterations,
    boolean converged) {

  /** Most rows. */
  public static final int MOST_ROWS = 5_000_000;

  /** A state's variance is at least this share of its column's. */
  public static final double LEAST_VARIANCE = 1e-6;

  private static final int TRIAL_STEPS = 25;
  private static final int PROMISING = 3;

  /**
   * How it is searched.
   *
   * @param starts first by spells of volatility, second by size, the others by chance; 1 to 1000
   * @param mostIterations of a start
   * @param tolerance gain of log-likelihood in a step below which it has settled, in nats
   * @param seed of the chance
   */
  public record Search(int starts, int mostIterations, double tolerance, long seed) {
    /** Ten starts, 2000 iterations, 1e-8 nats. */
    public static final Search DEFAULT = new Search(10, 2000, 1e-8, 1);

    /**
     * @throws InvalidData where one is out of range
     */
    public Search {
      Require.within("starts", starts, 1, 1000);
      Require.within("mostIterations", mostIterations, 1, 1_000_000);
      Require.within("tolerance", tolerance, 0, 1e6);
    }
  }

  /**
   * Models with 1 to so many states.
   *
   * @param best with the least BIC
   * @param tried all, by number of states
   */
  public record Choice(HmmFit best, List<HmmFit> tried) {}

  /**
   * @param observations by row of time and column
   * @param states 1 to {@link GaussianHmm#MOST_STATES}
   * @throws InvalidData where a number is not finite, a column is constant, or the rows are fewer
   *     than the free parameters
   */
  public static HmmFit of(double[][] observations, int states, Search search) {
    Require.within("states", states, 1, GaussianHmm.MOST_STATES);
    Require.finite("observations", observations, 2);
    int columns = observations[0].length;
    Require.within("columns", columns, 1, GaussianHmm.MOST_COLUMNS);
    Require.within("rows", observations.length, 2, MOST_ROWS);
    GaussianHmm.requireObservations(observations, columns);
    int parameters = states * states - 1 + 2 * states * columns;
    if (observations.length <= parameters) {
      throw InvalidData.of(
          TOO_FEW, "observations", "more than %d rows".formatted(parameters), observations.length);
    }
    Starts from = new Starts(observations, states, search.seed());
    HmmPass pass = new HmmPass(from.scaled, states, columns);
    double[] leastVariance = new double[columns];
    Arrays.fill(leastVariance, LEAST_VARIANCE);
    int trial = Math.min(TRIAL_STEPS, search.mostIterations());
    List<Run> trials = new ArrayList<>();
    for (int start = 0; start < (states == 1 ? 1 : search.starts()); start++) {
      from.set(pass, start);
      trials.add(run(pass, leastVariance, 0, trial, search));
    }
    trials.sort(Comparator.comparingDouble(Run::logLikelihood).reversed());
    List<Run> settled = new ArrayList<>();
    for (Run promising : trials.subList(0, Math.min(PROMISING, trials.size()))) {
      pass.load(promising.model());
      settled.add(
          run(pass, leastVariance, promising.iterations(), search.mostIterations(), search));
    }
    Run last = Collections.max(settled, Comparator.comparingDouble(Run::logLikelihood));
    double logLikelihood = last.logLikelihood() - from.logScale * observations.length;
    return new HmmFit(
        from.unscaled(last.model()),
        logLikelihood,
        parameters * StrictMath.log(observations.length) - 2 * logLikelihood,
        2 * parameters - 2 * logLikelihood,
        parameters,
        observations.length,
        last.iterations(),
        last.converged());
  }

  /**
   * Fits models with 1 to so many states and chooses by BIC.
   *
   * @throws InvalidData as {@link #of}
   */
  public static Choice choose(double[][] observations, int mostStates, Search search) {
    Require.within("states", mostStates, 1, GaussianHmm.MOST_STATES);
    List<HmmFit> tried = new ArrayList<>();
    HmmFit best = of(observations, 1, search);
    tried.add(best);
    for (int states = 2; states <= mostStates; states++) {
      HmmFit fit = of(observations, states, search);
      tried.add(fit);
      best = fit.bic() < best.bic() ? fit : best;
    }
    return new Choice(best, tried);
  }

  private record Run(GaussianHmm model, double logLikelihood, int iterations, boolean converged) {}

  private static Run run(HmmPass pass, double[] leastVariance, int from, int to, Search search) {
    double before = pass.forward();
    boolean converged = false;
    int iteration = from;
    while (iteration < to && !converged) {
      pass.improve(leastVariance);
      double now = pass.forward();
      converged = now - before <= search.tolerance();
      before = now;
      iteration++;
    }
    return new Run(pass.model(), before, iteration, converged);
  }

  /** Where the search begins, in columns of mean 0 and variance 1. */
  private static final class Starts {
    private static final int SPELL = 10;
    private static final double STAY = 0.95;

    final double[][] scaled;
    final double logScale;
    private final double[] mean;
    private final double[] deviation;
    private final int states;
    private final SplittableRandom chance;

    Starts(double[][] observations, int states, long seed) {
      this.states = states;
      this.chance = new SplittableRandom(seed);
      int n = observations.length;
      int columns = observations[0].length;
      this.mean = new double[columns];
      this.deviation = new double[columns];
      this.scaled = new double[n][columns];
      double logs = 0;
      for (int c = 0; c < columns; c++) {
        double sum = 0;
        double largest = 0;
        for (double[] row : observations) {
          sum += row[c];
          largest = Math.max(largest, Math.abs(row[c]));
        }
        mean[c] = sum / n;
        double squares = 0;
        double spread = 0;
        for (double[] row : observations) {
          spread = Math.max(spread, Math.abs(row[c] - mean[c]));
        }
        for (double[] row : observations) {
          double d = spread == 0 ? 0 : (row[c] - mean[c]) / spread;
          squares += d * d;
        }
        deviation[c] = spread * Math.sqrt(squares / n);
        if (spread <= 1e-13 * largest || deviation[c] < 1e-90) {
          throw InvalidData.of(
              CONSTANT,
              "observations",
              "values that vary in column " + c,
              n + " times about " + mean[c]);
        }
        logs += StrictMath.log(deviation[c]);
        for (int t = 0; t < n; t++) {
          scaled[t][c] = (observations[t][c] - mean[c]) / deviation[c];
        }
      }
      this.logScale = logs;
    }

    void set(HmmPass pass, int start) {
      Arrays.fill(pass.start, 1.0 / states);
      for (int i = 0; i < states; i++) {
        for (int j = 0; j < states; j++) {
          pass.moves[i * states + j] = states == 1 ? 1 : i == j ? STAY : (1 - STAY) / (states - 1);
        }
      }
      switch (start) {
        case 0 -> share(pass, this::spell);
        case 1 -> share(pass, t -> scaled[t][0]);
        default -> draw(pass);
      }
    }

    /** Each state gets the mean and variance of a share of the rows, in the order of a key. */
    private void share(HmmPass pass, IntToDoubleFunction by) {
      int n = scaled.length;
      double[] key = new double[n];
      Arrays.setAll(key, by);
      double[] sorted = key.clone();
      Arrays.sort(sorted);
      int columns = scaled[0].length;
      for (int i = 0; i < states; i++) {
        double low = sorted[(int) ((long) i * n / states)];
        double high =
            i == states - 1 ? Double.POSITIVE_INFINITY : sorted[(int) ((i + 1L) * n / states)];
        for (int c = 0; c < columns; c++) {
          double sum = 0;
          double squares = 0;
          int count = 0;
          for (int t = 0; t < n; t++) {
            if (key[t] >= low && key[t] < high) {
              sum += scaled[t][c];
              squares += scaled[t][c] * scaled[t][c];
              count++;
            }
          }
          double about = count == 0 ? 0 : sum / count;
          double variance = count < 2 ? 1 : squares / count - about * about;
          pass.means[i * columns + c] = about;
          pass.variances[i * columns + c] = Math.max(0.01, variance);
        }
      }
    }

    /** Each state is about one row. */
    private void draw(HmmPass pass) {
      int columns = scaled[0].length;
      for (int i = 0; i < states; i++) {
        double[] row = scaled[chance.nextInt(scaled.length)];
        for (int c = 0; c < columns; c++) {
          pass.means[i * columns + c] = row[c];
          pass.variances[i * columns + c] = StrictMath.exp(chance.nextDouble(-2, 1));
        }
      }
    }

    /** Mean square of the rows around. */
    private double spell(int t) {
      int from = Math.max(0, t - SPELL / 2);
      int to = Math.min(scaled.length, t + SPELL / 2 + 1);
      double sum = 0;
      for (int s = from; s < to; s++) {
        for (double value : scaled[s]) {
          sum += value * value;
        }
      }
      return sum / (to - from);
    }

    GaussianHmm unscaled(GaussianHmm model) {
      List<List<Double>> means = new ArrayList<>();
      List<List<Double>> variances = new ArrayList<>();
      for (int i = 0; i < states; i++) {
        List<Double> m = new ArrayList<>();
        List<Double> v = new ArrayList<>();
        for (int c = 0; c < mean.length; c++) {
          m.add(mean[c] + deviation[c] * model.means().get(i).get(c));
          v.add(deviation[c] * deviation[c] * model.variances().get(i).get(c));
        }
        means.add(m);
        variances.add(v);
      }
      return new GaussianHmm(model.start(), model.transitions(), means, variances);
    }
  }
}
