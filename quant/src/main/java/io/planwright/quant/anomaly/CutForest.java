package io.planwright.quant.anomaly;

import com.amazon.randomcutforest.RandomCutForest;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * Scores points of a stream by how much a random forest of cuts has to change to take them in
 * (Guha, Mishra, Roy and Schrijvers 2016, https://proceedings.mlr.press/v48/guha16.html), with
 * p-values by rank among the last scores. A point is scored before the forest learns it. The forest
 * is Amazon's: it counts in 32-bit floats (below 1e-30 is 0), and the same seed and stream give the
 * same scores. Not safe for threads.
 */
public final class CutForest {
  /** Points seen before the first score: until then score 0 and p 1. */
  public static final int WARM_UP = 64;

  private static final double MOST_MAGNITUDE = 1e30;
  private static final double LEAST_MAGNITUDE = 1e-30;

  private final RandomCutForest forest;
  private final RankedScores ranks;
  private final int dimensions;
  private long seen;

  /**
   * A scored point.
   *
   * @param score about 1 for ordinary points, higher for odd ones
   * @param p that an ordinary point scores as high
   */
  public record Scored(double score, double p) {}

  /**
   * @param dimensions of a point, 1 to 1000
   * @param trees 10 to 500; the library's default is 50
   * @param sample points that a tree remembers, 16 to 4096; the library's default is 256
   * @param window scores that p-values are taken from, 10 to 1,000,000
   * @param seed of the cuts
   * @throws InvalidData where an argument is outside of its range
   */
  public CutForest(int dimensions, int trees, int sample, int window, long seed) {
    Require.within("dimensions", dimensions, 1, 1000);
    Require.within("trees", trees, 10, 500);
    Require.within("sample", sample, 16, 4096);
    this.dimensions = dimensions;
    this.ranks = new RankedScores(window);
    this.forest =
        RandomCutForest.builder()
            .dimensions(dimensions)
            .numberOfTrees(trees)
            .sampleSize(sample)
            .outputAfter(Math.min(WARM_UP, sample))
            .randomSeed(seed)
            .parallelExecutionEnabled(false)
            .build();
  }

  /**
   * Scores a point, then learns it.
   *
   * @throws InvalidData where the point has another number of dimensions, or a value is not finite
   *     or beyond 1e30
   */
  public Scored next(double[] point) {
    int row = (int) Math.min(Integer.MAX_VALUE, seen);
    if (point.length != dimensions) {
      throw InvalidData.at(
          InvalidData.Code.LENGTH_DIFFERS, "points", row, dimensions + " columns", point.length);
    }
    float[] narrow = new float[dimensions];
    for (int j = 0; j < dimensions; j++) {
      if (!(Math.abs(point[j]) <= MOST_MAGNITUDE)) {
        throw InvalidData.at(
            Double.isFinite(point[j]) ? InvalidData.Code.OUT_OF_RANGE : InvalidData.Code.NOT_FINITE,
            "points",
            row,
            "a finite number of a magnitude of at most " + MOST_MAGNITUDE + " in column " + j,
            point[j]);
      }
      // The library takes −0 and 0 for two points, and fails to cut between them.
      narrow[j] = Math.abs(point[j]) < LEAST_MAGNITUDE ? 0 : (float) point[j];
    }
    Scored scored = new Scored(0, 1);
    if (seen >= WARM_UP) {
      double score = forest.getAnomalyScore(narrow);
      scored = new Scored(score, ranks.next(score));
    }
    forest.update(narrow);
    seen++;
    return scored;
  }
}
