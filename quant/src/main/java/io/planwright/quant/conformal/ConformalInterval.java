package io.planwright.quant.conformal;

import java.util.Optional;

/**
 * An interval around a forecast that covers at least {@code 1 − alpha} of new rows, whatever the
 * model, while they are exchangeable with those it was calibrated on.
 *
 * @param low in the unit of the forecast; empty where calibration rows are too few to bound it
 * @param high in the unit of the forecast; empty where calibration rows are too few to bound it
 * @param says how wide and why
 */
public record ConformalInterval(Optional<Double> low, Optional<Double> high, String says) {
  static ConformalInterval bounded(double low, double high, String says) {
    return new ConformalInterval(Optional.of(low), Optional.of(high), says);
  }

  static ConformalInterval unbounded(String says) {
    return new ConformalInterval(Optional.empty(), Optional.empty(), says);
  }

  /** Whether a value is inside; an interval without bounds holds all. */
  public boolean covers(double value) {
    return low.map(l -> value >= l).orElse(true) && high.map(h -> value <= h).orElse(true);
  }
}
