package io.planwright.quant.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.portfolio.Rebalancing.Bands;
import io.planwright.quant.portfolio.Rebalancing.Toward;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RebalancingTest {
  private static final double[] TARGETS = {0.6, 0.3, 0.1};

  @Test
  void doesNothingWithinTheBands() {
    Rebalancing none = Rebalancing.of(new double[] {640, 270, 90}, 0, TARGETS, bands(0, 0));
    assertThat(none.trades()).containsOnly(0);
    assertThat(none.turnover()).isZero();
  }

  @Test
  void aSmallPositionHasANarrowBand() {
    Rebalancing one = Rebalancing.of(new double[] {600, 270, 130}, 0, TARGETS, bands(0, 0));
    assertThat(one.outside()).containsExactly(false, false, true);
    assertThat(one.trades()).containsExactly(new double[] {0, 30, -30}, within(1e-9));
  }

  @Test
  void goesOnlyToTheEdgeWhereThatIsAsked() {
    Rebalancing edge = Rebalancing.of(new double[] {700, 200, 100}, 0, TARGETS, bands(1, 0));
    assertThat(edge.trades()).containsExactly(new double[] {-50, 50, 0}, within(1e-9));
    assertThat(edge.weights()).containsExactly(new double[] {0.65, 0.25, 0.1}, within(1e-12));
  }

  @Test
  void leavesSmallTradesOutAndBuysNoMoreThanItCanPay() {
    Rebalancing few = Rebalancing.of(new double[] {605, 200, 195}, 0, TARGETS, bands(0, 10));
    assertThat(few.trades()[0]).isZero();
    assertThat(few.trades()[1]).isCloseTo(95, within(1e-9));
    assertThat(few.cash()).isGreaterThanOrEqualTo(0);
  }

  @Property(tries = 200)
  void keepsTheSumAndReachesTheTargets(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int assets) {
    Random random = new Random(seed);
    double[] holdings = random.doubles(assets, 0, 1000).toArray();
    double[] targets = random.doubles(assets).toArray();
    double sum = Arrays.stream(targets).sum() * (1 + random.nextDouble());
    for (int i = 0; i < assets; i++) {
      targets[i] /= sum;
    }
    double cash = 100 * random.nextDouble() + 1;
    for (int toward = 0; toward < 2; toward++) {
      Rebalancing after = Rebalancing.of(holdings, cash, targets, bands(toward, 0));
      double total = cash + Arrays.stream(holdings).sum();
      assertThat(after.cash() + total * Arrays.stream(after.weights()).sum())
          .isCloseTo(total, within(1e-6));
      assertThat(after.cash()).isNotNegative();
      boolean any = false;
      for (boolean outside : after.outside()) {
        any |= outside;
      }
      if (any && toward == 0) {
        assertThat(after.weights()).containsExactly(targets, within(1e-9));
      }
    }
  }

  @Test
  void refusesWhatIsNoPortfolio() {
    assertThatThrownBy(() -> Rebalancing.of(new double[3], 0, TARGETS, bands(0, 0)))
        .hasMessageContaining("holdings");
    assertThatThrownBy(() -> Rebalancing.of(new double[] {1, -1, 0}, 0, TARGETS, bands(0, 0)))
        .hasMessageContaining("holdings row 1");
    assertThatThrownBy(
            () -> Rebalancing.of(new double[] {1, 1}, 0, new double[] {0.6, 0.6}, bands(0, 0)))
        .hasMessageContaining("targets");
    assertThatThrownBy(
            () -> Rebalancing.of(new double[] {1, 1, 1}, Double.NaN, TARGETS, bands(0, 0)))
        .hasMessageContaining("cash");
  }

  private static Bands bands(int toward, double leastTrade) {
    return new Bands(
        Optional.of(0.05), Optional.of(0.25), Optional.of(leastTrade), Toward.values()[toward]);
  }
}
