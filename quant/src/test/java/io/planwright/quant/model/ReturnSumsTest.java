package io.planwright.quant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReturnSumsTest {
  /** The series and both numbers: mean over deviation (n − 1), times √252, computed with NumPy. */
  @Test
  void sharpeIsTheReferenceNumber() {
    double[] returns =
        IntStream.rangeClosed(1, 60)
            .mapToDouble(t -> 0.0005 + Math.sin(t * 0.37) * 0.01 + Math.cos(t * 2 * 0.11) * 0.008)
            .toArray();
    ReturnSums first = ReturnSums.NONE;
    ReturnSums second = ReturnSums.NONE;
    for (int i = 0; i < 60; i++) {
      if (i < 25) {
        first = first.and(returns[i]);
      } else {
        second = second.and(returns[i]);
      }
    }
    assertThat(first.plus(second).sharpe(1)).isCloseTo(0.168141, within(5e-7));
    assertThat(first.plus(second).sharpe(252)).isCloseTo(2.669148, within(5e-6));
  }

  @Test
  void aSeriesWithoutRiskHasNoSharpe() {
    assertThat(ReturnSums.NONE.and(0).and(0).sharpe(252)).isZero();
    assertThat(ReturnSums.NONE.and(0.1).and(0.1).and(0.1).sharpe(252)).isZero();
  }

  @Test
  void refusesWhatHasNoRatio() {
    assertThatThrownBy(() -> ReturnSums.NONE.and(1).sharpe(252))
        .hasMessageContaining("needs two returns");
    assertThatThrownBy(() -> ReturnSums.NONE.and(1).and(2).sharpe(0))
        .hasMessageContaining("positive number of periods");
    assertThatThrownBy(() -> ReturnSums.NONE.and(Double.NaN)).hasMessageContaining("NaN");
  }
}
