package io.planwright.quant.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import io.planwright.quant.InvalidData.Code;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CovarianceMatrixTest {
  @Property(tries = 100)
  void theFactorSolves(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    Random random = new Random(seed);
    CovarianceMatrix matrix = CovarianceMatrix.sample(ShrinkageTest.random(seed, n + 40, n));
    double[] x = random.doubles(n).toArray();
    assertThat(matrix.factor().solve(matrix.times(x))).containsExactly(x, within(1e-8));
  }

  @Test
  void namesTheElementThatIsWrong() {
    InvalidData nan =
        catchThrowableOfType(
            InvalidData.class, () -> CovarianceMatrix.of(new double[][] {{1, 0}, {Double.NaN, 1}}));
    assertThat(nan.code()).isEqualTo(Code.NOT_FINITE);
    assertThat(nan.row()).hasValue(1);
    InvalidData asymmetric =
        catchThrowableOfType(
            InvalidData.class, () -> CovarianceMatrix.of(new double[][] {{1, 0.5}, {0.4, 1}}));
    assertThat(asymmetric.code()).isEqualTo(Code.OUT_OF_RANGE);
    assertThat(asymmetric.row()).hasValue(1);
    InvalidData correlated =
        catchThrowableOfType(
            InvalidData.class, () -> CovarianceMatrix.of(new double[][] {{1, 1.1}, {1.1, 1}}));
    assertThat(correlated.code()).isEqualTo(Code.SINGULAR);
    assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{1, 0}}))
        .hasMessageContaining("columns");
    assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{-1}}))
        .hasMessageContaining("variance");
    assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{1e300}}))
        .hasMessageContaining("at most 1.0E120");
    assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{1e-300}}).correlations())
        .hasMessageContaining("varies");
    assertThatThrownBy(() -> CovarianceMatrix.of(new double[0][0])).isInstanceOf(InvalidData.class);
  }

  @Test
  void refusesReturnsWithoutACovariance() {
    assertThatThrownBy(() -> CovarianceMatrix.sample(new double[][] {{1, 2}}))
        .hasMessageContaining("at least 2");
    InvalidData huge =
        catchThrowableOfType(
            InvalidData.class, () -> CovarianceMatrix.sample(new double[][] {{1}, {1e200}}));
    assertThat(huge.row()).hasValue(1);
    assertThatThrownBy(
            () -> CovarianceMatrix.sample(new double[2][CovarianceMatrix.MOST_ASSETS + 1]))
        .hasMessageContaining("at most 2000 assets");
  }

  @Test
  void tellsSingularFromIndefinite() {
    CovarianceMatrix singular = CovarianceMatrix.of(new double[][] {{1, 1}, {1, 1}});
    assertThat(singular.isDefinite()).isFalse();
    singular.requireNoNegativeVariance();
    CovarianceMatrix cash = CovarianceMatrix.of(new double[][] {{0, 0}, {0, 1}});
    cash.requireNoNegativeVariance();
    assertThatThrownBy(cash::correlations).hasMessageContaining("row 0");
    assertThatThrownBy(singular::factor).hasMessageContaining("positive definite");
    double[][] indefinite = {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}};
    assertThatThrownBy(() -> CovarianceMatrix.of(indefinite).requireNoNegativeVariance())
        .hasMessageContaining("negative variance");
  }
}
