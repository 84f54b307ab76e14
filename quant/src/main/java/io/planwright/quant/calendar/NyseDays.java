package io.planwright.quant.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Optional;
import java.util.Set;

/**
 * Holidays and half days of the New York Stock Exchange, Rule 7.2: a holiday on a Sunday is kept on
 * Monday, one on a Saturday on Friday, but for New Year's Day, for which the year's books are not
 * closed early.
 */
final class NyseDays {
  static final LocalTime OPENS = LocalTime.of(9, 30);
  static final LocalTime CLOSES = LocalTime.of(16, 0);
  private static final LocalTime HALF = LocalTime.of(13, 0);
  private static final LocalTime OLD_HALF = LocalTime.of(14, 0);

  /** Deaths of presidents, attacks, a hurricane. */
  private static final Set<LocalDate> CLOSED =
      Set.of(
          LocalDate.of(1994, 4, 27),
          LocalDate.of(2001, 9, 11),
          LocalDate.of(2001, 9, 12),
          LocalDate.of(2001, 9, 13),
          LocalDate.of(2001, 9, 14),
          LocalDate.of(2004, 6, 11),
          LocalDate.of(2007, 1, 2),
          LocalDate.of(2012, 10, 29),
          LocalDate.of(2012, 10, 30),
          LocalDate.of(2018, 12, 5),
          LocalDate.of(2025, 1, 9));

  private static final Set<LocalDate> HALVED =
      Set.of(LocalDate.of(1997, 12, 26), LocalDate.of(1999, 12, 31), LocalDate.of(2003, 12, 26));

  private NyseDays() {}

  /** When trading ends; nothing on days without trading. */
  static Optional<LocalTime> closes(LocalDate day) {
    if (Market.isWeekend(day) || isHoliday(day) || CLOSED.contains(day)) {
      return Optional.empty();
    }
    return Optional.of(isHalf(day) ? halfCloses(day) : CLOSES);
  }

  private static boolean isHoliday(LocalDate day) {
    int year = day.getYear();
    return switch (day.getMonth()) {
      case JANUARY ->
          day.getDayOfMonth() == 1
              || day.getDayOfMonth() == 2 && day.getDayOfWeek() == MONDAY
              || year >= 1998 && day.equals(day.with(dayOfWeekInMonth(3, MONDAY)));
      case FEBRUARY -> day.equals(day.with(dayOfWeekInMonth(3, MONDAY)));
      case MARCH, APRIL -> day.equals(goodFriday(year));
      case MAY -> day.equals(day.with(lastInMonth(MONDAY)));
      case JUNE -> year >= 2022 && isKept(day, MonthDay.of(6, 19));
      case JULY -> isKept(day, MonthDay.of(7, 4));
      case SEPTEMBER -> day.equals(day.with(dayOfWeekInMonth(1, MONDAY)));
      case NOVEMBER -> day.equals(thanksgiving(year));
      case DECEMBER -> isKept(day, MonthDay.of(12, 25));
      case AUGUST, OCTOBER -> false;
    };
  }

  private static boolean isKept(LocalDate day, MonthDay holiday) {
    LocalDate date = holiday.atYear(day.getYear());
    DayOfWeek weekday = date.getDayOfWeek();
    return day.equals(
        weekday == SATURDAY ? date.minusDays(1) : weekday == SUNDAY ? date.plusDays(1) : date);
  }

  private static LocalDate thanksgiving(int year) {
    return LocalDate.of(year, 11, 1).with(dayOfWeekInMonth(4, THURSDAY));
  }

  /** Two days before Easter by the Gregorian computus (Meeus 1991, Jones 1922). */
  private static LocalDate goodFriday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int sum = h + l - 7 * m + 114;
    return LocalDate.of(year, sum / 31, sum % 31 + 1).minusDays(2);
  }

  private static boolean isHalf(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    int year = day.getYear();
    return HALVED.contains(day)
        || switch (MonthDay.from(day)) {
          case MonthDay date when date.equals(MonthDay.of(7, 3)) ->
              year >= 1995 && weekday != FRIDAY && (weekday != WEDNESDAY || year >= 2013);
          case MonthDay date when date.equals(MonthDay.of(7, 5)) ->
              year >= 1995 && year < 2013 && weekday == FRIDAY;
          case MonthDay date when date.equals(MonthDay.of(12, 24)) -> weekday != FRIDAY;
          default -> year >= 1992 && day.equals(thanksgiving(year).plusDays(1));
        };
  }

  private static LocalTime halfCloses(LocalDate day) {
    return day.getYear() < 1993 ? OLD_HALF : HALF;
  }
}
