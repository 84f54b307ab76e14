package io.planwright.quant.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import io.planwright.quant.covariance.CovarianceMatrix;
import io.planwright.quant.covariance.TwelveAssets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RiskSharedTest {
  private final CovarianceMatrix covariance = CovarianceMatrix.sample(TwelveAssets.returns());

  /** PyPortfolioOpt 1.6.0. */
  @Test
  void clustersAsThePeer() {
    assertThat(HierarchicalRiskParity.weights(covariance))
        .containsExactly(
            new double[] {
              0.08378231442782656, 0.09472272985416898, 0.0746107990271861,
              0.0692756072073664, 0.06974779765061616, 0.10203504832645802,
              0.10459891768369153, 0.07807022473284182, 0.0758280178777334,
              0.0773037512956988, 0.06881080944693696, 0.10121398246947522
            },
            within(1e-12));
  }

  /** skfolio 1.12.2, whose solver stops at 2e-5. */
  @Test
  void sharesRiskAsThePeer() {
    double[] shares = IntStream.rangeClosed(1, 12).mapToDouble(i -> i / 78.0).toArray();
    RiskBudget budget = RiskBudget.of(covariance, shares);
    assertThat(budget.shares()).containsExactly(shares, within(1e-12));
    assertThat(budget.weights())
        .containsExactly(
            new double[] {
              0.013958745182605457, 0.026504030138089593, 0.03935558767714308,
              0.05133797084819572, 0.06951307161064824, 0.08392095008665411,
              0.09473162719413088, 0.11015622255418196, 0.10923081412538463,
              0.12624001173123145, 0.13215202481209107, 0.1428989440396439
            },
            within(2e-5));
  }

  @Property(tries = 100)
  void weightsAddUpAndAreNotNegative(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int assets,
      @ForAll @IntRange(min = 2, max = 60) int periods) {
    CovarianceMatrix sample = CovarianceMatrix.sample(returns(seed, periods, assets));
    double[] weights = HierarchicalRiskParity.weights(sample);
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
    assertThat(Arrays.stream(weights).min().orElseThrow()).isNotNegative();
    if (periods > 2 * assets) {
      RiskBudget equal = RiskBudget.equal(sample);
      assertThat(Arrays.stream(equal.weights()).sum()).isCloseTo(1, within(1e-12));
      assertThat(Arrays.stream(equal.weights())).allMatch(w -> w > 0);
      assertThat(Arrays.stream(equal.shares())).allMatch(s -> Math.abs(s - 1.0 / assets) < 1e-9);
    }
  }

  @Property(tries = 50)
  void doNotDependOnTheUnit(@ForAll long seed) {
    double[][] rows = CovarianceMatrix.sample(returns(seed, 50, 8)).rows();
    double[][] scaled = CovarianceMatrix.sample(returns(seed, 50, 8)).rows();
    for (double[] row : scaled) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= 1e6;
      }
    }
    assertThat(HierarchicalRiskParity.weights(CovarianceMatrix.of(scaled)))
        .containsExactly(HierarchicalRiskParity.weights(CovarianceMatrix.of(rows)), within(1e-12));
    assertThat(RiskBudget.equal(CovarianceMatrix.of(scaled)).weights())
        .containsExactly(RiskBudget.equal(CovarianceMatrix.of(rows)).weights(), within(1e-9));
  }

  @Test
  void twinsAreOneCluster() {
    double[][] twins = {{1, 1, 0}, {1, 1, 0}, {0, 0, 1}};
    double[] weights = HierarchicalRiskParity.weights(CovarianceMatrix.of(twins));
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
    assertThat(RiskBudget.equal(CovarianceMatrix.of(twins)).weights()[0])
        .isLessThan(RiskBudget.equal(CovarianceMatrix.of(twins)).weights()[2]);
  }

  @Test
  void refusesWhatHasNoRisk() {
    CovarianceMatrix cash = CovarianceMatrix.of(new double[][] {{1, 0}, {0, 0}});
    assertThatThrownBy(() -> HierarchicalRiskParity.weights(cash)).hasMessageContaining("row 1");
    assertThatThrownBy(() -> RiskBudget.equal(cash)).hasMessageContaining("row 1");
    CovarianceMatrix hedged = CovarianceMatrix.of(new double[][] {{1, -1}, {-1, 1}});
    assertThatThrownBy(() -> RiskBudget.equal(hedged)).isInstanceOf(InvalidData.class);
    assertThatThrownBy(() -> RiskBudget.of(covariance, new double[12]))
        .hasMessageContaining("shares row 0");
    assertThatThrownBy(() -> RiskBudget.of(covariance, new double[] {1}))
        .hasMessageContaining("shares");
  }

  private static double[][] returns(long seed, int periods, int assets) {
    Random random = new Random(seed);
    double[][] returns = new double[periods][assets];
    for (double[] row : returns) {
      double market = 0.01 * random.nextGaussian();
      for (int j = 0; j < assets; j++) {
        row[j] = market + 0.002 * (1 + j) * random.nextGaussian();
      }
    }
    return returns;
  }
}
