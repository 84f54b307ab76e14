package io.planwright.quant.model;

/** Scores of foretold probabilities. */
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

  private static void same(int probabilities, int labels) {
    if (probabilities != labels || labels == 0) {
      throw new IllegalArgumentException(
          "expected as many probabilities as labels, was " + probabilities + " and " + labels);
    }
  }
}
