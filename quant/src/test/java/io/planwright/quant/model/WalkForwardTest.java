package io.planwright.quant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.quant.model.WalkForward.Fold;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class WalkForwardTest {
  @Test
  void learnsFromALongerPastInEachFold() {
    assertThat(new WalkForward(3, 2).split(42))
        .containsExactly(new Fold(1, 8, 10, 20), new Fold(2, 18, 20, 30), new Fold(3, 28, 30, 42));
  }

  @Property
  void noLabelOfThePastLooksIntoTheTest(
      @ForAll @IntRange(min = 1, max = 20) int folds,
      @ForAll @IntRange(min = 0, max = 30) int purge,
      @ForAll @IntRange(min = 700, max = 3000) int rows) {
    List<Fold> split = new WalkForward(folds, purge).split(rows);
    assertThat(split).hasSize(folds);
    int expected = split.getFirst().testFrom();
    for (Fold fold : split) {
      assertThat(fold.trainTo()).isPositive();
      assertThat(fold.trainTo() - 1 + purge).isLessThan(fold.testFrom());
      assertThat(fold.testFrom()).isEqualTo(expected).isLessThan(fold.testTo());
      expected = fold.testTo();
    }
    assertThat(expected).isEqualTo(rows);
  }

  @Test
  void refusesTooFewRows() {
    assertThatThrownBy(() -> new WalkForward(5, 10).split(65))
        .hasMessage("5 folds with a purge of 10 need at least 66 rows, were 65");
    assertThat(new WalkForward(5, 10).split(66)).hasSize(5);
    assertThatThrownBy(() -> new WalkForward(0, 0)).hasMessage("folds must be 1 to 100, was 0");
    assertThatThrownBy(() -> new WalkForward(1, -1)).hasMessageContaining("purge");
  }
}
