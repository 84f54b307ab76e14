package io.planwright.quant.spending;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How often a payment comes, and by how many days it may be early or late. */
public enum Cadence {
  WEEKLY(7, 0, 1),
  EVERY_TWO_WEEKS(14, 0, 2),
  MONTHLY(0, 1, 4),
  QUARTERLY(0, 3, 7),
  HALF_YEARLY(0, 6, 10),
  YEARLY(0, 12, 14);

  private final int days;
  private final int months;
  private final int tolerance;

  Cadence(int days, int months, int tolerance) {
    this.days = days;
    this.months = months;
    this.tolerance = tolerance;
  }

  int tolerance() {
    return tolerance;
  }

  LocalDate after(LocalDate date, int times) {
    return date.plusDays((long) days * times).plusMonths((long) months * times);
  }

  /** How many times it fits between two dates, 0 where it does not within the tolerance. */
  int times(LocalDate from, LocalDate to) {
    long gap = ChronoUnit.DAYS.between(from, to);
    double length = days + months * 30.436875;
    int times = (int) Math.rint(gap / length);
    return times >= 1 && Math.abs(ChronoUnit.DAYS.between(after(from, times), to)) <= tolerance
        ? times
        : 0;
  }

  double perYear() {
    return months > 0 ? 12.0 / months : 365.2425 / days;
  }
}
