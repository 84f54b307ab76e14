package io.planwright.quant;

/**
 * Numbers that look like chance and are the same in every language: a linear congruential generator
 * with 31 bits, and about normal ones as sums of twelve of its numbers.
 */
public final class Congruential {
  private long state;

  public Congruential(long seed) {
    this.state = seed;
  }

  /** In [0, 1). */
  public double uniform() {
    state = (1103515245 * state + 12345) % (1L << 31);
    return state / (double) (1L << 31);
  }

  /** Mean 0, variance 1, from −6 to 6. */
  public double normal() {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += uniform();
    }
    return sum - 6;
  }

  /** 1,500 returns with clustered volatility. */
  public static double[] returns() {
    Congruential chance = new Congruential(42);
    double[] returns = new double[1500];
    double variance = 1e-4;
    for (int t = 0; t < returns.length; t++) {
      double e = Math.sqrt(variance) * chance.normal();
      returns[t] = 0.0005 + e;
      variance = 3e-6 + 0.09 * e * e + 0.88 * variance;
    }
    return returns;
  }
}
