package io.planwright.quant.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class AnomalyTest {
  private static final int POINTS = 1500;

  /** Every 50th point from the 200th on is far off. */
  private static boolean odd(int i) {
    return i >= 200 && i % 50 == 0;
  }

  private static List<CutForest.Scored> scored(long seed) {
    SplittableRandom chance = new SplittableRandom(9);
    CutForest forest = new CutForest(2, 30, 128, 1000, seed);
    List<CutForest.Scored> scored = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      double far = odd(i) ? 6 : 0;
      scored.add(
          forest.next(new double[] {chance.nextGaussian() + far, chance.nextGaussian() - far}));
    }
    return scored;
  }

  @Test
  void oddPointsScoreHigherThanOthers() {
    List<CutForest.Scored> scored = scored(1);
    double above = 0;
    double pairs = 0;
    int small = 0;
    int ordinary = 0;
    for (int i = 200; i < POINTS; i++) {
      if (!odd(i)) {
        ordinary++;
        small += scored.get(i).p() <= 0.05 ? 1 : 0;
        continue;
      }
      assertThat(scored.get(i).p()).isLessThan(0.1);
      for (int j = 200; j < POINTS; j++) {
        if (!odd(j)) {
          pairs++;
          above += scored.get(i).score() > scored.get(j).score() ? 1 : 0;
        }
      }
    }
    assertThat(above / pairs).as("area under the curve").isGreaterThan(0.99);
    assertThat((double) small / ordinary).isLessThan(0.06);
  }

  @Test
  void theSameSeedGivesTheSameScores() {
    assertThat(scored(1)).isEqualTo(scored(1)).isNotEqualTo(scored(2));
  }

  @Property(tries = 20)
  void pValuesOfExchangeableScoresAreHonest(@ForAll @LongRange(min = 0, max = 10_000) long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    RankedScores ranks = new RankedScores(200);
    int small = 0;
    for (int i = 0; i < 4000; i++) {
      double p = ranks.next(chance.nextGaussian());
      assertThat(p).isBetween(1.0 / 201, 1.0);
      small += p <= 0.1 ? 1 : 0;
    }
    assertThat(small / 4000.0).isCloseTo(0.1, within(0.035));
  }

  @Test
  void ranksCountTheLastOnes() {
    RankedScores ranks = new RankedScores(10);
    assertThat(ranks.next(1)).isOne();
    assertThat(ranks.next(2)).isEqualTo(0.5);
    assertThat(ranks.next(2)).isEqualTo(2 / 3.0);
    assertThat(ranks.next(0)).isOne();
    for (int i = 0; i < 10; i++) {
      ranks.next(-1);
    }
    assertThat(ranks.next(0)).isEqualTo(1 / 11.0);
    assertThatThrownBy(() -> ranks.next(Double.NaN)).hasMessageContaining("score");
    assertThatThrownBy(() -> new RankedScores(9)).hasMessageContaining("window");
  }

  @Test
  void depthTellsHowSoonAPointIsAlone() {
    assertThat(IsolationDepth.ASYMPTOTIC.score(IsolationDepth.ASYMPTOTIC.average(256), 256))
        .isCloseTo(0.5, within(1e-15));
    assertThat(IsolationDepth.EXACT.score(0, 256)).isOne();
    assertThat(IsolationDepth.EXACT.average(100_000))
        .isCloseTo(IsolationDepth.ASYMPTOTIC.average(100_000), within(1e-4));
    assertThatThrownBy(() -> IsolationDepth.EXACT.average(1)).hasMessageContaining("points");
  }

  @Test
  void refusesPointsThatAreNone() {
    CutForest forest = new CutForest(2, 30, 128, 100, 1);
    forest.next(new double[] {1, 2});
    assertThatThrownBy(() -> forest.next(new double[] {1}))
        .hasMessage("points row 1: expected 2 columns, was 1");
    assertThatThrownBy(() -> forest.next(new double[] {1, Double.NaN}))
        .hasMessageContaining("points row 1: expected a finite number")
        .hasMessageContaining("column 1");
    assertThatThrownBy(() -> forest.next(new double[] {1e300, 0})).hasMessageContaining("1.0E30");
  }
}
