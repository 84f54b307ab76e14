package io.planwright.quant.experiment;

import java.util.List;
import java.util.Optional;

/**
 * What an experiment says of its challenger, and what that rests on.
 *
 * @param outcome in a word
 * @param test which test was used
 * @param fits why that test
 * @param because what the numbers say
 * @param assumes what must hold for the verdict to hold
 * @param wouldChange what would change it
 * @param evidence the numbers; empty where there is no test
 */
public record Verdict(
    Outcome outcome,
    String test,
    String fits,
    String because,
    List<String> assumes,
    List<String> wouldChange,
    Optional<Evidence> evidence) {

  /** The verdict in a word. */
  public enum Outcome {
    /** The challenger is better. */
    WINNER,
    /** The challenger is worse. */
    LOSER,
    /** Neither can be told. */
    INCONCLUSIVE,
    /** The numbers can't be used, whatever they say. */
    INVALID
  }

  /**
   * What was estimated.
   *
   * @param effect challenger less control, in the unit of the metric
   * @param standardError of the effect
   * @param low of the interval at level {@code 1 − alpha}, as it holds for this way of looking
   * @param high of the interval
   * @param p two-sided, as it holds for this way of looking; at a planned look that of one look
   * @param alpha error of the first kind
   * @param rows behind it, both arms together
   */
  public record Evidence(
      double effect,
      double standardError,
      double low,
      double high,
      double p,
      double alpha,
      long rows) {}

  public Verdict {
    assumes = List.copyOf(assumes);
    wouldChange = List.copyOf(wouldChange);
  }
}
