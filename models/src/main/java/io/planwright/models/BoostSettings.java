package io.planwright.models;

/**
 * How gradient-boosted trees are grown.
 *
 * @param rounds trees in the end, 1 to {@link #MOST_ROUNDS}
 * @param depth of a tree, 1 to {@link #MOST_DEPTH}
 * @param rate of learning, in (0, 1]
 * @param seed of the choice of rows for each tree
 */
public record BoostSettings(int rounds, int depth, double rate, long seed) {
  public static final int MOST_ROUNDS = 100_000;
  public static final int MOST_DEPTH = 12;

  /**
   * @throws IllegalArgumentException where a setting is outside its range
   */
  public BoostSettings {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("rounds must be 1 to " + MOST_ROUNDS + ", was " + rounds);
    }
    if (depth < 1 || depth > MOST_DEPTH) {
      throw new IllegalArgumentException("depth must be 1 to " + MOST_DEPTH + ", was " + depth);
    }
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be above 0 and at most 1, was " + rate);
    }
  }
}
