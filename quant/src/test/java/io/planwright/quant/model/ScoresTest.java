package io.planwright.quant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScoresTest {
  @Test
  void loglossIsMinusTheLogarithmOfWhatCameTrue() {
    assertThat(Scores.logloss(new double[] {0.8, 0.3}, new int[] {1, 0}))
        .isCloseTo(-(Math.log(0.8) + Math.log(0.7)) / 2, within(1e-12));
    assertThat(Scores.logloss(0.5, 1)).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void aCertainErrorCostsMuchButNotEverything() {
    assertThat(Scores.logloss(0, 1)).isCloseTo(15 * Math.log(10), within(1e-9));
    assertThat(Scores.logloss(1, 0)).isBetween(34.0, 35.0);
  }

  @Test
  void accuracyCountsTheLikelierSide() {
    assertThat(Scores.accuracy(new double[] {0.6, 0.4, 0.5, 0.51}, new int[] {1, 1, 0, 0}))
        .isEqualTo(0.5);
  }

  /** The series and both numbers: mean over deviation (n − 1), times √252, computed with NumPy. */
  @Test
  void sharpeIsTheReferenceNumber() {
    double[] returns =
        IntStream.rangeClosed(1, 60)
            .mapToDouble(t -> 0.0005 + Math.sin(t * 0.37) * 0.01 + Math.cos(t * 2 * 0.11) * 0.008)
            .toArray();
    assertThat(Scores.sharpe(returns, 1)).isCloseTo(0.168141, within(5e-7));
    assertThat(Scores.sharpe(returns, 252)).isCloseTo(2.669148, within(5e-6));
  }

  @Test
  void aSeriesWithoutRiskHasNoSharpe() {
    assertThat(Scores.sharpe(new double[] {0, 0, 0}, 252)).isZero();
  }

  @Test
  void refusesWhatHasNoScore() {
    assertThatThrownBy(() -> Scores.logloss(1.1, 1)).hasMessageContaining("was 1.1 and 1");
    assertThatThrownBy(() -> Scores.logloss(Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Scores.logloss(0.5, 2)).hasMessageContaining("0.5 and 2");
    assertThatThrownBy(() -> Scores.accuracy(new double[1], new int[2]))
        .hasMessageContaining("as many");
    assertThatThrownBy(() -> Scores.sharpe(new double[1], 252)).hasMessageContaining("two returns");
    assertThatThrownBy(() -> new ForwardReturns(1, new double[] {-1}))
        .hasMessage("a forward return must be a number above -1, was -1.0 in row 0");
  }
}
