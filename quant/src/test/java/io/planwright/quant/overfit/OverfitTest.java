package io.planwright.quant.overfit;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NOT_FINITE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;
import static io.planwright.quant.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.Congruential;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class OverfitTest {
  @Test
  void moreTrialsDeflateMore() {
    TrackRecord record = TrackRecord.of(Congruential.returns());
    double before = 1;
    for (int trials : new int[] {2, 10, 100, 10_000}) {
      double probability = record.deflated(trials, 1e-3).probability();
      assertThat(probability).isLessThan(before);
      before = probability;
    }
  }

  @Test
  void afterTheMinimumLengthTheProbabilityIsWhatWasAskedFor() {
    double length = new TrackRecord(0.1, 2, -0.5, 4).minimumLength(0.02, 0.9);
    assertThat(new TrackRecord(0.1, (int) Math.ceil(length), -0.5, 4).probabilityAbove(0.02))
        .isBetween(0.9, 0.902);
  }

  @Test
  void aStrategyThatIsBestEverywhereIsNotOverfit() {
    double[][] returns = new double[64][4];
    Congruential chance = new Congruential(3);
    for (double[] row : returns) {
      for (int j = 0; j < 4; j++) {
        row[j] = 0.01 * chance.normal() + (j == 2 ? 0.02 : 0);
      }
    }
    BacktestOverfitting found = BacktestOverfitting.of(returns, 8);
    assertThat(found.splits()).isEqualTo(70);
    assertThat(found.probability()).isZero();
    assertThat(found.probabilityOfLoss()).isZero();
  }

  @Test
  void noiseIsOverfitAboutHalfOfTheTime() {
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      Congruential chance = new Congruential(seed);
      double[][] returns = new double[200][10];
      for (double[] row : returns) {
        Arrays.setAll(row, j -> 0.01 * chance.normal());
      }
      sum += BacktestOverfitting.of(returns, 8).probability() / 20;
    }
    assertThat(sum).isBetween(0.35, 0.65);
  }

  @Test
  void aStrategyThatNeverTradesHasRatioZero() {
    double[][] returns = new double[40][2];
    Congruential chance = new Congruential(5);
    for (double[] row : returns) {
      row[1] = 0.01 * chance.normal();
    }
    assertThat(BacktestOverfitting.of(returns, 4).toString()).doesNotContain("NaN");
  }

  /** {@code skfolio.CombinatorialPurgedCV(5, 2, purged_size=3, embargo_size=2)} on 103 rows. */
  @Test
  void leavesOutTheRowsThatSkfolioLeavesOut() {
    List<CombinatorialPurged.Split> splits = new CombinatorialPurged(5, 2, 3, 2).splits(103);
    assertThat(splits).hasSize(10);
    assertThat(trained(splits.get(0))).containsExactly(58, 4263);
    assertThat(trained(splits.get(4))).containsExactly(55, 3309);
    assertThat(trained(splits.get(9))).containsExactly(57, 1596);
    assertThat(splits.get(9).test())
        .containsExactly(
            new CombinatorialPurged.Rows(60, 80), new CombinatorialPurged.Rows(80, 103));
    assertThat(splits.stream().map(CombinatorialPurged.Split::paths))
        .containsExactly(
            List.of(0, 0),
            List.of(1, 0),
            List.of(2, 0),
            List.of(3, 0),
            List.of(1, 1),
            List.of(2, 1),
            List.of(3, 1),
            List.of(2, 2),
            List.of(3, 2),
            List.of(3, 3));
  }

  private static int[] trained(CombinatorialPurged.Split split) {
    int rows = 0;
    int sum = 0;
    for (CombinatorialPurged.Rows part : split.train()) {
      for (int t = part.from(); t < part.to(); t++) {
        rows++;
        sum += t;
      }
    }
    return new int[] {rows, sum};
  }

  @Property(tries = 100)
  void noTrainingRowIsNearATestedOne(
      @ForAll @IntRange(min = 2, max = 7) int folds,
      @ForAll @IntRange(min = 0, max = 4) int purge,
      @ForAll @IntRange(min = 0, max = 4) int embargo) {
    int rows = folds * 13 + 5;
    for (CombinatorialPurged.Split split :
        new CombinatorialPurged(folds, folds / 2, purge, embargo).splits(rows)) {
      for (CombinatorialPurged.Rows train : split.train()) {
        assertThat(train.from()).isLessThan(train.to());
        for (CombinatorialPurged.Rows test : split.test()) {
          assertThat(
                  train.to() + purge <= test.from() || train.from() >= test.to() + purge + embargo)
              .isTrue();
        }
      }
    }
  }

  @Test
  void findsASignalThatLooksAhead() {
    double[] prices = Arrays.stream(Congruential.returns()).map(r -> 1 + r).toArray();
    LookAhead centred =
        LookAhead.detect(
            200,
            List.of(50, 120),
            rows -> {
              double[] mean = new double[rows];
              for (int t = 0; t < rows; t++) {
                int to = Math.min(rows - 1, t + 2);
                mean[t] = (prices[Math.max(0, t - 2)] + prices[t] + prices[to]) / 3;
              }
              return mean;
            },
            1e-9);
    assertThat(centred.biased()).isTrue();
    assertThat(centred.findings()).hasSize(2);
    assertThat(centred.findings().getFirst().row()).isEqualTo(48);
    assertThat(centred.findings().getFirst().values()).isEqualTo(2);
  }

  @Test
  void aSignalOfThePastIsNotBiased() {
    LookAhead trailing =
        LookAhead.detect(
            100,
            List.of(1, 10, 99),
            rows -> {
              double[] values = new double[rows];
              for (int t = 0; t < rows; t++) {
                values[t] = t < 5 ? Double.NaN : Math.sin(t) + Math.sin(t - 5);
              }
              return values;
            },
            0);
    assertThat(trailing.biased()).isFalse();
    assertThat(trailing.compared()).isEqualTo(110);
  }

  @Test
  void aValueThatOnlyTheFutureDefinesIsBiased() {
    LookAhead found =
        LookAhead.compare(
            new double[] {1, 2, 3},
            List.of(new LookAhead.Truncated(new double[] {1, Double.NaN})),
            1e-9);
    assertThat(found.findings().getFirst().row()).isEqualTo(1);
    assertThat(found.toString()).doesNotContain("NaN");
  }

  @Property
  void theProbabilityFallsAsTheBenchmarkRises(
      @ForAll @DoubleRange(min = -0.5, max = 0.5) double ratio,
      @ForAll @DoubleRange(min = -0.5, max = 0.5) double benchmark) {
    TrackRecord record = new TrackRecord(ratio, 100, -0.3, 5);
    assertThat(record.probabilityAbove(benchmark))
        .isBetween(0.0, 1.0)
        .isGreaterThanOrEqualTo(record.probabilityAbove(benchmark + 0.1));
  }

  @Test
  void refusesWhatHasNoAnswer() {
    refused(() -> new TrackRecord(0.1, 1, 0, 3), TOO_FEW, "periods");
    refused(() -> new TrackRecord(0.1, 10, 3, 3), OUT_OF_RANGE, "kurtosis");
    refused(() -> new TrackRecord(Double.NaN, 10, 0, 3), OUT_OF_RANGE, "ratio");
    refused(() -> TrackRecord.of(new double[] {0.1, 0.1}), CONSTANT, "returns");
    refused(() -> TrackRecord.expectedMaximum(1), OUT_OF_RANGE, "trials");
    refused(
        () -> new TrackRecord(0.1, 10, 0, 3).minimumLength(0.1, 0.95), OUT_OF_RANGE, "benchmark");
    double[][] returns = new double[16][2];
    refused(() -> BacktestOverfitting.of(returns, 3), OUT_OF_RANGE, "blocks");
    refused(() -> BacktestOverfitting.of(returns, 18), OUT_OF_RANGE, "blocks");
    refused(() -> BacktestOverfitting.of(returns, 10), TOO_FEW, "returns");
    refused(() -> BacktestOverfitting.of(new double[8][1], 2), OUT_OF_RANGE, "returns");
    returns[7][1] = Double.POSITIVE_INFINITY;
    refused(() -> BacktestOverfitting.of(returns, 4), NOT_FINITE, "returns", 7);
    refused(() -> new CombinatorialPurged(40, 20, 0, 0), OUT_OF_RANGE, "testFolds");
    refused(() -> new CombinatorialPurged(5, 5, 0, 0), OUT_OF_RANGE, "testFolds");
    refused(() -> new CombinatorialPurged(5, 2, 3, 2).splits(29), TOO_FEW, "rows");
    refused(
        () -> LookAhead.compare(new double[2], List.of(new LookAhead.Truncated(new double[2])), 0),
        LENGTH_DIFFERS,
        "truncated",
        0);
    refused(() -> LookAhead.detect(10, List.of(3, 10), double[]::new, 0), OUT_OF_RANGE, "cuts", 1);
  }
}
