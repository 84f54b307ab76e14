package io.planwright.quant.regime;

import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.likelihood.Maximum;
import io.planwright.quant.performance.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/**
 * A regression whose level, coefficients and variance follow a hidden Markov chain, and whose error
 * may be an autoregression (Hamilton 1989, doi:10.2307/1912559): {@code y[t] − m[t] = Σ φ[l]
 * (y[t−l] − m[t−l]) + σ[s] e[t]}, {@code m[t] = c[s] + x[t] β[s]}. The chain begins in its
 * stationary distribution, as in {@code statsmodels.MarkovRegression} and {@code
 * MarkovAutoregression}.
 *
 * @param transitions from state (row) to state (column), probabilities
 * @param intercepts by state, in the unit of y
 * @param coefficients by state and regressor; equal where they do not switch
 * @param autoregression φ by lag
 * @param variances by state; equal where they do not switch
 * @param logLikelihood of the rows after the first {@code order}, in nats
 * @param bic Schwarz's criterion: less is better
 * @param parameters free ones
 * @param expectedDurations by state, rows that a spell lasts on average
 * @param filtered probabilities of the states given the rows up to each one, from row {@code order}
 * @param smoothed probabilities of the states given all rows, from row {@code order}
 * @param converged false where the limit of steps came first
 */
