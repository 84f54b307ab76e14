package io.planwright.quant.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
  private static final double[] SKEWED =
      IntStream.range(0, 60).mapToDouble(i -> Math.exp(1.5 * Math.sin(i * 1.37))).toArray();

  /** {@code scipy.stats.bootstrap(method="BCa", n_resamples=200_000)}: low, high and error. */
  @Test
  void theIntervalLeansWhereTheDataDo() {
    Bootstrap mean = Bootstrap.bca(new double[][] {SKEWED}, Statistic.Named.MEAN, 0.05, 50_000, 3);
    assertThat(mean.low()).isCloseTo(1.2921299090545826, within(0.01));
    assertThat(mean.high()).isCloseTo(2.0396957594282044, within(0.01));
    assertThat(mean.standardError()).isCloseTo(0.19021484257439075, within(0.003));
    assertThat(mean.acceleration()).isCloseTo(0.016015513049302772, within(1e-12));
  }

  @Test
  void theSameSeedDrawsTheSameRows() {
    double[][] columns = {SKEWED};
    assertThat(Bootstrap.bca(columns, Statistic.Named.MEDIAN, 0.1, 500, 7))
        .isEqualTo(Bootstrap.bca(columns, Statistic.Named.MEDIAN, 0.1, 500, 7))
        .isNotEqualTo(Bootstrap.bca(columns, Statistic.Named.MEDIAN, 0.1, 500, 8));
  }

  @Test
  void namedStatisticsAreWhatTheySay() {
    double[][] columns = {{1, 2, 3, 4}, {2, 4, 6, 9}};
    int[] rows = {0, 1, 2, 3};
    assertThat(Statistic.Named.MEAN.of(columns, rows)).isEqualTo(2.5);
    assertThat(Statistic.Named.MEDIAN.of(columns, rows)).isEqualTo(2.5);
    assertThat(Statistic.Named.MEDIAN.of(columns, new int[] {3, 0, 1})).isEqualTo(2);
    assertThat(Statistic.Named.DEVIATION.of(columns, rows))
        .isCloseTo(Math.sqrt(5 / 3.0), within(1e-15));
    assertThat(Statistic.Named.SHARPE.of(columns, rows))
        .isCloseTo(2.5 / Math.sqrt(5 / 3.0), within(1e-15));
    assertThat(Statistic.Named.CORRELATION.of(columns, rows))
        .isCloseTo(11.5 / Math.sqrt(5 * 26.75), within(1e-14));
    assertThat(Statistic.Named.CORRELATION.of(columns, new int[] {1, 1})).isNaN();
  }

  @Test
  void refusesWhatHasNoSpread() {
    assertThatThrownBy(
            () -> Bootstrap.bca(new double[][] {{1, 1, 1}}, Statistic.Named.MEAN, 0.1, 500, 1))
        .hasMessageContaining("draws on both sides");
    assertThatThrownBy(
            () ->
                Bootstrap.bca(
                    new double[][] {{1, 1, 1}, {1, 2, 3}},
                    Statistic.Named.CORRELATION,
                    0.1,
                    500,
                    1))
        .hasMessageContaining("data that have the statistic");
    assertThatThrownBy(
            () -> Bootstrap.bca(new double[][] {{1, 2}}, Statistic.Named.MEAN, 0.1, 500, 1))
        .hasMessageContaining("at least 3 rows");
    assertThatThrownBy(
            () -> Bootstrap.bca(new double[][] {SKEWED}, Statistic.Named.MEAN, 0.1, 99, 1))
        .hasMessageContaining("draws");
  }

  /** {@code arch.bootstrap.optimal_block_length(x)["stationary"]}. */
  @Test
  void theBlockLengthIsArchs() {
    double[] smooth = IntStream.range(0, 300).mapToDouble(BootstrapTest::smooth).toArray();
    assertThat(StationaryBootstrap.blockLength(smooth)).isCloseTo(10.982285542616754, within(1e-9));
    double[] rough = IntStream.range(0, 200).mapToDouble(t -> Math.sin(t * t * 0.731)).toArray();
    assertThat(StationaryBootstrap.blockLength(rough)).isCloseTo(1.3096758148558398, within(1e-9));
    assertThatThrownBy(() -> StationaryBootstrap.blockLength(new double[20]))
        .hasMessageContaining("vary");
  }

  private static double smooth(int t) {
    double sum = 0;
    for (int lag = 0; lag < 12; lag++) {
      sum += Math.pow(0.7, lag) * Math.sin((t - lag) * (t - lag) * 0.731);
    }
    return sum;
  }

  @Test
  void blocksGoOnAndWrapAround() {
    StationaryBootstrap whole = new StationaryBootstrap(50, 25, 1);
    int[] drawn = new int[20_000];
    whole.next(drawn);
    int wentOn = 0;
    for (int i = 1; i < drawn.length; i++) {
      assertThat(drawn[i]).isBetween(0, 49);
      wentOn += drawn[i] == (drawn[i - 1] + 1) % 50 ? 1 : 0;
    }
    assertThat(wentOn / 20_000.0).isCloseTo(1 - 1 / 25.0 * 49 / 50, within(0.01));
    assertThatThrownBy(() -> new StationaryBootstrap(50, 51, 1))
        .hasMessageContaining("blockLength");
  }
}
