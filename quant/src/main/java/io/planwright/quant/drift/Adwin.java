package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;

/**
 * A window that grows while a stream's mean stays and gives alarm when its old part has another
 * (ADWIN2 of Bifet and Gavaldà 2007, doi:10.1137/1.9781611972771.42); {@code river.drift.ADWIN}
 * with its defaults, which after an alarm starts anew, where the paper keeps the newer part. Not
 * safe for threads.
 */
/*
 * The window is kept as buckets of 1, 2, 4, … values, at most five of a size: the two oldest of six
 * become one of the next size. A bucket holds its sum and its squared deviations, so memory and work
 * grow with the logarithm of the window. At every 32nd value each border between two buckets is
 * tried as a cut, oldest first: means that differ by more than
 *
 *   √(2 m σ² δ') + 2/3 m δ',  m = 1/(n0 − 4) + 1/(n1 − 4),  δ' = ln(2 ln n / δ)
 *
 * drop the oldest bucket, and the search starts again.
 */
public final class Adwin {
  private static final int PER_SIZE = 5;
  private static final int CLOCK = 32;
  private static final int FEWEST = 5;
  private static final int GRACE = 10;
  private static final int SIZES = 48;

  private final double delta;
  private final double[][] sums = new double[SIZES][PER_SIZE + 1];
  private final double[][] deviations = new double[SIZES][PER_SIZE + 1];
  private final int[] buckets = new int[SIZES];
  private int largest;
  private boolean changed;
  private long seen;
  private long sinceAlarm;
  private long width;
  private double total;
  private double variance;

  /**
   * @param delta the error of a wrong alarm at one cut; river's default is 0.002
   * @throws InvalidData where delta is not between 0 and 1
   */
  public Adwin(double delta) {
    Require.between("delta", delta, 0, 1);
    this.delta = delta;
  }

  /**
   * Takes in the next value.
   *
   * @return whether the mean has changed; until the next value the window is its newer part
   * @throws InvalidData where the value is not finite or too large to be squared
   */
  public boolean update(double value) {
    if (!(Math.abs(value) <= Require.MOST_MAGNITUDE)) {
      throw InvalidData.at(
          Double.isFinite(value) ? InvalidData.Code.OUT_OF_RANGE : InvalidData.Code.NOT_FINITE,
          "stream",
          (int) Math.min(Integer.MAX_VALUE, seen),
          "a finite number of a magnitude of at most " + Require.MOST_MAGNITUDE,
          value);
    }
    if (changed) {
      startAnew();
    }
    seen++;
    sinceAlarm++;
    insert(value);
    if (sinceAlarm % CLOCK == 0 && width > GRACE) {
      while (cut()) {
        changed = true;
      }
    }
    return changed;
  }

  private void startAnew() {
    Arrays.fill(buckets, 0);
    largest = 0;
    sinceAlarm = 0;
    width = 0;
    total = 0;
    variance = 0;
    changed = false;
  }

  /** Values in the window. */
  public long width() {
    return width;
  }

  /** Of the window; 0 before the first value. */
  public double mean() {
    return width == 0 ? 0 : total / width;
  }

  private void insert(double value) {
    if (width > 0) {
      double apart = value - total / width;
      variance += apart * apart * width / (width + 1);
    }
    width++;
    total += value;
    push(0, value, 0);
    for (int size = 0; buckets[size] > PER_SIZE; size++) {
      long n = 1L << size;
      double apart = (sums[size][0] - sums[size][1]) / n;
      double merged = deviations[size][0] + deviations[size][1] + apart * apart * n / 2;
      push(size + 1, sums[size][0] + sums[size][1], merged);
      drop(size, 2);
    }
  }

  private void push(int size, double sum, double deviation) {
    sums[size][buckets[size]] = sum;
    deviations[size][buckets[size]] = deviation;
    buckets[size]++;
    largest = Math.max(largest, size);
  }

  private void drop(int size, int count) {
    int left = buckets[size] - count;
    System.arraycopy(sums[size], count, sums[size], 0, left);
    System.arraycopy(deviations[size], count, deviations[size], 0, left);
    buckets[size] = left;
  }

  /** Tries each cut; drops the oldest bucket where one holds. */
  private boolean cut() {
    double n0 = 0;
    double sum0 = 0;
    for (int size = largest; size >= 0; size--) {
      for (int k = 0; k < buckets[size]; k++) {
        n0 += 1L << size;
        sum0 += sums[size][k];
        double n1 = width - n0;
        if (n1 < 1 || size == 0 && k == buckets[0] - 1) {
          return false;
        }
        if (n0 >= FEWEST && n1 >= FEWEST && differ(n0, sum0 / n0, n1, (total - sum0) / n1)) {
          dropOldest();
          return true;
        }
      }
    }
    return false;
  }

  private boolean differ(double n0, double mean0, double n1, double mean1) {
    double dash = StrictMath.log(2 * StrictMath.log(width) / delta);
    double m = 1 / (n0 - FEWEST + 1) + 1 / (n1 - FEWEST + 1);
    double far = Math.sqrt(2 * m * (variance / width) * dash) + 2.0 / 3 * m * dash;
    return Math.abs(mean0 - mean1) > far;
  }

  private void dropOldest() {
    long n = 1L << largest;
    double sum = sums[largest][0];
    width -= n;
    total -= sum;
    double apart = sum / n - total / width;
    double between = apart * apart * n * width / (double) (n + width);
    variance = Math.max(0, variance - deviations[largest][0] - between);
    drop(largest, 1);
    while (largest > 0 && buckets[largest] == 0) {
      largest--;
    }
  }
}
