package io.planwright.quant;

import java.time.Instant;

/**
 * What was traded in one interval.
 *
 * @param time at which the interval begins
 * @param open first price, in units of the quote currency; like all prices positive
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume units traded, not negative
 */
public record Bar(Instant time, double open, double high, double low, double close, double volume) {
  /**
   * @throws IllegalArgumentException where a price is not positive and finite, the low is not the
   *     lowest or the high not the highest price, or the volume is negative
   */
  public Bar {
    if (!(low > 0)
        || !(low <= Math.min(open, close))
        || !(high >= Math.max(open, close))
        || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "prices must be positive, low <= open, close <= high, was open %s high %s low %s close %s at %s"
              .formatted(open, high, low, close, time));
    }
    if (!(volume >= 0) || Double.isInfinite(volume)) {
      throw new IllegalArgumentException(
          "volume must be finite and not negative, was " + volume + " at " + time);
    }
  }
}