public record MarkovSwitching(
    List<List<Double>> transitions,
    List<Double> intercepts,
    List<List<Double>> coefficients,
    List<Double> autoregression,
    List<Double> variances,
    double logLikelihood,
    double bic,
    int parameters,
    List<Double> expectedDurations,
    double[][] filtered,
    double[][] smoothed,
    boolean converged) {

  /**
   * What switches.
   *
   * @param states 2 to 6
   * @param order lags of the error, 0 to 8; {@code states} to the power of {@code order + 1} is at
   *     most 4096
   * @param switchingVariance whether each state has its own variance
   * @param switchingCoefficients whether each state has its own coefficients
   * @param starts of the search, 1 to 1000: by size, by volatility, then by chance
   * @param seed of the chance
   */
  public record Design(
      int states,
      int order,
      boolean switchingVariance,
      boolean switchingCoefficients,
      int starts,
      long seed) {
    /**
     * @throws InvalidData where one is out of range
     */
    public Design {
      Require.within("states", states, 2, 6);
      Require.within("order", order, 0, 8);
      Require.within("starts", starts, 1, 1000);
      Require.within(
          "states to the power of order + 1", StrictMath.pow(states, order + 1.0), 2, MOST_PATHS);
    }

    /** A regression in two states with their own variances, ten starts. */
    public static Design regression() {
      return new Design(2, 0, true, true, 10, 1);
    }

    /** Hamilton's model: two states with their own levels, one variance, ten starts. */
    public static Design autoregression(int order) {
      return new Design(2, order, false, false, 10, 1);
    }
  }

  private static final int MOST_PATHS = 4096;
  private static final double MOST_CELLS = 2e7;
  private static final int TRIAL_STEPS = 30;
  private static final int MOST_STEPS = 1000;

  /**
   * @param y one number a row, in the order of time
   * @param regressors by row and column; empty for none
   * @throws InvalidData where a number is not finite, y is constant, regressors are linearly
   *     dependent or constant, or the rows are fewer than three times the free parameters or too
   *     many for the paths
   */
  public static MarkovSwitching fit(double[] y, double[][] regressors, Design design) {
    Moments moments = Moments.of("y", y);
    if (regressors.length > 0) {
      Require.finite("regressors", regressors, 1);
      if (regressors.length != y.length) {
        throw InvalidData.of(
            LENGTH_DIFFERS, "regressors", "as many rows as y, " + y.length, regressors.length);
      }
    }
    Require.within(
        "rows times paths",
        y.length * StrictMath.pow(design.states(), design.order() + 1.0),
        1,
        MOST_CELLS);
    int columns = regressors.length == 0 ? 0 : regressors[0].length;
    double[] scales = new double[columns];
    double[][] x = new double[y.length][columns];
    for (int c = 0; c < columns; c++) {
      double[] column = new double[y.length];
      for (int t = 0; t < y.length; t++) {
        column[t] = regressors[t][c];
      }
      scales[c] = Moments.of("regressors", column).populationDeviation();
      for (int t = 0; t < y.length; t++) {
        x[t][c] = column[t] / scales[c];
      }
    }
    double[] scaled = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      scaled[t] = (y[t] - moments.mean()) / moments.populationDeviation();
    }
    SwitchingLikelihood likelihood = new SwitchingLikelihood(scaled, x, design);
    if (y.length - design.order() < 3 * likelihood.parameters()) {
      throw InvalidData.of(
          TOO_FEW,
          "y",
          "at least %d rows".formatted(3 * likelihood.parameters() + design.order()),
          y.length);
    }
    Maximum best = search(likelihood, scaled, x, design);
    return result(likelihood, best, moments, scales, design);
  }

  private static Maximum search(
      SwitchingLikelihood likelihood, double[] y, double[][] x, Design design) {
    double[] ols = leastSquares(y, x);
    SplittableRandom chance = new SplittableRandom(design.seed());
    Maximum best = null;
    for (int start = 0; start < design.starts(); start++) {
      double[] parameters = likelihood.start(start, ols, chance);
      if (Double.isFinite(likelihood.of(parameters))) {
        Maximum found = Maximum.of(likelihood::of, parameters, TRIAL_STEPS);
        best = best == null || found.value() > best.value() ? found : best;
      }
    }
    if (best == null) {
      throw InvalidData.of(NO_CONVERGENCE, "y", "a likelihood that is defined", "none");
    }
    return Maximum.of(likelihood::of, best.point(), MOST_STEPS);
  }

  /** Intercept and coefficients without states. */
  private static double[] leastSquares(double[] y, double[][] x) {
    double[][] design = new double[y.length][];
    for (int t = 0; t < y.length; t++) {
      design[t] = new double[x[t].length + 1];
      design[t][0] = 1;
      System.arraycopy(x[t], 0, design[t], 1, x[t].length);
    }
    try {
      return new QRDecomposition(new Array2DRowRealMatrix(design, false), 1e-10)
          .getSolver()
          .solve(new ArrayRealVector(y, false))
          .toArray();
    } catch (MathRuntimeException e) {
      throw InvalidData.of(SINGULAR, "regressors", "linearly independent columns", e.toString());
    }
  }

  private static MarkovSwitching result(
      SwitchingLikelihood likelihood,
      Maximum best,
      Moments moments,
      double[] scales,
      Design design) {
    int k = design.states();
    likelihood.of(best.point());
    double deviation = moments.populationDeviation();
    Integer[] order =
        IntStream.range(0, k)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i ->
                        design.switchingVariance()
                            ? likelihood.variance[i]
                            : likelihood.intercept[i]))
            .toArray(Integer[]::new);
    List<List<Double>> transitions = new ArrayList<>();
    List<Double> intercepts = new ArrayList<>();
    List<List<Double>> coefficients = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    List<Double> durations = new ArrayList<>();
    for (int i : order) {
      transitions.add(Arrays.stream(order).map(j -> likelihood.moves[i][j]).toList());
      intercepts.add(moments.mean() + deviation * likelihood.intercept[i]);
      List<Double> row = new ArrayList<>();
      for (int c = 0; c < scales.length; c++) {
        row.add(deviation / scales[c] * likelihood.coefficient[i][c]);
      }
      coefficients.add(row);
      variances.add(deviation * deviation * likelihood.variance[i]);
      durations.add(Math.min(1e300, 1 / Math.max(1e-300, 1 - likelihood.moves[i][i])));
    }
    int rows = moments.count() - design.order();
    double logLikelihood = best.value() - rows * StrictMath.log(deviation);
    return new MarkovSwitching(
        transitions,
        intercepts,
        coefficients,
        Arrays.stream(likelihood.autoregression).boxed().toList(),
        variances,
        logLikelihood,
        likelihood.parameters() * StrictMath.log(rows) - 2 * logLikelihood,
        likelihood.parameters(),
        durations,
        ordered(likelihood.filtered(), order),
        ordered(likelihood.smoothed(), order),
        best.converged());
  }

  private static double[][] ordered(double[][] table, Integer[] order) {
    double[][] ordered = new double[table.length][order.length];
    for (int t = 0; t < table.length; t++) {
      for (int i = 0; i < order.length; i++) {
        ordered[t][i] = table[t][order[i]];
      }
    }
    return ordered;
  }
}
