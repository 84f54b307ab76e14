package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * Sums up how far values are from their mean so far, and tells when the sum has left its extreme by
 * more than a threshold (Page 1954, doi:10.1093/biomet/41.1-2.100); {@code
 * river.drift.PageHinkley(mode="both")}. It starts anew after each alarm. Not safe for threads.
 *
 * <p>River forgets a ten-thousandth of the sums at each value. On a long calm stream the sums then
 * swing around a level instead of drifting away from the threshold, and give alarm now and then;
 * with nothing forgotten they don't.
 */
public final class PageHinkley {
  /** What river keeps of the sums at each value. */
  public static final double RIVER_KEEPS = 1 - 0.0001;

  private final int atLeast;
  private final double tolerated;
  private final double threshold;
  private final double kept;
  private long count;
  private double mean;
  private double up;
  private double down;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /** River's defaults: after 30 values, 0.005 tolerated, threshold 50. */
  public PageHinkley() {
    this(30, 0.005, 50, RIVER_KEEPS);
  }

  /**
   * @param atLeast values before the first alarm
   * @param tolerated change of the mean, in the unit of the values
   * @param threshold of the sum, in the unit of the values
   * @param kept of the sums at each value, above 0, at most 1
   * @throws InvalidData where one is not positive, or the tolerated change is negative
   */
  public PageHinkley(int atLeast, double tolerated, double threshold, double kept) {
    Require.within("atLeast", atLeast, 1, Integer.MAX_VALUE);
    Require.within("tolerated", tolerated, 0, Require.MOST_MAGNITUDE);
    Require.positive("threshold", threshold);
    Require.between("kept", kept, 0, Math.nextUp(1.0));
    this.atLeast = atLeast;
    this.tolerated = tolerated;
    this.threshold = threshold;
    this.kept = kept;
  }

  /**
   * Takes in the next value.
   *
   * @return whether the mean has changed
   * @throws InvalidData where the value is not finite or too large
   */
  public boolean update(double value) {
    if (!(Math.abs(value) <= Require.MOST_MAGNITUDE)) {
      throw InvalidData.of(
          Double.isFinite(value) ? InvalidData.Code.OUT_OF_RANGE : InvalidData.Code.NOT_FINITE,
          "stream",
          "a finite number of a magnitude of at most " + Require.MOST_MAGNITUDE,
          value);
    }
    count++;
    mean += (value - mean) / count;
    double off = value - mean;
    up = kept * up + off - tolerated;
    down = kept * down + off + tolerated;
    lowest = Math.min(lowest, up);
    highest = Math.max(highest, down);
    boolean changed = count >= atLeast && Math.max(up - lowest, highest - down) > threshold;
    if (changed) {
      count = 0;
      mean = 0;
      up = 0;
      down = 0;
      lowest = Double.POSITIVE_INFINITY;
      highest = Double.NEGATIVE_INFINITY;
    }
    return changed;
  }
}
