package io.planwright.quant.challenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.challenger.SuperiorAbility.Scale;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class ChallengerTest {
  private static final int BARS = 300;

  /** Six strategies of one market; the last has a mean that is better by {@code edge}. */
  private static double[][] returns(long seed, double edge) {
    SplittableRandom chance = new SplittableRandom(seed);
    double[][] returns = new double[BARS][6];
    for (double[] bar : returns) {
      double market = 0.01 * chance.nextGaussian();
      for (int j = 0; j < 6; j++) {
        bar[j] = market + 0.008 * chance.nextGaussian() + (j == 5 ? edge : 0);
      }
    }
    return returns;
  }

  private static double[] column(double[][] rows, int j) {
    double[] column = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][j];
    }
    return column;
  }

  private static SuperiorAbility ability(double edge, Scale scale) {
    double[][] returns = returns(2, edge);
    return SuperiorAbility.of(column(returns, 0), returns(2, edge, 1), scale, 10, 2000, 0.05, 1);
  }

  /** Without the first columns. */
  private static double[][] returns(long seed, double edge, int without) {
    double[][] all = returns(seed, edge);
    double[][] some = new double[all.length][];
    for (int i = 0; i < all.length; i++) {
      some[i] = Arrays.copyOfRange(all[i], without, all[i].length);
    }
    return some;
  }

  @Test
  void findsTheBetterChallenger() {
    for (Scale scale : Scale.values()) {
      SuperiorAbility better = ability(0.004, scale);
      assertThat(better.best()).isEqualTo(4);
      assertThat(better.p()).isLessThan(0.01);
      assertThat(better.superior()).containsExactly(4);
      assertThat(better.pLower()).isLessThanOrEqualTo(better.p());
      assertThat(better.p()).isLessThanOrEqualTo(better.pUpper());
      assertThat(ability(0, scale).superior()).isEmpty();
    }
  }

  @Test
  void theBestOfManyEqualsIsNotSignificantOftenerThanItSays() {
    int found = 0;
    for (int run = 0; run < 100; run++) {
      double[][] returns = returns(100 + run, 0);
      SuperiorAbility ability =
          SuperiorAbility.of(
              column(returns, 0), returns(100 + run, 0, 1), Scale.STUDENTIZED, 2, 200, 0.05, run);
      found += ability.p() < 0.05 ? 1 : 0;
    }
    assertThat(found).isLessThanOrEqualTo(11);
  }

  @Test
  void theConfidenceSetKeepsTheBestAndDropsTheOthers() {
    ModelConfidenceSet set = ModelConfidenceSet.of(returns(5, 0.004), 10, 1000, 0.1, 1);
    assertThat(set.included()).containsExactly(5);
    assertThat(set.eliminated()).hasSize(6).endsWith(5);
    assertThat(set.p().get(5)).isOne();
    assertThat(ModelConfidenceSet.of(returns(5, 0), 10, 1000, 0.1, 1).included())
        .hasSizeGreaterThan(3);
    assertThat(ModelConfidenceSet.of(returns(5, 0), 10, 1000, 0.1, 1))
        .isEqualTo(ModelConfidenceSet.of(returns(5, 0), 10, 1000, 0.1, 1));
  }

  @Property(tries = 20)
  void theSharpeTestsAgreeOnReturnsWithoutMemory(
      @ForAll @LongRange(min = 1, max = 1000) long seed) {
    double[][] returns = returns(seed, 0.001);
    double[] a = column(returns, 0);
    double[] b = column(returns, 5);
    SharpeDifference memmel = SharpeDifference.memmel(a, b, 0.05);
    SharpeDifference robust = SharpeDifference.robust(a, b, 0, 0.05);
    assertThat(robust.difference()).isCloseTo(memmel.difference(), within(1e-14));
    assertThat(robust.standardError() / memmel.standardError()).isCloseTo(1, within(0.25));
    SharpeDifference turned = SharpeDifference.robust(b, a, 0, 0.05);
    assertThat(turned.z()).isCloseTo(-robust.z(), within(1e-12));
    SharpeDifference levered =
        SharpeDifference.robust(a, Arrays.stream(b).map(r -> 3 * r).toArray(), 0, 0.05);
    assertThat(levered.p()).isCloseTo(robust.p(), within(1e-9));
  }

  /** The gradient of Ledoit and Wolf's section 3.1 on four moments, with NumPy. */
  @Test
  void theErrorIsThatOfFourMoments() {
    double[] a = new double[100];
    double[] b = new double[100];
    for (int t = 0; t < 100; t++) {
      a[t] = 0.01 * Math.sin(t * 1.7) + 0.001;
      b[t] = 0.012 * Math.sin(t * 1.7 + 0.6) + 0.004 * Math.cos(t * 0.4) + 0.002;
    }
    SharpeDifference robust = SharpeDifference.robust(a, b, 4, 0.05);
    assertThat(robust.difference()).isCloseTo(0.0949443938449252, within(1e-12));
    assertThat(robust.standardError()).isCloseTo(0.06669130229396071, within(1e-12));
    SharpeDifference memmel = SharpeDifference.memmel(a, b, 0.05);
    assertThat(memmel.standardError()).isCloseTo(0.06717935640367914, within(1e-12));
  }

  @Test
  void bootstrapsAgreeWithTheLimit() {
    double[][] returns = returns(8, 0.001);
    double[] a = column(returns, 0);
    double[] b = column(returns, 5);
    SharpeDifference robust = SharpeDifference.robust(a, b, 5, 0.05);
    SharpeDifference drawn = SharpeDifference.bootstrap(a, b, 3, 2000, 0.05, 1);
    assertThat(drawn.p()).isCloseTo(robust.p(), within(0.06));
    assertThat(drawn.high() - drawn.low())
        .isCloseTo(robust.high() - robust.low(), within(0.25 * (robust.high() - robust.low())));
    MeanDifference mean =
        MeanDifference.bootstrap(MeanDifference.differences(a, b), 3, 5000, 0.05, 1);
    assertThat(mean.low() > 0 || mean.high() < 0).isEqualTo(mean.p() < 0.05);
    assertThat(mean.standardError()).isCloseTo(0.008 * Math.sqrt(2.0 / BARS), within(1e-4));
  }

  @Test
  void refusesWhatCannotBeCompared() {
    double[][] returns = returns(1, 0);
    double[] a = column(returns, 0);
    assertThatThrownBy(() -> SharpeDifference.memmel(a, a, 0.05))
        .hasMessageContaining("moved or stretched");
    assertThatThrownBy(() -> SharpeDifference.memmel(a, new double[BARS], 0.05))
        .hasMessageContaining("challenger: expected values that vary");
    assertThatThrownBy(() -> SharpeDifference.robust(a, column(returns, 1), BARS, 0.05))
        .hasMessageContaining("lag");
    assertThatThrownBy(() -> SuperiorAbility.of(a, returns, Scale.STUDENTIZED, 10, 200, 0.05, 1))
        .hasMessageContaining("challengers column 0");
    double[][] twice = new double[BARS][];
    for (int i = 0; i < BARS; i++) {
      twice[i] = new double[] {a[i], a[i]};
    }
    assertThatThrownBy(() -> ModelConfidenceSet.of(twice, 10, 200, 0.05, 1))
        .hasMessageContaining("returns columns 0 and 1");
    returns[7][2] = Double.NaN;
    assertThatThrownBy(() -> ModelConfidenceSet.of(returns, 10, 200, 0.05, 1))
        .hasMessage("returns row 7: expected a finite number in column 2, was NaN");
  }
}
