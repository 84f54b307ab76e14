package io.planwright.quant.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarketTest {
  /**
   * All closes in New York time, one a line, as {@code exchange_calendars} 4.13.2 has them:
   * get_calendar("XNYS", start="1986-01-01", end="2030-12-31").
   */
  @Test
  void sessionsOfNewYorkAreThePeers() {
    List<String> closes = new ArrayList<>();
    for (LocalDate day = LocalDate.of(1986, 1, 1); day.getYear() <= 2030; day = day.plusDays(1)) {
      Market.NYSE
          .session(day)
          .ifPresent(
              session ->
                  closes.add(
                      session.closes().atZone(Market.NYSE.zone()).toLocalDateTime().toString()));
    }
    assertThat(closes).hasSize(11_333);
    CRC32 sum = new CRC32();
    sum.update(String.join("\n", closes).getBytes(StandardCharsets.UTF_8));
    assertThat(sum.getValue()).isEqualTo(3803054227L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001-09-11", "2004-06-11", "2010-12-24", "2012-10-29", "2021-07-05", "2022-06-20",
        "2024-03-29", "2025-01-09", "2025-06-19", "2026-07-03", "2026-11-26", "2023-01-02"
      })
  void newYorkIsClosedOnItsHolidays(LocalDate day) {
    assertThat(Market.NYSE.session(day)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2010-12-31, 16:00", "2021-12-31, 16:00", "2021-06-18, 16:00", "2024-07-03, 13:00",
    "2012-07-03, 13:00", "2002-07-05, 13:00", "2024-11-29, 13:00", "1992-11-27, 14:00",
    "2024-12-24, 13:00"
  })
  void newYorkClosesEarlyOnHalfDays(LocalDate day, String closes) {
    Session session = Market.NYSE.session(day).orElseThrow();
    assertThat(session.closes().atZone(Market.NYSE.zone()).toLocalTime()).hasToString(closes);
    assertThat(session.half()).isEqualTo(!closes.equals("16:00"));
  }

  @Test
  void opensAtTheSameLocalTimeInSummerAndWinter() {
    assertThat(Market.NYSE.session(LocalDate.of(2026, 1, 5)).orElseThrow().opens())
        .isEqualTo("2026-01-05T14:30:00Z");
    assertThat(Market.NYSE.session(LocalDate.of(2026, 7, 6)).orElseThrow().opens())
        .isEqualTo("2026-07-06T13:30:00Z");
  }

  @Test
  void foreignExchangeTradesFromSundayToFridayEvening() {
    assertThat(Market.FX.at(Instant.parse("2026-01-04T21:59:59Z"))).isEmpty();
    assertThat(Market.FX.at(Instant.parse("2026-01-04T22:00:00Z"))).isPresent();
    assertThat(Market.FX.at(Instant.parse("2026-01-07T22:00:00Z"))).isPresent();
    assertThat(Market.FX.at(Instant.parse("2026-01-09T21:59:59Z"))).isPresent();
    assertThat(Market.FX.at(Instant.parse("2026-01-09T22:00:00Z"))).isEmpty();
    assertThat(Market.FX.at(Instant.parse("2026-07-05T21:00:00Z"))).isPresent();
    assertThat(Market.FX.at(Instant.parse("2025-12-25T12:00:00Z"))).isEmpty();
  }

  @Property(tries = 500)
  void sessionsAroundAnInstantAreInOrder(
      @ForAll Market market, @ForAll @IntRange(min = 0, max = 1_500_000_000) int seconds) {
    Instant at = Instant.parse("1987-01-01T00:00:00Z").plusSeconds(seconds);
    assertThat(market.before(at).closes()).isBeforeOrEqualTo(at);
    assertThat(market.after(at).opens()).isAfter(at);
    market
        .at(at)
        .ifPresentOrElse(
            session -> assertThat(session.holds(at)).isTrue(),
            () -> assertThat(market).isNotEqualTo(Market.CRYPTO));
  }

  @Test
  void refusesYearsWhoseHoursAreNotKnown() {
    assertThatThrownBy(() -> Market.NYSE.session(LocalDate.of(1985, 12, 31)))
        .hasMessage("day: expected a year of 1986 to 2199, was 1985-12-31");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # open: 2 hours
          NYSE,   2026-07-06T14:00:00Z, 2026-07-06T16:00:00Z, FRESH,   OPEN
          NYSE,   2026-07-06T14:00:00Z, 2026-07-06T16:00:01Z, STALE,   OPEN
          # the last close is too old once the market trades again
          NYSE,   2026-07-06T20:00:00Z, 2026-07-07T13:29:59Z, FRESH,   CLOSED
          NYSE,   2026-07-06T20:00:00Z, 2026-07-07T13:30:00Z, STALE,   OPEN
          # closed: 24 hours
          NYSE,   2026-07-06T21:00:00Z, 2026-07-07T21:00:00Z, FRESH,   CLOSED
          NYSE,   2026-07-06T20:59:59Z, 2026-07-07T21:00:00Z, STALE,   CLOSED
          # weekend: 72 hours
          NYSE,   2026-06-12T20:00:00Z, 2026-06-15T13:29:00Z, FRESH,   WEEKEND
          NYSE,   2026-06-12T13:00:00Z, 2026-06-15T13:29:00Z, STALE,   WEEKEND
          # Good Friday adds a day
          NYSE,   2024-03-28T20:00:00Z, 2024-04-01T13:29:00Z, FRESH,   WEEKEND
          # a holiday in the week too
          NYSE,   2024-07-03T17:00:00Z, 2024-07-05T13:29:00Z, FRESH,   CLOSED
          # never closed
          CRYPTO, 2026-07-05T10:00:00Z, 2026-07-05T13:00:00Z, STALE,   OPEN
          FX,     2026-07-03T20:59:00Z, 2026-07-05T20:59:00Z, FRESH,   WEEKEND
          FX,     2026-07-03T20:59:00Z, 2026-07-05T21:00:00Z, STALE,   OPEN
          # clocks differ, but not by minutes
          CRYPTO, 2026-07-05T10:01:00Z, 2026-07-05T10:00:00Z, FRESH,   OPEN
          CRYPTO, 2026-07-05T10:01:01Z, 2026-07-05T10:00:00Z, UNKNOWN, OPEN
          """)
  void judgesByWhatTheMarketDoes(
      Market market,
      Instant priced,
      Instant now,
      Freshness.Verdict verdict,
      Freshness.Phase phase) {
    Freshness freshness = Freshness.of(market, Optional.of(priced), now, AgeLimits.USUAL);
    assertThat(freshness.verdict()).as(freshness.says()).isEqualTo(verdict);
    assertThat(freshness.phase()).isEqualTo(phase);
    assertThat(freshness.blocks()).isEqualTo(verdict != Freshness.Verdict.FRESH);
  }

  @Test
  void tellsTheReason() {
    Instant now = Instant.parse("2026-07-06T16:00:00Z");
    Freshness old =
        Freshness.of(Market.NYSE, Optional.of(now.minusSeconds(9000)), now, AgeLimits.USUAL);
    assertThat(old.says())
        .isEqualTo("The price is 2.50 hours old; while NYSE is open it may be 2.00.");
    assertThat(old.closes()).contains(Instant.parse("2026-07-06T20:00:00Z"));
    assertThat(Freshness.of(Market.NYSE, Optional.empty(), now, AgeLimits.USUAL).reason())
        .isEqualTo(Freshness.Reason.NO_TIME);
    assertThat(Freshness.of(Market.NYSE, Optional.of(now), Instant.EPOCH, AgeLimits.USUAL))
        .extracting(Freshness::reason, Freshness::blocks)
        .containsExactly(Freshness.Reason.NO_CALENDAR, true);
  }

  @Test
  void limitsAreSettings() {
    Instant now = Instant.parse("2026-07-06T16:00:00Z");
    AgeLimits strict =
        new AgeLimits(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(1));
    assertThat(Freshness.of(Market.NYSE, Optional.of(now.minusSeconds(301)), now, strict).blocks())
        .isTrue();
    assertThat(AgeLimits.USUAL)
        .isEqualTo(new AgeLimits(Duration.ofHours(2), Duration.ofDays(1), Duration.ofDays(3)));
    assertThatThrownBy(() -> new AgeLimits(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1)))
        .hasMessageContaining("open");
  }
}
