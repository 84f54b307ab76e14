package io.planwright.quant.calendar;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** A market whose sessions follow from rules, from {@link #FIRST_YEAR} on. */
public enum Market {
  /**
   * New York Stock Exchange: weekdays from 9:30 to 16:00 New York time but for its holidays; half
   * days end at 13:00, some before 1993 at 14:00. Days of mourning, storms and attacks that closed
   * it are listed up to 2025. Agrees with {@code exchange_calendars} XNYS, 1986 to 2030.
   */
  NYSE(ZoneId.of("America/New_York")),
  /**
   * Foreign exchange: a session for each weekday, from 17:00 New York time of the day before on,
   * each joined to the next; none on 25 December and 1 January.
   */
  FX(ZoneId.of("America/New_York")),
  /** Always open; a session for each day of UTC. */
  CRYPTO(ZoneOffset.UTC);

  /** Before it opening hours were others, and sessions are not known. */
  public static final int FIRST_YEAR = 1986;

  /** Last year that rules are taken to hold for. */
  public static final int LAST_YEAR = 2199;

  /** Longer no market was ever closed. */
  private static final int MOST_CLOSED_DAYS = 14;

  private static final LocalTime FX_TURN = LocalTime.of(17, 0);

  private final ZoneId zone;

  Market(ZoneId zone) {
    this.zone = zone;
  }

  public ZoneId zone() {
    return zone;
  }

  /**
   * The session of a day of the market's time zone; none on days without one.
   *
   * @throws InvalidData where the year is not {@link #FIRST_YEAR} to {@link #LAST_YEAR}
   */
  public Optional<Session> session(LocalDate day) {
    if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
      throw InvalidData.of(
          OUT_OF_RANGE, "day", "a year of " + FIRST_YEAR + " to " + LAST_YEAR, day);
    }
    return switch (this) {
      case NYSE ->
          NyseDays.closes(day)
              .map(closes -> of(day, day, NyseDays.OPENS, closes, !closes.equals(NyseDays.CLOSES)));
      case FX ->
          isWeekend(day) || isNewYearOrChristmas(day)
              ? Optional.empty()
              : Optional.of(of(day, day.minusDays(1), FX_TURN, FX_TURN, false));
      case CRYPTO ->
          Optional.of(
              new Session(
                  day,
                  day.atStartOfDay(zone).toInstant(),
                  day.plusDays(1).atStartOfDay(zone).toInstant(),
                  false));
    };
  }

  private Session of(
      LocalDate day, LocalDate from, LocalTime opens, LocalTime closes, boolean half) {
    return new Session(
        day,
        from.atTime(opens).atZone(zone).toInstant(),
        day.atTime(closes).atZone(zone).toInstant(),
        half);
  }

  private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T00:00:00Z");

  /** Of the years 1 to 9999, whose days and ages can be counted. */
  static void require(String argument, Instant instant) {
    if (instant.isBefore(FIRST_INSTANT) || instant.isAfter(LAST_INSTANT)) {
      throw InvalidData.of(OUT_OF_RANGE, argument, "a time of the years 1 to 9999", instant);
    }
  }

  /** The session that an instant is in; none where the market is closed. */
  public Optional<Session> at(Instant instant) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    return session(day)
        .filter(each -> each.holds(instant))
        .or(() -> session(day.plusDays(1)).filter(each -> each.holds(instant)));
  }

  /** The first session that opens after an instant. */
  public Session after(Instant instant) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    for (int i = 0; i <= MOST_CLOSED_DAYS; i++) {
      Optional<Session> session = session(day.plusDays(i));
      if (session.isPresent() && session.get().opens().isAfter(instant)) {
        return session.get();
      }
    }
    throw new IllegalStateException("expected a session within two weeks after " + instant);
  }

  /** The last session that is over at an instant. */
  public Session before(Instant instant) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    for (int i = 0; i <= MOST_CLOSED_DAYS; i++) {
      Optional<Session> session = session(day.minusDays(i));
      if (session.isPresent() && !session.get().closes().isAfter(instant)) {
        return session.get();
      }
    }
    throw new IllegalStateException("expected a session within two weeks before " + instant);
  }

  static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static boolean isNewYearOrChristmas(LocalDate day) {
    return day.getDayOfYear() == 1 || day.getMonthValue() == 12 && day.getDayOfMonth() == 25;
  }
}
