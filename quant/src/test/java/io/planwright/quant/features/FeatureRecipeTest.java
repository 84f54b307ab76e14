package io.planwright.quant.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.Bar;
import io.planwright.quant.RegimeMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class FeatureRecipeTest {
  private static final double[] CLOSES = {100, 110, 99, 99, 108.9, 98.01};

  @Test
  void computesEachFeatureByItsFormula() {
    FeatureTable table = new FeatureRecipe(List.of(1, 2), List.of(3), 1).build(days(6), CLOSES);
    assertThat(table.names()).containsExactly("return_1", "return_2", "volatility_3", "momentum_3");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.time(0)).isEqualTo(days(6).get(3));
    double up = Math.log(1.1);
    double down = Math.log(0.9);
    double mean = (up + down) / 3;
    assertThat(table.value(0, 0)).isZero();
    assertThat(table.value(0, 1)).isCloseTo(down, within(1e-12));
    assertThat(table.value(0, 2))
        .isCloseTo(
            Math.sqrt((Math.pow(up - mean, 2) + Math.pow(down - mean, 2) + mean * mean) / 2),
            within(1e-12));
    assertThat(table.value(0, 3)).isCloseTo(Math.log(0.99), within(1e-12));
    assertThat(table.future().at(0)).isCloseTo(0.1, within(1e-12));
    assertThat(table.label(0)).isOne();
    assertThat(table.label(1)).isZero();
  }

  @Test
  void looksTheHorizonAhead() {
    FeatureTable table = new FeatureRecipe(List.of(1), List.of(), 3).build(days(6), CLOSES);
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.future().horizon()).isEqualTo(3);
    assertThat(table.future().at(1)).isCloseTo(108.9 / 99 * 0.9 - 1, within(1e-12));
  }

  @Property(tries = 60)
  void cuttingTheFutureOffChangesNoFeatureOfThePast(
      @ForAll long seed, @ForAll @IntRange(min = 80, max = 199) int kept) {
    FeatureRecipe recipe = new FeatureRecipe(List.of(1, 2, 10), List.of(5, 60), 2);
    List<Bar> bars = new RegimeMarket().bars(seed, LocalDate.of(2020, 1, 1), 200).toList();
    FeatureTable whole = build(recipe, bars);
    FeatureTable cut = build(recipe, bars.subList(0, kept));
    for (int row = 0; row < cut.rows(); row++) {
      assertThat(cut.time(row)).isEqualTo(whole.time(row));
      assertThat(cut.future().at(row)).isEqualTo(whole.future().at(row));
      for (int column = 0; column < cut.columns(); column++) {
        assertThat(cut.value(row, column)).isEqualTo(whole.value(row, column));
      }
    }
  }

  @Property(tries = 40)
  void anotherFutureChangesNoFeatureUpToItsOwnBar(
      @ForAll long seed, @ForAll @IntRange(min = 70, max = 190) int changed) {
    FeatureRecipe recipe = new FeatureRecipe(List.of(1, 3), List.of(20), 1);
    List<Bar> bars = new RegimeMarket().bars(seed, LocalDate.of(2020, 1, 1), 200).toList();
    double[] closes = bars.stream().mapToDouble(Bar::close).toArray();
    FeatureTable before = recipe.build(bars.stream().map(Bar::time).toList(), closes);
    closes[changed] *= 1.5;
    FeatureTable after = recipe.build(bars.stream().map(Bar::time).toList(), closes);
    int row = changed - recipe.warmUp();
    for (int column = 0; column < before.columns(); column++) {
      for (int earlier = 0; earlier < row; earlier++) {
        assertThat(after.value(earlier, column)).isEqualTo(before.value(earlier, column));
      }
    }
    assertThat(after.value(row, 0)).isNotEqualTo(before.value(row, 0));
  }

  @Test
  void refusesTooFewBars() {
    assertThatThrownBy(() -> new FeatureRecipe(List.of(5), List.of(), 1).build(days(6), CLOSES))
        .hasMessage("these features need at least 7 bars, were 6");
  }

  @Test
  void refusesTimesThatDoNotRise() {
    List<Instant> times = List.of(Instant.EPOCH, Instant.EPOCH);
    assertThatThrownBy(
            () -> new FeatureRecipe(List.of(1), List.of(), 1).build(times, new double[] {1, 2}))
        .hasMessageContaining("times must rise");
  }

  @Test
  void refusesAPriceThatIsNone() {
    FeatureRecipe recipe = new FeatureRecipe(List.of(1), List.of(), 1);
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> recipe.build(days(3), new double[] {1, bad, 2}))
          .hasMessageContaining("a close must be a positive number, was " + bad);
    }
  }

  @Test
  void refusesLagsAndWindowsOutOfRange() {
    assertThatThrownBy(() -> new FeatureRecipe(List.of(0), List.of(), 1))
        .hasMessage("a lag must be 1 to 2000 bars, was 0");
    assertThatThrownBy(() -> new FeatureRecipe(List.of(1), List.of(1), 1))
        .hasMessage("a window must be 2 to 2000 bars, was 1");
    assertThatThrownBy(() -> new FeatureRecipe(List.of(1), List.of(), 0))
        .hasMessage("a horizon must be 1 to 2000 bars, was 0");
    assertThatThrownBy(() -> new FeatureRecipe(List.of(1, 1), List.of(), 1))
        .hasMessageContaining("named once");
    assertThatThrownBy(() -> new FeatureRecipe(List.of(), List.of(), 1))
        .hasMessage("a recipe must have 1 to 200 features, was 0");
  }

  private static FeatureTable build(FeatureRecipe recipe, List<Bar> bars) {
    return recipe.build(
        bars.stream().map(Bar::time).toList(), bars.stream().mapToDouble(Bar::close).toArray());
  }

  private static List<Instant> days(int count) {
    return IntStream.range(0, count)
        .mapToObj(day -> Instant.EPOCH.plusSeconds(86400L * day))
        .toList();
  }
}
