package io.planwright.quant.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ShrinkageTest {
  /** scikit-learn 1.9.1 and PyPortfolioOpt 1.6.0. */
  @Test
  void isThePeersIntensity() {
    double[][] returns = TwelveAssets.returns();
    assertThat(Shrinkage.ledoitWolf(returns).intensity())
        .isCloseTo(0.08231771323598157, within(1e-12));
    assertThat(Shrinkage.oas(returns).intensity()).isCloseTo(0.10053771460326516, within(1e-12));
    assertThat(Shrinkage.constantCorrelation(returns).intensity())
        .isCloseTo(0.6799955591370975, within(1e-12));
  }

  @Property(tries = 100)
  void makesFewPeriodsDefinite(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 12) int periods,
      @ForAll @IntRange(min = 2, max = 25) int assets) {
    double[][] returns = random(seed, periods, assets);
    for (Shrinkage shrunk :
        new Shrinkage[] {Shrinkage.ledoitWolf(returns), Shrinkage.oas(returns)}) {
      assertThat(shrunk.intensity()).isBetween(0.0, 1.0);
      if (shrunk.intensity() > 1e-6) {
        assertThat(shrunk.covariance().isDefinite()).isTrue();
      }
    }
    assertThat(Shrinkage.constantCorrelation(returns).intensity()).isBetween(0.0, 1.0);
  }

  @Property(tries = 50)
  void doesNotDependOnTheUnit(@ForAll long seed) {
    double[][] returns = random(seed, 30, 6);
    double[][] percent = random(seed, 30, 6);
    for (double[] row : percent) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= 100;
      }
    }
    assertThat(Shrinkage.ledoitWolf(percent).intensity())
        .isCloseTo(Shrinkage.ledoitWolf(returns).intensity(), within(1e-9));
    assertThat(Shrinkage.constantCorrelation(percent).intensity())
        .isCloseTo(Shrinkage.constantCorrelation(returns).intensity(), within(1e-9));
  }

  @Test
  void aSingleAssetIsItsOwnTarget() {
    double[][] one = {{0.1}, {0.2}, {0.4}};
    assertThat(Shrinkage.ledoitWolf(one).covariance().get(0, 0)).isPositive();
    assertThat(Shrinkage.oas(one).covariance().get(0, 0)).isPositive();
    assertThat(Shrinkage.constantCorrelation(one).covariance().get(0, 0))
        .isEqualTo(CovarianceMatrix.sample(one).get(0, 0));
  }

  @Test
  void refusesWhatDoesNotVary() {
    double[][] constant = {{1, 2}, {1, 2}, {1, 2}};
    assertThatThrownBy(() -> Shrinkage.ledoitWolf(constant)).isInstanceOf(InvalidData.class);
    assertThatThrownBy(() -> Shrinkage.oas(constant)).isInstanceOf(InvalidData.class);
    assertThatThrownBy(() -> Shrinkage.constantCorrelation(new double[][] {{1, 1}, {2, 1}}))
        .hasMessageContaining("column 1");
  }

  static double[][] random(long seed, int periods, int assets) {
    Random random = new Random(seed);
    double[][] returns = new double[periods][assets];
    for (double[] row : returns) {
      double market = random.nextGaussian();
      for (int j = 0; j < assets; j++) {
        row[j] = 0.0005 + 0.01 * (market + (1 + 0.1 * j) * random.nextGaussian());
      }
    }
    return returns;
  }
}
