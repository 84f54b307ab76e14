package io.planwright.plan.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When there is work. Turns working time since the start into dates of the zone; a date beyond
 * {@link #LAST} is that one.
 *
 * @param start the first day; a day off moves it to the next working day
 * @param workdays of a week
 * @param day the working time of a day, from 1 to 24 hours
 * @param holidays without work, in any order
 */
public record Calendar(
    LocalDate start,
    List<DayOfWeek> workdays,
    Duration day,
    List<LocalDate> holidays,
    ZoneId zone) {
  public static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private static final List<DayOfWeek> WEEK =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);

  public Calendar {
    workdays = workdays.stream().distinct().sorted().toList();
    holidays = holidays.stream().distinct().sorted().toList();
    if (workdays.isEmpty()) {
      throw new IllegalArgumentException("expected a working day at least, there is none");
    }
    if (day.compareTo(Duration.ofHours(1)) < 0 || day.compareTo(Duration.ofHours(24)) > 0) {
      throw new IllegalArgumentException("a day's work must be 1 to 24 hours, was " + day);
    }
  }

  /** Monday to Friday, 8 hours a day, in UTC, without holidays. */
  public static Calendar from(LocalDate start) {
    return new Calendar(start, WEEK, Duration.ofHours(8), List.of(), ZoneOffset.UTC);
  }

  /** The day on which work begins that so much work precedes. */
  public LocalDate begins(Duration before) {
    return workday(before.getSeconds() / day.getSeconds());
  }

  /** The day on which work ends that so much work precedes or is; a full day ends on itself. */
  public LocalDate ends(Duration work) {
    long seconds = work.getSeconds();
    return workday(seconds == 0 ? 0 : (seconds - 1) / day.getSeconds());
  }

  /** The working day of a number, from 0. */
  private LocalDate workday(long number) {
    long skipped = 0;
    LocalDate date = ofWeek(number);
    for (LocalDate holiday : holidays) {
      if (holiday.isAfter(date)) {
        break;
      }
      if (!holiday.isBefore(start) && workdays.contains(holiday.getDayOfWeek())) {
        skipped++;
        date = ofWeek(number + skipped);
      }
    }
    return date;
  }

  /** The same without holidays. */
  private LocalDate ofWeek(long number) {
    long weeks = number / workdays.size();
    if (weeks > ChronoUnit.WEEKS.between(start, LAST)) {
      return LAST;
    }
    LocalDate date = start.plusWeeks(weeks);
    long left = number % workdays.size();
    while (!workdays.contains(date.getDayOfWeek()) || left > 0) {
      left -= workdays.contains(date.getDayOfWeek()) ? 1 : 0;
      date = date.plusDays(1);
    }
    return date.isAfter(LAST) ? LAST : date;
  }
}
