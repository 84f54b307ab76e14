package io.planwright.routing;

/**
 * An executor for a task, and how likely it is the right one.
 *
 * @param confidence a calibrated probability
 */
public record Choice(String executor, double confidence) {
  public Choice {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in [0, 1], was " + confidence);
    }
  }
}
