package io.planwright.quant.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

final class GroupSequentialTest {
  private static final double Z = 1.959963984540054;

  @Property(tries = 30)
  void eachDesignSpendsItsAlpha(
      @ForAll @IntRange(min = 1, max = 12) int looks,
      @ForAll @DoubleRange(min = 0.001, max = 0.2) @Scale(4) double alpha,
      @ForAll boolean twoSided) {
    for (GroupSequential design :
        List.of(
            GroupSequential.pocock(looks, alpha, twoSided),
            GroupSequential.obrienFleming(looks, alpha, twoSided),
            GroupSequential.lanDeMets(
                Spending.POCOCK, GroupSequential.equalSteps(looks), alpha, twoSided),
            GroupSequential.lanDeMets(
                Spending.LINEAR, GroupSequential.equalSteps(looks), alpha, twoSided),
            GroupSequential.lanDeMets(
                Spending.OBRIEN_FLEMING, GroupSequential.equalSteps(looks), alpha, twoSided))) {
      assertThat(design.crossing(0)).isCloseTo(alpha, within(1e-9));
      assertThat(design.bounds()).hasSize(looks);
      assertThat(design.crossing(3)).isGreaterThan(design.crossing(1));
    }
  }

  @Test
  void oneLookIsTheOrdinaryTest() {
    assertThat(GroupSequential.pocock(1, 0.05, true).bounds().getFirst())
        .isCloseTo(Z, within(1e-10));
    assertThat(GroupSequential.naivePeeking(1, Z)).isCloseTo(0.05, within(1e-14));
    assertThat(GroupSequential.pocock(1, 0.05, true).crossing(Z + 0.8416212335729143))
        .isCloseTo(0.8, within(1e-5));
  }

  /** The same integrals by Simpson's rule with 1501 points and SciPy's root finder. */
  @Test
  void powerIsThatOfAnotherIntegration() {
    GroupSequential pocock = GroupSequential.pocock(5, 0.05, true);
    assertThat(pocock.crossing(3)).isCloseTo(0.7705399778847855, within(1e-9));
    assertThat(pocock.inflation(0.8)).isCloseTo(1.2283694305546602, within(1e-8));
    assertThat(pocock.inflation(0.9)).isCloseTo(1.2064752056079224, within(1e-8));
  }

  @Test
  void anEffectStopsEarly() {
    GroupSequential design = GroupSequential.pocock(5, 0.05, true);
    assertThat(design.expectedInformation(0)).isBetween(0.95, 1.0);
    assertThat(design.expectedInformation(5)).isLessThan(0.5);
    assertThat(design.stopping(3).stream().mapToDouble(p -> p).sum())
        .isCloseTo(design.crossing(3), within(1e-12));
    assertThat(design.crossing(design.driftFor(0.9))).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void looksNeedNotBeEquallySpaced() {
    GroupSequential uneven =
        GroupSequential.lanDeMets(
            Spending.OBRIEN_FLEMING, List.of(0.1, 0.15, 0.7, 1.0), 0.05, true);
    assertThat(uneven.crossing(0)).isCloseTo(0.05, within(1e-9));
    GroupSequential unfinished =
        GroupSequential.lanDeMets(Spending.POCOCK, List.of(0.2, 0.5), 0.05, true);
    assertThat(unfinished.crossing(0))
        .isCloseTo(2 * Spending.POCOCK.spent(0.025, 0.5), within(1e-9));
  }

  @Test
  void peekingCostsMoreTheMoreOneLooks() {
    double before = 0;
    for (int looks : new int[] {1, 2, 5, 20, 100}) {
      double cost = GroupSequential.naivePeeking(looks, Z);
      assertThat(cost).isGreaterThan(before);
      before = cost;
    }
    assertThat(before).isBetween(0.35, 0.40);
  }

  @Test
  void manyLooksAreRefusedAndTheMostAreFast() {
    assertThat(GroupSequential.obrienFleming(GroupSequential.MOST_LOOKS, 0.05, true).bounds())
        .hasSize(GroupSequential.MOST_LOOKS);
    assertThatThrownBy(() -> GroupSequential.pocock(GroupSequential.MOST_LOOKS + 1, 0.05, true))
        .hasMessage("looks: expected 1.0 to 200.0, was 201.0");
  }

  @Test
  void refusesInformationThatDoesNotRise() {
    for (List<Double> information :
        List.of(
            List.of(0.5, 0.5),
            List.of(0.0, 1.0),
            List.of(0.5, 1.1),
            List.of(Double.NaN),
            List.<Double>of())) {
      assertThatThrownBy(() -> GroupSequential.lanDeMets(Spending.POCOCK, information, 0.05, true))
          .hasMessageContaining("information");
    }
    assertThatThrownBy(() -> new GroupSequential(List.of(1.0), List.of(1.0, 2.0), true, 0.05))
        .hasMessageContaining("bounds");
    assertThatThrownBy(() -> GroupSequential.pocock(3, 0.5, true)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> GroupSequential.pocock(3, 0.05, true).crossing(Double.NaN))
        .hasMessageContaining("drift");
  }
}
