package io.planwright.quant.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a price is new enough to decide by. What is not fresh blocks: a price whose age is not
 * known is as bad as an old one.
 *
 * <p>The limit is the one of what the market does now: open, closed, or closed over a weekend. Each
 * weekday without a session in the time that it is closed, a holiday, adds 24 hours.
 *
 * @param verdict what to do
 * @param reason by a name that stays
 * @param says the reason in a sentence
 * @param phase of the market now
 * @param ageHours of the price; none where it is not known
 * @param limitHours that it may be old
 * @param opens when the next session begins; the running one's end is {@code closes}
 * @param closes when the running session ends; none where the market is closed
 */
public record Freshness(
    Verdict verdict,
    Reason reason,
    String says,
    Phase phase,
    Optional<Double> ageHours,
    double limitHours,
    Optional<Instant> opens,
    Optional<Instant> closes) {

  /** Clocks of two machines may differ by it. */
  public static final Duration CLOCKS = Duration.ofMinutes(1);

  private static final double HOUR = 3_600_000;

  /** What to do with a price. */
  public enum Verdict {
    FRESH,
    STALE,
    /** Its age can't be told. */
    UNKNOWN
  }

  /** Why. */
  public enum Reason {
    WITHIN_LIMIT,
    TOO_OLD,
    NO_TIME,
    FROM_THE_FUTURE,
    /** Now is in years whose sessions are not known. */
    NO_CALENDAR
  }

  /** What a market does at an instant. */
  public enum Phase {
    OPEN,
    CLOSED,
    WEEKEND,
    UNKNOWN
  }

  /** Whether nothing may be decided by the price. */
  public boolean blocks() {
    return verdict != Verdict.FRESH;
  }

  /**
   * @param priced when the price was made; empty where that is not known
   * @param now the time that it is judged at
   * @throws io.planwright.quant.InvalidData where a time is not of the years 1 to 9999
   */
  public static Freshness of(
      Market market, Optional<Instant> priced, Instant now, AgeLimits limits) {
    Market.require("now", now);
    priced.ifPresent(time -> Market.require("priced", time));
    int year = now.atZone(market.zone()).getYear();
    if (year <= Market.FIRST_YEAR || year >= Market.LAST_YEAR) {
      return new Freshness(
          Verdict.UNKNOWN,
          Reason.NO_CALENDAR,
          "The sessions of %s are not known at %s.".formatted(market, now),
          Phase.UNKNOWN,
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty());
    }
    Optional<Session> running = market.at(now);
    Session next = market.after(now);
    Gap gap = running.isPresent() ? new Gap(Phase.OPEN, 0) : gap(market, now, next);
    Duration limit =
        switch (gap.phase()) {
          case OPEN -> limits.open();
          case CLOSED, UNKNOWN -> limits.closed().plusDays(gap.holidays());
          case WEEKEND -> limits.weekend().plusDays(gap.holidays());
        };
    Optional<Duration> age = priced.map(time -> Duration.between(time, now));
    Reason reason = reason(age, limit);
    return new Freshness(
        switch (reason) {
          case WITHIN_LIMIT -> Verdict.FRESH;
          case TOO_OLD -> Verdict.STALE;
          case NO_TIME, FROM_THE_FUTURE, NO_CALENDAR -> Verdict.UNKNOWN;
        },
        reason,
        sentence(market, reason, gap, age, limit),
        gap.phase(),
        age.map(Freshness::hours),
        hours(limit),
        Optional.of(next.opens()),
        running.map(Session::closes));
  }

  private static Reason reason(Optional<Duration> age, Duration limit) {
    if (age.isEmpty()) {
      return Reason.NO_TIME;
    }
    if (age.get().plus(CLOCKS).isNegative()) {
      return Reason.FROM_THE_FUTURE;
    }
    return age.get().compareTo(limit) <= 0 ? Reason.WITHIN_LIMIT : Reason.TOO_OLD;
  }

  private record Gap(Phase phase, int holidays) {}

  private static Gap gap(Market market, Instant now, Session next) {
    boolean weekend = false;
    int holidays = 0;
    for (LocalDate day = market.before(now).day().plusDays(1);
        day.isBefore(next.day());
        day = day.plusDays(1)) {
      if (Market.isWeekend(day)) {
        weekend = true;
      } else {
        holidays++;
      }
    }
    return new Gap(weekend ? Phase.WEEKEND : Phase.CLOSED, holidays);
  }

  private static String sentence(
      Market market, Reason reason, Gap gap, Optional<Duration> age, Duration limit) {
    String phase =
        switch (gap.phase()) {
          case OPEN -> "open";
          case CLOSED, UNKNOWN -> "closed";
          case WEEKEND -> "closed over a weekend";
        };
    return switch (reason) {
      case WITHIN_LIMIT, TOO_OLD ->
          String.format(
              Locale.ROOT,
              "The price is %.2f hours old; while %s is %s%s it may be %.2f.",
              hours(age.orElse(Duration.ZERO)),
              market,
              phase,
              gap.holidays() > 0 ? " with holidays" : "",
              hours(limit));
      case NO_TIME -> "When the price was made is not known.";
      case FROM_THE_FUTURE ->
          String.format(
              Locale.ROOT,
              "The price is from %.2f hours after now.",
              -hours(age.orElse(Duration.ZERO)));
      case NO_CALENDAR -> "The sessions are not known.";
    };
  }

  private static double hours(Duration duration) {
    return duration.truncatedTo(ChronoUnit.MILLIS).toMillis() / HOUR;
  }
}
