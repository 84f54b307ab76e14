package io.planwright.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegimeMarketTest {
  private static final LocalDate FIRST = LocalDate.of(2015, 1, 2);

  private final RegimeMarket market = new RegimeMarket();

  @Test
  void givesTheSameBarsForTheSameSeed() {
    assertThat(market.bars(7, FIRST, 500).toList())
        .isEqualTo(market.bars(7, FIRST, 500).toList())
        .isNotEqualTo(market.bars(8, FIRST, 500).toList());
  }

  @Test
  void keepsItsBarsFromReleaseToRelease() {
    assertThat(market.bars(1, FIRST, 3).map(Bar::close).toList())
        .containsExactly(99.623532, 100.41071, 101.34563);
  }

  @Test
  void aShorterMarketIsTheBeginningOfALongerOne() {
    assertThat(market.bars(3, FIRST, 300).toList())
        .isEqualTo(market.bars(3, FIRST, 900).toList().subList(0, 300));
  }

  @Test
  void tradesOnEachWeekdayAndNoOther() {
    List<LocalDate> days =
        market
            .bars(1, LocalDate.of(2015, 1, 3), 200)
            .map(bar -> bar.time().atOffset(ZoneOffset.UTC).toLocalDate())
            .toList();
    assertThat(days.getFirst()).isEqualTo(LocalDate.of(2015, 1, 5));
    assertThat(days)
        .noneMatch(
            day ->
                day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
    assertThat(days.getLast()).isEqualTo(days.getFirst().plusWeeks(40).minusDays(3));
  }

  @Test
  void visitsRegimesOfDifferentVolatilityAndMomentum() {
    double[] r = returns(market.bars(5, FIRST, 20_000).toList());
    double bothWays = 0;
    double squares = 0;
    for (int t = 1; t < r.length; t++) {
      bothWays += r[t] * r[t] * r[t - 1] * r[t - 1];
      squares += r[t] * r[t];
    }
    double ratio = bothWays / r.length / Math.pow(squares / r.length, 2);
    assertThat(ratio).as("clustered volatility; 1 where returns are independent").isGreaterThan(2);
  }

  @Test
  void letsTheNextReturnBeToldInAOneRegimeMarket() {
    RegimeMarket trending =
        new RegimeMarket(List.of(new RegimeMarket.Regime("trending", 0, 0.3, 0.01, List.of(1.0))));
    double[] r = returns(trending.bars(5, FIRST, 20_000).toList());
    double products = 0;
    double squares = 0;
    for (int t = 1; t < r.length; t++) {
      products += r[t] * r[t - 1];
      squares += r[t] * r[t];
    }
    assertThat(products / squares).isBetween(0.28, 0.32);
  }

  @Test
  void refusesNoBarsAndTooMany() {
    assertThatThrownBy(() -> market.bars(1, FIRST, 0))
        .hasMessage("bars must be 1 to 1000000, was 0");
    assertThatThrownBy(() -> market.bars(1, FIRST, 1_000_001)).hasMessageContaining("was 1000001");
    assertThatThrownBy(() -> market.bars(1, LocalDate.MAX, 1)).hasMessageContaining("years 1 to");
  }

  @Test
  void refusesRegimesThatDoNotFit() {
    assertThatThrownBy(() -> new RegimeMarket.Regime("x", 0, 0, 0.01, List.of(0.5)))
        .hasMessageContaining("add up to 1");
    assertThatThrownBy(() -> new RegimeMarket.Regime("x", 0, 1, 0.01, List.of(1.0)))
        .hasMessageContaining("momentum in (-1, 1)");
    assertThatThrownBy(() -> new RegimeMarket(List.of()))
        .hasMessageContaining("as many moves as there are regimes");
  }

  @Test
  void refusesABarWhoseLowIsNotLowest() {
    assertThatThrownBy(() -> new Bar(Instant.EPOCH, 10, 12, 11, 11, 0))
        .hasMessageContaining("low <= open, close <= high");
    assertThatThrownBy(() -> new Bar(Instant.EPOCH, 10, 12, 9, 11, -1))
        .hasMessageContaining("volume");
  }

  private static double[] returns(List<Bar> bars) {
    double[] returns = new double[bars.size() - 1];
    for (int t = 1; t < bars.size(); t++) {
      returns[t - 1] = Math.log(bars.get(t).close() / bars.get(t - 1).close());
    }
    return returns;
  }
}
