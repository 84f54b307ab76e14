package io.planwright.bench;

/**
 * Random data that {@code bench/peers/same_data.py} makes too: SplitMix64 (Steele, Lea and Flood
 * 2014, doi:10.1145/2660193.2660195), Box and Muller.
 */
final class Chance {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Chance(long seed) {
    this.state = seed;
  }

  private double uniform() {
    state += GAMMA;
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return ((z >>> 11) + 0.5) * 0x1p-53;
  }

  private double normal() {
    double radius = Math.sqrt(-2 * Math.log(uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  }

  static double[] normal(long seed, int size) {
    Chance chance = new Chance(seed);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = chance.normal();
    }
    return values;
  }

  /** Daily returns with one common factor. */
  static double[][] returns(long seed, int rows, int columns) {
    Chance chance = new Chance(seed);
    double[][] returns = new double[rows][columns];
    for (double[] row : returns) {
      double factor = chance.normal();
      for (int j = 0; j < columns; j++) {
        row[j] = 0.0003 + 0.008 * (0.5 + (double) j / columns) * factor + 0.012 * chance.normal();
      }
    }
    return returns;
  }

  /** Calm, but turmoil in every fourth hundred. */
  static double[] regimes(long seed, int rows) {
    double[] values = normal(seed, rows);
    for (int t = 0; t < rows; t++) {
      values[t] = t / 100 % 4 == 3 ? -0.001 + 0.02 * values[t] : 0.0005 + 0.006 * values[t];
    }
    return values;
  }

  static double[][] prices(long seed, int rows, int columns) {
    double[][] prices = returns(seed, rows, columns);
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (double[] row : prices) {
        sum += row[j];
        row[j] = 100 * Math.exp(sum);
      }
    }
    return prices;
  }
}
