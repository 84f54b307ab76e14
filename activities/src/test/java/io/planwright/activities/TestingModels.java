package io.planwright.activities;

import io.planwright.models.BoostSettings;
import io.planwright.models.BoostedTraining;
import io.planwright.models.FeatureFile;
import io.planwright.models.TrainingRows;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.Bar;
import io.planwright.quant.RegimeMarket;
import io.planwright.quant.features.FeatureRecipe;
import io.planwright.quant.features.FeatureTable;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** Feature sets and models of generated markets, in the store. */
public final class TestingModels {
  private static final StepRef STEP = TestingStore.step("given");

  private TestingModels() {}

  public static FeatureTable table(int bars, int horizon) {
    List<Bar> market = new RegimeMarket().bars(1, LocalDate.of(2015, 1, 2), bars).toList();
    return new FeatureRecipe(List.of(1, 2), List.of(10), horizon)
        .build(
            market.stream().map(Bar::time).toList(),
            market.stream().mapToDouble(Bar::close).toArray());
  }

  public static ArtifactRef features(FeatureTable table) {
    StepFiles files = new StepFiles(TestingStore.get().artifacts());
    return files.keep(
        STEP, "features", "text/csv", new TreeMap<>(), f -> new FeatureFile().write(table, f));
  }

  public static ArtifactRef model(FeatureTable table, int rows, BoostSettings settings) {
    TrainingRows past = new TrainingRows(table, rows, features(table).sha256());
    StepFiles files = new StepFiles(TestingStore.get().artifacts());
    try (BoostedTraining training = BoostedTraining.start(past, settings)) {
      while (!training.finished()) {
        training.advance();
      }
      return files.keep(STEP, "model", "application/json", new TreeMap<>(), training::save);
    }
  }
}
