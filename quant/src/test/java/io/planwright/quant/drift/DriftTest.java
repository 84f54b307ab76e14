package io.planwright.quant.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.drift.Hysteresis.State;
import io.planwright.quant.drift.PopulationStability.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class DriftTest {
  private static double[] normal(long seed, int n, double mean) {
    SplittableRandom chance = new SplittableRandom(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = mean + chance.nextGaussian();
    }
    return values;
  }

  @Property
  void theIndexIsSymmetricAndNeverNegative(
      @ForAll @Size(8) List<@IntRange(min = 1, max = 500) Integer> a,
      @ForAll @Size(8) List<@IntRange(min = 1, max = 500) Integer> b) {
    double[] x = a.stream().mapToDouble(v -> v).toArray();
    double[] y = b.stream().mapToDouble(v -> v).toArray();
    PopulationStability there = PopulationStability.ofCounts(x, y);
    assertThat(there.psi()).isNotNegative();
    assertThat(PopulationStability.ofCounts(y, x).psi()).isCloseTo(there.psi(), within(1e-12));
    assertThat(PopulationStability.ofCounts(x, x).psi()).isZero();
    assertThat(there.p()).isBetween(0.0, 1.0);
  }

  @Test
  void anEmptyBinCountsAsALittle() {
    PopulationStability shift =
        PopulationStability.ofCounts(new double[] {50, 50, 0, 0}, new double[] {0, 50, 50, 0});
    assertThat(shift.psi()).isCloseTo(2 * 0.4999 * Math.log(5000), within(1e-12));
    assertThat(shift.shift()).isEqualTo(Shift.LARGE);
  }

  @Test
  void valuesAreBinnedByWhatWasExpected() {
    double[] expected = normal(1, 5000, 0);
    assertThat(PopulationStability.ofValues(expected, normal(2, 5000, 0), 10).shift())
        .isEqualTo(Shift.STABLE);
    assertThat(PopulationStability.ofValues(expected, normal(2, 5000, 0.4), 10).shift())
        .isEqualTo(Shift.MODERATE);
    assertThat(PopulationStability.ofValues(expected, normal(2, 5000, 1), 10).shift())
        .isEqualTo(Shift.LARGE);
    double[] mostlyOne = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    assertThat(PopulationStability.ofValues(mostlyOne, mostlyOne, 10).bins()).isEqualTo(2);
    assertThat(PopulationStability.ofValues(mostlyOne, new double[] {5, 5, 5}, 10).psi())
        .isCloseTo((0.1 - 1e-4) * Math.log(1000) + 0.1 * Math.log(1 / 0.9), within(1e-12));
  }

  /** Its p-value says so in 5 of 100 cases where nothing moved. */
  @Test
  void theIndexHasAnHonestPValue() {
    int small = 0;
    for (int run = 0; run < 400; run++) {
      small +=
          PopulationStability.ofValues(normal(run, 3000, 0), normal(9000 + run, 1000, 0), 10).p()
                  < 0.05
              ? 1
              : 0;
    }
    assertThat(small).isBetween(6, 36);
  }

  /** {@code scipy.stats.ks_2samp} and {@code chi2_contingency(correction=False)}. */
  @Test
  void testsOfDistributionsAreSciPys() {
    double[] x = new double[40];
    double[] y = new double[55];
    for (int i = 0; i < 55; i++) {
      if (i < 40) {
        x[i] = Math.sin(i * 1.1);
      }
      y[i] = Math.sin(i * 1.3) + 0.4;
    }
    KolmogorovSmirnov ks = KolmogorovSmirnov.of(x, y);
    assertThat(ks.d()).isCloseTo(0.3090909090909091, within(1e-14));
    assertThat(ks.p()).isCloseTo(0.01837266637284951, within(1e-12));
    assertThat(ks.exact()).isTrue();
    CategoryShift shift =
        CategoryShift.of(new double[] {20, 30, 0, 50}, new double[] {30, 30, 0, 20});
    assertThat(shift.chiSquared()).isCloseTo(12.792857142857146, within(1e-12));
    assertThat(shift.p()).isCloseTo(0.001667502015585043, within(1e-14));
    assertThat(shift.degreesOfFreedom()).isEqualTo(2);
  }

  @Test
  void manyValuesAreTestedByTheLimit() {
    KolmogorovSmirnov many = KolmogorovSmirnov.of(normal(1, 20_000, 0), normal(2, 20_000, 0.05));
    assertThat(many.exact()).isFalse();
    assertThat(many.p()).isLessThan(0.01);
  }

  /** Alarms of {@code river.drift.ADWIN()} and {@code PageHinkley(threshold=20)} on one stream. */
  @Test
  void alarmsAreRivers() {
    Adwin adwin = new Adwin(0.002);
    PageHinkley sums = new PageHinkley(30, 0.005, 20, PageHinkley.RIVER_KEEPS);
    List<Integer> cut = new ArrayList<>();
    List<Integer> summed = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      double value =
          Math.sin(i * i * 0.731) + (i < 800 ? 0 : i < 1900 ? 0.6 : i < 2400 ? -0.4 : 0.1);
      if (adwin.update(value)) {
        cut.add(i);
      }
      if (sums.update(value)) {
        summed.add(i);
      }
    }
    assertThat(cut).containsExactly(863, 1919, 2463);
    assertThat(summed).containsExactly(271, 726, 850, 1676, 1907, 2418, 2807);
    assertThat(adwin.width()).isEqualTo(536L);
    assertThat(adwin.mean()).isCloseTo(0.09206988704423463, within(1e-12));
  }

  @Test
  void aCalmStreamGivesNoAlarm() {
    Adwin adwin = new Adwin(0.002);
    PageHinkley sums = new PageHinkley(30, 0.1, 50, 1);
    for (double value : normal(3, 100_000, 5)) {
      assertThat(adwin.update(value)).isFalse();
      assertThat(sums.update(value)).isFalse();
    }
    assertThat(adwin.width()).isEqualTo(100_000);
    assertThatThrownBy(() -> adwin.update(Double.NaN))
        .hasMessageContaining("stream row 100000: expected a finite number");
    assertThatThrownBy(() -> sums.update(Double.POSITIVE_INFINITY)).hasMessageContaining("stream");
  }

  @Test
  void calibrationIsTheDistanceOfWordAndDeed() {
    Calibration off =
        Calibration.of(new double[] {0.9, 0.9, 0.9, 0.9, 0.1}, new int[] {1, 1, 0, 0, 0}, 10);
    assertThat(off.expectedError()).isCloseTo(0.8 * 0.4 + 0.2 * 0.1, within(1e-15));
    assertThat(off.largestError()).isCloseTo(0.4, within(1e-15));
    assertThat(off.brier()).isCloseTo((2 * 0.01 + 2 * 0.81 + 0.01) / 5, within(1e-15));
    assertThat(off.bins()).hasSize(2);
    assertThat(Calibration.of(new double[] {1, 0}, new int[] {1, 0}, 10).expectedError()).isZero();
    assertThatThrownBy(() -> Calibration.of(new double[] {1.1}, new int[] {1}, 10))
        .hasMessage("probabilities row 0: expected 0 to 1, was 1.1");
    assertThatThrownBy(() -> Calibration.of(new double[] {1}, new int[] {2}, 10))
        .hasMessage("outcomes row 0: expected 0 or 1, was 2");
  }

  @Test
  void anAlarmComesAfterSomeWindowsAndGoesAfterMore() {
    Hysteresis rule = new Hysteresis(0.25, 0.1, 2, 3);
    double[] measures = {0.3, 0.2, 0.3, 0.3, 0.2, 0.05, 0.05, 0.2, 0.05, 0.05, 0.05, 0.05};
    List<Boolean> alarms = new ArrayList<>();
    State state = State.CALM;
    for (double measure : measures) {
      state = rule.next(state, measure);
      alarms.add(state.alarm());
    }
    assertThat(alarms)
        .containsExactly(
            false, false, false, true, true, true, true, true, true, true, false, false);
    assertThatThrownBy(() -> new Hysteresis(0.1, 0.2, 1, 1)).hasMessageContaining("off");
    assertThatThrownBy(() -> rule.next(State.CALM, Double.NaN)).hasMessageContaining("measure");
  }

  @Test
  void theReportNamesTheColumnThatMoved() {
    double[][] expected = table(1, 2000, 0);
    double[] said = normal(5, 2000, 0);
    Hysteresis rule = new Hysteresis(0.25, 0.1, 1, 1);
    DriftReport calm =
        DriftReport.of(
            expected, table(2, 500, 0), said, normal(6, 500, 0), 10, rule, State.CALM, State.CALM);
    assertThat(calm.population().alarm()).isFalse();
    assertThat(calm.prediction().alarm()).isFalse();
    DriftReport moved =
        DriftReport.of(
            expected, table(3, 500, 1), said, normal(7, 500, 2), 10, rule, State.CALM, State.CALM);
    assertThat(moved.columns().get(1).p()).isLessThan(1e-6);
    assertThat(moved.columns().get(0).p()).isGreaterThan(0.01);
    assertThat(moved.population().alarm()).isTrue();
    assertThat(moved.prediction().alarm()).isTrue();
    assertThatThrownBy(
            () ->
                DriftReport.of(
                    new double[2000][2], expected, said, said, 10, rule, State.CALM, State.CALM))
        .hasMessageContaining("expected column 0");
  }

  /** Two columns; the second has another mean. */
  private static double[][] table(long seed, int rows, double mean) {
    double[] first = normal(seed, rows, 0);
    double[] second = normal(seed + 100, rows, mean);
    double[][] table = new double[rows][];
    for (int i = 0; i < rows; i++) {
      table[i] = new double[] {first[i], second[i]};
    }
    return table;
  }
}
