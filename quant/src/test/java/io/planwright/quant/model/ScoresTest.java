package io.planwright.quant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

  @Test
  void refusesWhatHasNoScore() {
    assertThatThrownBy(() -> Scores.logloss(1.1, 1)).hasMessageContaining("was 1.1 and 1");
    assertThatThrownBy(() -> Scores.logloss(Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Scores.logloss(0.5, 2)).hasMessageContaining("0.5 and 2");
    assertThatThrownBy(() -> Scores.accuracy(new double[1], new int[2]))
        .hasMessageContaining("as many");
    assertThatThrownBy(() -> new ForwardReturns(1, new double[] {-1}))
        .hasMessage("a forward return must be a number above -1, was -1.0 in row 0");
  }
}
