package io.planwright.quant.calendar;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.method.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This package's methods by their names. */
public final class CalendarMethods {
  private static final int MOST_DAYS = 366 * 100;
  private static final double MINUTES = 60;

  private CalendarMethods() {}

  record FreshnessRequest(
      Market market,
      @JsonProperty(defaultValue = "not known") Optional<Instant> priced,
      Instant now,
      @JsonProperty(defaultValue = "2") Optional<Double> openHours,
      @JsonProperty(defaultValue = "24") Optional<Double> closedHours,
      @JsonProperty(defaultValue = "72") Optional<Double> weekendHours) {

    private AgeLimits limits() {
      return new AgeLimits(
          duration("openHours", openHours, AgeLimits.USUAL.open()),
          duration("closedHours", closedHours, AgeLimits.USUAL.closed()),
          duration("weekendHours", weekendHours, AgeLimits.USUAL.weekend()));
    }

    private static Duration duration(String argument, Optional<Double> hours, Duration usual) {
      hours.ifPresent(value -> Require.within(argument, value, 1 / MINUTES, 366 * 24));
      return hours.map(value -> Duration.ofMillis(Math.round(value * 3_600_000))).orElse(usual);
    }
  }

  record SessionsRequest(Market market, LocalDate from, LocalDate to) {}

  record MomentRequest(Market market, Instant at) {}

  /**
   * What a market does at an instant.
   *
   * @param running the session that it is in; none where it is closed
   * @param before the last session that is over
   * @param after the next session that opens
   */
  public record Moment(boolean open, Optional<Session> running, Session before, Session after) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "freshness",
            List.of(),
            "Whether a price is fresh, stale or of unknown age, and why; ages in hours.",
            FreshnessRequest.class,
            request ->
                Freshness.of(request.market(), request.priced(), request.now(), request.limits())),
        new Method<>(
            "market-sessions",
            List.of(),
            "The sessions of a market from one day to another, both included.",
            SessionsRequest.class,
            request -> sessions(request.market(), request.from(), request.to())),
        new Method<>(
            "market-moment",
            List.of(),
            "Whether a market is open at an instant, and the sessions around it.",
            MomentRequest.class,
            request -> moment(request.market(), request.at())));
  }

  private static List<Session> sessions(Market market, LocalDate from, LocalDate to) {
    if (to.isBefore(from) || to.toEpochDay() - from.toEpochDay() > MOST_DAYS) {
      throw InvalidData.of(
          OUT_OF_RANGE, "to", from + " or later, at most " + MOST_DAYS + " days", to);
    }
    List<Session> sessions = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      market.session(day).ifPresent(sessions::add);
    }
    return sessions;
  }

  private static Moment moment(Market market, Instant at) {
    Market.require("at", at);
    int year = at.atZone(market.zone()).getYear();
    if (year <= Market.FIRST_YEAR || year >= Market.LAST_YEAR) {
      throw InvalidData.of(
          OUT_OF_RANGE, "at", "after " + Market.FIRST_YEAR + ", before " + Market.LAST_YEAR, at);
    }
    Optional<Session> running = market.at(at);
    return new Moment(running.isPresent(), running, market.before(at), market.after(at));
  }
}
