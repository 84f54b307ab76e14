package io.planwright.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.quant.features.FeatureTable;
import io.planwright.quant.model.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoostedTrainingTest {
  private static final BoostSettings SETTINGS = new BoostSettings(30, 3, 0.1, 7);

  private final Path folder;

  BoostedTrainingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void goingOnFromACheckpointGivesTheUninterruptedModel() throws IOException {
    TrainingRows rows = TestingRows.rows(600, 400);
    Path whole = folder.resolve("whole");
    try (BoostedTraining training = BoostedTraining.start(rows, SETTINGS)) {
      finish(training);
      training.save(whole);
    }
    for (int interruption : new int[] {0, 1, 17, 30}) {
      Path checkpoint = folder.resolve("checkpoint");
      try (BoostedTraining training = BoostedTraining.start(rows, SETTINGS)) {
        while (training.round() < interruption) {
          training.advance();
        }
        training.save(checkpoint);
      }
      try (BoostedTraining training = BoostedTraining.resume(rows, SETTINGS, checkpoint)) {
        assertThat(training.round()).isEqualTo(interruption);
        finish(training);
        training.save(folder.resolve("resumed"));
      }
      assertThat(folder.resolve("resumed"))
          .as("interrupted after round %d", interruption)
          .hasSameBinaryContentAs(whole);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrder("whole", "checkpoint", "resumed");
    }
  }

  @Test
  void theSeedDecidesTheModel() {
    TrainingRows rows = TestingRows.rows(600, 400);
    assertThat(trained(rows, new BoostSettings(10, 3, 0.1, 1)))
        .isEqualTo(trained(rows, new BoostSettings(10, 3, 0.1, 1)))
        .isNotEqualTo(trained(rows, new BoostSettings(10, 3, 0.1, 2)));
  }

  @Test
  void foretellsAGeneratedMarketBetterThanACoin() {
    TrainingRows rows = TestingRows.rows(6000, 4000);
    FeatureTable table = rows.table();
    try (BoostedTraining training =
        BoostedTraining.start(rows, new BoostSettings(60, 3, 0.05, 1))) {
      finish(training);
      int[] labels = new int[table.rows() - 4001];
      Arrays.setAll(labels, row -> table.label(4001 + row));
      double[] probabilities = training.probabilities(4001, table.rows());
      assertThat(Scores.logloss(probabilities, labels)).isLessThan(Math.log(2) - 0.002);
      assertThat(Scores.accuracy(probabilities, labels)).isGreaterThan(0.53);
      assertThat(training.logloss()).isLessThan(Scores.logloss(probabilities, labels));
    }
  }

  @Test
  void refusesACheckpointOfOtherRowsOrSettings() {
    TrainingRows rows = TestingRows.rows(600, 400);
    Path checkpoint = folder.resolve("checkpoint");
    try (BoostedTraining training = BoostedTraining.start(rows, SETTINGS)) {
      training.advance();
      training.save(checkpoint);
    }
    List<TrainingRows> others =
        List.of(TestingRows.rows(600, 399), new TrainingRows(rows.table(), 400, "0".repeat(64)));
    for (TrainingRows other : others) {
      assertThatThrownBy(() -> BoostedTraining.resume(other, SETTINGS, checkpoint))
          .isInstanceOf(InvalidFile.class)
          .hasMessageStartingWith("checkpoint: expected a checkpoint of");
    }
    assertThatThrownBy(
            () -> BoostedTraining.resume(rows, new BoostSettings(30, 3, 0.1, 8), checkpoint))
        .isInstanceOf(InvalidFile.class);
  }

  @Test
  void endsAfterItsRounds() {
    try (BoostedTraining training =
        BoostedTraining.start(TestingRows.rows(200, 100), new BoostSettings(1, 2, 1, 1))) {
      training.advance();
      assertThat(training.finished()).isTrue();
      assertThatThrownBy(training::advance).hasMessage("all 1 rounds are done");
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new BoostSettings(0, 3, 0.1, 1))
        .hasMessage("rounds must be 1 to 100000, was 0");
    assertThatThrownBy(() -> new BoostSettings(1, 13, 0.1, 1))
        .hasMessage("depth must be 1 to 12, was 13");
    assertThatThrownBy(() -> new BoostSettings(1, 3, 0, 1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new BoostSettings(1, 3, Double.NaN, 1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> TestingRows.rows(200, 0)).hasMessageContaining("was 0");
  }

  private static double[] trained(TrainingRows rows, BoostSettings settings) {
    try (BoostedTraining training = BoostedTraining.start(rows, settings)) {
      finish(training);
      return training.probabilities(0, rows.table().rows());
    }
  }

  private static void finish(BoostedTraining training) {
    while (!training.finished()) {
      training.advance();
    }
  }
}
