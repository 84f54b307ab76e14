package io.planwright.quant.likelihood;

import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;
import static io.planwright.quant.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MaximumTest {
  @Test
  void findsTheTopOfACurvedRidge() {
    Maximum top =
        Maximum.of(
            x -> -100 * Math.pow(x[1] - x[0] * x[0], 2) - Math.pow(1 - x[0], 2),
            new double[] {-1.2, 1},
            500);
    assertThat(top.converged()).isTrue();
    assertThat(top.point()[0]).isCloseTo(1, within(1e-5));
    assertThat(top.point()[1]).isCloseTo(1, within(1e-5));
  }

  @Test
  void staysWhereTheFunctionIsDefined() {
    Maximum top = Maximum.of(x -> Math.log(x[0]) - x[0], new double[] {0.01}, 500);
    assertThat(top.point()[0]).isCloseTo(1, within(1e-5));
  }

  @Test
  void givesTheBestSoFarWhenStepsRunOut() {
    Maximum some = Maximum.of(x -> -Math.pow(x[0] - 50, 4), new double[] {0}, 2);
    assertThat(some.converged()).isFalse();
    assertThat(some.value()).isGreaterThan(-Math.pow(50, 4));
  }

  @Test
  void refusesAStartOutside() {
    refused(() -> Maximum.of(x -> Math.log(x[0]), new double[] {-1}, 10), NO_CONVERGENCE, "start");
  }
}
