package io.planwright.quant.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.covariance.CovarianceMatrix;
import io.planwright.quant.covariance.TwelveAssets;
import io.planwright.quant.portfolio.BlackLitterman.View;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BlackLittermanTest {
  private final CovarianceMatrix covariance = CovarianceMatrix.sample(TwelveAssets.returns());
  private final double[] market = IntStream.rangeClosed(1, 12).mapToDouble(i -> i / 78.0).toArray();

  /** PyPortfolioOpt 1.6.0 with its default error of views. */
  @Test
  void mixesViewsInAsThePeer() {
    BlackLitterman mixed =
        BlackLitterman.of(
            covariance, market, 2.5, 0.1, List.of(view(0.002, 0, 1), view(0.003, 4, -1)));
    assertThat(mixed.mean())
        .containsExactly(
            new double[] {
              0.0010618505691543864, 6.98856293613494e-05, 0.0006747656781282711,
              0.0007860650525809112, 0.0015509728053573126, 0.0007274953429339706,
              0.0008232586660580064, 0.0006525261107051678, 0.000674886910292757,
              0.0006700426150425286, 0.0006666524787078274, 7.256860023019965e-05
            },
            within(1e-13));
    assertThat(mixed.covariance().get(0, 0)).isCloseTo(0.00010980447064682062, within(1e-15));
    assertThat(mixed.covariance().get(0, 2)).isCloseTo(4.675631928408977e-05, within(1e-15));
  }

  @Test
  void withoutViewsTheMarketIsHeldAlmost() {
    BlackLitterman none = BlackLitterman.of(covariance, market, 2.5, 0.05, List.of());
    assertThat(none.mean()).containsExactly(none.equilibrium());
    assertThat(none.weights()[11]).isCloseTo(market[11] / 1.05, within(1e-9));
  }

  @Test
  void refusesViewsThatSayNothing() {
    assertThatThrownBy(
            () -> BlackLitterman.of(covariance, market, 2.5, 0.05, List.of(view(0.1, 0, 0))))
        .hasMessageContaining("views row 0");
    assertThatThrownBy(
            () -> BlackLitterman.of(covariance, market, 2.5, 0.05, List.of(view(Double.NaN, 0, 1))))
        .hasMessageContaining("views row 0");
    CovarianceMatrix singular = CovarianceMatrix.of(new double[][] {{1, 1}, {1, 1}});
    assertThatThrownBy(
            () -> BlackLitterman.of(singular, new double[] {0.5, 0.5}, 2.5, 0.05, List.of()))
        .hasMessageContaining("positive definite");
    assertThatThrownBy(() -> BlackLitterman.of(covariance, market, 0, 0.05, List.of()))
        .hasMessageContaining("riskAversion");
  }

  /** That one asset beats another, or earns by itself where there is none. */
  private static View view(double expected, int better, int worse) {
    double[] portfolio = new double[12];
    portfolio[better] = 1;
    if (worse >= 0) {
      portfolio[worse] -= 1;
    }
    return new View(portfolio, expected, 0);
  }
}
