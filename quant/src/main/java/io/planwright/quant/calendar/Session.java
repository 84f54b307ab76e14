package io.planwright.quant.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A span in which a market trades.
 *
 * @param day that it is booked on, in the market's time zone
 * @param opens first instant in it
 * @param closes first instant after it
 * @param half whether it ends earlier than usual
 */
public record Session(LocalDate day, Instant opens, Instant closes, boolean half) {
  boolean holds(Instant at) {
    return !at.isBefore(opens) && at.isBefore(closes);
  }
}
