package io.planwright.quant.anomaly;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;

/**
 * Turns a stream of scores into p-values by their rank among the last ones: {@code (1 + as high
 * ones)/(1 + all)}. While scores are exchangeable, p ≤ α comes with probability at most α whatever
 * the score means (Vovk, Gammerman and Shafer 2005, doi:10.1007/b106715); no p is less than {@code
 * 1/(window + 1)}. Not safe for threads.
 */
public final class RankedScores {
  private final double[] ring;
  private final double[] sorted;
  private int size;
  private int oldest;

  /**
   * @param window scores that are remembered, 10 to 1,000,000
   * @throws InvalidData where the window is outside of its range
   */
  public RankedScores(int window) {
    Require.within("window", window, 10, 1_000_000);
    ring = new double[window];
    sorted = new double[window];
  }

  /**
   * The p-value of a score among those before it, which then is one of them.
   *
   * @return 1 for the first score
   * @throws InvalidData where the score is not finite
   */
  public double next(double score) {
    if (!Double.isFinite(score)) {
      throw InvalidData.of(InvalidData.Code.NOT_FINITE, "score", "a finite number", score);
    }
    double p = (1.0 + size - lowerThan(score)) / (1.0 + size);
    if (size == ring.length) {
      remove(ring[oldest]);
    }
    ring[oldest] = score;
    oldest = (oldest + 1) % ring.length;
    int at = lowerThan(score);
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = score;
    size++;
    return p;
  }

  private void remove(double score) {
    int at = lowerThan(score);
    System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    size--;
  }

  /** How many of the sorted scores are lower. */
  private int lowerThan(double score) {
    int at = Arrays.binarySearch(sorted, 0, size, score);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == score) {
      at--;
    }
    return at;
  }
}
