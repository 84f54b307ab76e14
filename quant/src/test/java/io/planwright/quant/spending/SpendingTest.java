package io.planwright.quant.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reference numbers of the seasons: {@code statsmodels.tsa.seasonal.seasonal_decompose}. */
final class SpendingTest {
  private static final double[] VALUES =
      IntStream.range(0, 40)
          .mapToDouble(
              t -> 100 + 2 * t + 30 * Math.sin(2 * Math.PI * t / 12) + 5 * Math.sin(3.7 * t))
          .toArray();

  private static final LocalDate TODAY = LocalDate.of(2024, 7, 1);

  @Test
  void seasonsOfAYearAreThePeers() {
    Seasonality seasons = Seasonality.of(VALUES, 12);
    double[] expected = {
      2.85037759, 10.48719677, 30.77209449, 26.37283779, 27.32891535, 16.32751745,
      -2.75354336, -10.65822079, -30.60465208, -26.51164391, -28.27596473, -15.33491458
    };
    assertThat(seasons.season()).containsExactly(expected, within(1e-8));
    assertThat(seasons.trendFrom()).isEqualTo(6);
    assertThat(seasons.trend()[0]).isCloseTo(111.99486482, within(1e-8));
    assertThat(seasons.trend()).hasSize(28);
    assertThat(seasons.rest()[1]).isCloseTo(-0.88814853, within(1e-8));
    assertThat(seasons.strength()).isCloseTo(0.9983425929009305, within(1e-12));
  }

  @Test
  void seasonsOfAnOddPeriodAreThePeers() {
    Seasonality seasons = Seasonality.of(Arrays.copyOf(VALUES, 35), 7);
    double[] expected = {
      2.86475898, -3.66879015, -2.79566913, -0.37450781, 1.36279635, 4.38485322, -1.77344145
    };
    assertThat(seasons.season()).containsExactly(expected, within(1e-8));
    assertThat(seasons.trend()[0]).isCloseTo(121.71789945743669, within(1e-9));
  }

  @Test
  void aConstantSeriesHasNoSeason() {
    Seasonality seasons = Seasonality.of(new double[24], 12);
    assertThat(seasons.strength()).isZero();
    assertThat(seasons.season()).containsOnly(0);
  }

  @Test
  void refusesLessThanTwoPeriods() {
    assertThatThrownBy(() -> Seasonality.of(new double[23], 12))
        .hasMessage("values: expected at least 24 rows, was 23");
    assertThatThrownBy(() -> Seasonality.of(VALUES, 1)).hasMessageContaining("period");
  }

  @Test
  void findsPaymentsOfEachCadenceAmongOthers() {
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.add(new Transaction(LocalDate.of(2023, 7, 31).plusMonths(i), "NETFLIX 8841" + i, 12.99));
      all.add(new Transaction(LocalDate.of(2024, 4, 10).plusWeeks(i), "Yoga club", 15));
    }
    for (int i = 0; i < 4; i++) {
      all.add(new Transaction(LocalDate.of(2021, 3, 10 + i).plusYears(i), "Home insurer", 480 + i));
    }
    Random chance = new Random(5);
    for (int i = 0; i < 60; i++) {
      all.add(
          new Transaction(
              TODAY.minusDays(chance.nextInt(360)), "Corner shop", 3 + chance.nextInt(90)));
    }
    Collections.shuffle(all, chance);
    List<Recurring> found = Recurring.in(all, TODAY);
    assertThat(found)
        .extracting(Recurring::payee, Recurring::cadence, Recurring::active)
        .contains(
            tuple("netflix", Cadence.MONTHLY, true),
            tuple("yoga club", Cadence.WEEKLY, true),
            tuple("home insurer", Cadence.YEARLY, true));
    assertThat(found).filteredOn(each -> each.payee().equals("corner shop")).isEmpty();
  }

  @Test
  void tellsOfPricesThatRiseAndOfMonthsThatAreMissing() {
    List<Transaction> all = new ArrayList<>();
    for (int month : new int[] {1, 2, 3, 5, 6}) {
      all.add(new Transaction(LocalDate.of(2024, month, 2), "Gym", month < 6 ? 40 : 43));
    }
    Recurring gym = Recurring.in(all, TODAY).getFirst();
    assertThat(gym.missed()).isEqualTo(1);
    assertThat(gym.change()).isCloseTo(0.075, within(1e-12));
    assertThat(gym.next()).isEqualTo(LocalDate.of(2024, 7, 2));
    assertThat(gym.regularity()).isEqualTo(0.75);
    assertThat(gym.perYear()).isCloseTo(516, within(1e-9));
  }

  @Test
  void separatesASubscriptionFromPurchasesAtTheSamePayee() {
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(new Transaction(LocalDate.of(2023, 11, 5).plusMonths(i), "Shop", 8.99));
      all.add(
          new Transaction(
              LocalDate.of(2023, 11, 1).plusDays(13L * i * i % 200), "Shop", 20 * (i + 1)));
    }
    List<Recurring> found = Recurring.in(all, TODAY);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().amount()).isEqualTo(8.99);
  }

  @Test
  void nothingRecursInNothing() {
    assertThat(Recurring.in(List.of(), TODAY)).isEmpty();
    assertThatThrownBy(() -> new Transaction(TODAY, "x", Double.NaN))
        .hasMessageContaining("amount");
  }
}
