package io.planwright.quant.regime;

import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A hidden Markov model: in each state the columns of a row are independent normal numbers, and the
 * state of the next row depends on the state of this one only (Rabiner 1989, doi:10.1109/5.18626).
 *
 * @param start probabilities of the states in the first row
 * @param transitions from state (row) to state (column), probabilities
 * @param means by state and column, in the unit of the data
 * @param variances by state and column, above 0
 */
public record GaussianHmm(
    List<Double> start,
    List<List<Double>> transitions,
    List<List<Double>> means,
    List<List<Double>> variances) {

  /** Most states. */
  public static final int MOST_STATES = 20;

  /** Most columns. */
  public static final int MOST_COLUMNS = 1000;

  /**
   * @throws InvalidData where the shapes differ, probabilities do not add up to 1, or a variance is
   *     not above 0
   */
  public GaussianHmm {
    start = List.copyOf(start);
    transitions = transitions.stream().map(List::copyOf).toList();
    means = means.stream().map(List::copyOf).toList();
    variances = variances.stream().map(List::copyOf).toList();
    int states = start.size();
    Require.within("start", states, 1, MOST_STATES);
    requireProbabilities("start", -1, start);
    requireRows("transitions", transitions, states, states);
    requireRows("means", means, states, means.isEmpty() ? 1 : means.getFirst().size());
    requireRows("variances", variances, states, means.getFirst().size());
    for (int i = 0; i < states; i++) {
      requireProbabilities("transitions", i, transitions.get(i));
      for (int j = 0; j < means.getFirst().size(); j++) {
        requireWithin("means", i, means.get(i).get(j), -1e100, 1e100);
        requireWithin("variances", i, variances.get(i).get(j), 1e-200, 1e200);
      }
    }
  }

  /** How many states there are. */
  public int states() {
    return start.size();
  }

  /** How many columns a row of data has. */
  public int columns() {
    return means.getFirst().size();
  }

  /**
   * The likelihood and what the data say about the states.
   *
   * @param observations by row of time and column
   * @throws InvalidData where a number is not finite or a row has another width
   */
  public Decoded decode(double[][] observations) {
    HmmPass pass = new HmmPass(requireObservations(observations, columns()), states(), columns());
    pass.load(this);
    double logLikelihood = pass.forward();
    double[][] filtered = pass.filtered();
    return new Decoded(logLikelihood, filtered, pass.smoothed(), pass.path());
  }

  /**
   * @param logLikelihood of the data, in nats
   * @param filtered probabilities of the states given the rows up to each one
   * @param smoothed probabilities of the states given all rows
   * @param path the likeliest sequence of states (Viterbi)
   */
  public record Decoded(
      double logLikelihood, double[][] filtered, double[][] smoothed, int[] path) {}

  /** What is known of the state before the first row. */
  public Belief belief() {
    return new Belief(this, start, 0, 0);
  }

  /**
   * What is known of the state after some rows: the filter for data that come one by one.
   *
   * @param model that it is known by
   * @param probabilities of the states, given the rows so far
   * @param rows seen
   * @param logLikelihood of the rows so far, in nats
   */
  public record Belief(
      GaussianHmm model, List<Double> probabilities, int rows, double logLikelihood) {

    /**
     * After one row more.
     *
     * @param observation one number a column
     * @throws InvalidData where a number is not finite or the width is another
     */
    public Belief after(double[] observation) {
      int k = model.states();
      HmmPass pass =
          new HmmPass(
              requireObservations(new double[][] {observation}, model.columns()),
              k,
              model.columns());
      pass.load(model);
      pass.startFrom(rows == 0 ? probabilities : model.ahead(probabilities));
      double gain = pass.forward();
      double[] now = pass.filtered()[0];
      return new Belief(model, Arrays.stream(now).boxed().toList(), rows + 1, logLikelihood + gain);
    }

    /** The likeliest state. */
    public int state() {
      int best = 0;
      for (int i = 1; i < probabilities.size(); i++) {
        best = probabilities.get(i) > probabilities.get(best) ? i : best;
      }
      return best;
    }

    /**
     * The likeliest state, if it is likely enough to act on.
     *
     * @param confidence probability that it must have
     * @return empty where no state has it
     */
    public Optional<Integer> state(double confidence) {
      Require.within("confidence", confidence, 0, 1);
      return confidence() >= confidence ? Optional.of(state()) : Optional.empty();
    }

    /** The probability of the likeliest state. */
    public double confidence() {
      return probabilities.get(state());
    }
  }

  /** The probabilities of the states one row later. */
  public List<Double> ahead(List<Double> probabilities) {
    Require.sameLength("probabilities", probabilities.size(), "states", states());
    double[] next = new double[states()];
    for (int i = 0; i < next.length; i++) {
      for (int j = 0; j < next.length; j++) {
        next[j] += probabilities.get(i) * transitions.get(i).get(j);
      }
    }
    return Arrays.stream(next).boxed().toList();
  }

  static double[][] requireObservations(double[][] observations, int columns) {
    Require.finite("observations", observations, 1);
    Require.within("columns", observations[0].length, columns, columns);
    for (int t = 0; t < observations.length; t++) {
      for (double value : observations[t]) {
        if (Math.abs(value) > 1e50) {
          throw InvalidData.at(OUT_OF_RANGE, "observations", t, "a number of at most 1e50", value);
        }
      }
    }
    return observations;
  }

  private static void requireRows(String argument, List<List<Double>> rows, int count, int width) {
    Require.sameLength(argument, rows.size(), "states", count);
    for (int i = 0; i < count; i++) {
      if (rows.get(i).size() != width || width == 0) {
        throw InvalidData.at(
            LENGTH_DIFFERS, argument, i, Math.max(1, width) + " columns", rows.get(i).size());
      }
    }
  }

  private static void requireWithin(
      String argument, int row, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw InvalidData.at(OUT_OF_RANGE, argument, row, low + " to " + high, value);
    }
  }

  /**
   * @param row of a table, or -1 where the values are the rows
   */
  private static void requireProbabilities(String argument, int row, List<Double> values) {
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      requireWithin(argument, row < 0 ? i : row, values.get(i), 0, 1 + 1e-6);
      sum += values.get(i);
    }
    if (!(Math.abs(sum - 1) <= 1e-6)) {
      throw row < 0
          ? InvalidData.of(OUT_OF_RANGE, argument, "probabilities that add up to 1", values)
          : InvalidData.at(OUT_OF_RANGE, argument, row, "probabilities that add up to 1", values);
    }
  }
}
