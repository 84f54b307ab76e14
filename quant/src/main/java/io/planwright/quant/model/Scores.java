package io.planwright.quant.model;

/** Scores of foretold probabilities and of returns. */
public final class Scores {
  /** Probabilities are kept this far from 0 and 1, so that one error does not cost everything. */
  public static final double CLIP = 1e-15;

  private Scores() {}

  /**
   * The logarithmic loss of one probability, in nats: {@code −ln p} of what came true.
   *
   * @param probability of label 1, in [0, 1]
   * @param label 0 or 1
   * @throws IllegalArgumentException where one is neither
   */
  public static double logloss(double probability, int label) {
    if (!(probability >= 0 && probability <= 1) || (label != 0 && label != 1)) {
      throw new IllegalArgumentException(
          "expected a probability and a label 0 or 1, was " + probability + " and " + label);
    }
    double clipped = Math.clamp(probability, CLIP, 1 - CLIP);
    return -StrictMath.log(label == 1 ? clipped : 1 - clipped);
  }

  /**
   * The mean logarithmic loss, in nats; ln 2 is what a coin gets.
   *
   * @throws IllegalArgumentException where the lengths differ or are 0
   */
  public static double logloss(double[] probabilities, int[] labels) {
    same(probabilities.length, labels.length);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += logloss(probabilities[i], labels[i]);
    }
    return sum / labels.length;
  }

  /**
   * The share of labels that the likelier side foretold; a probability of exactly ½ foretells 0.
   *
   * @throws IllegalArgumentException where the lengths differ or are 0
   */
  public static double accuracy(double[] probabilities, int[] labels) {
    same(probabilities.length, labels.length);
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += (probabilities[i] > 0.5 ? 1 : 0) == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  /**
   * Mean over standard deviation (n − 1) of returns, times the root of periods in a year; no rate
   * free of risk is taken off (Sharpe 1994, doi:10.3905/jpm.1994.409501).
   *
   * @param returns of one period each, as fractions
   * @param periodsPerYear 1 for a ratio that is not annualised
   * @return 0 where all returns are the same: a series without risk has no ratio
   * @throws IllegalArgumentException where there are fewer than two returns
   */
  public static double sharpe(double[] returns, double periodsPerYear) {
    if (returns.length < 2 || !(periodsPerYear > 0)) {
      throw new IllegalArgumentException(
          "a Sharpe ratio needs two returns and a positive number of periods, was %d and %s"
              .formatted(returns.length, periodsPerYear));
    }
    Moments moments = Moments.of(returns);
    return moments.deviation() == 0
        ? 0
        : moments.mean() / moments.deviation() * Math.sqrt(periodsPerYear);
  }

  private static void same(int probabilities, int labels) {
    if (probabilities != labels || labels == 0) {
      throw new IllegalArgumentException(
          "expected as many probabilities as labels, was " + probabilities + " and " + labels);
    }
  }

  private record Moments(double mean, double deviation) {
    static Moments of(double[] values) {
      double mean = 0;
      for (double value : values) {
        mean += value;
      }
      mean /= values.length;
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      return new Moments(mean, Math.sqrt(squares / (values.length - 1)));
    }
  }
}
