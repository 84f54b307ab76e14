package io.planwright.models;

import io.planwright.quant.Bar;
import io.planwright.quant.RegimeMarket;
import io.planwright.quant.features.FeatureRecipe;
import io.planwright.quant.features.FeatureTable;
import java.time.LocalDate;
import java.util.List;

/** Feature sets of generated markets. */
final class TestingRows {
  static final String FEATURE_SET = "f".repeat(64);

  private TestingRows() {}

  static FeatureTable table(int bars) {
    List<Bar> market = new RegimeMarket().bars(1, LocalDate.of(2015, 1, 2), bars).toList();
    return new FeatureRecipe(List.of(1, 2, 3), List.of(10, 20), 1)
        .build(
            market.stream().map(Bar::time).toList(),
            market.stream().mapToDouble(Bar::close).toArray());
  }

  static TrainingRows rows(int bars, int to) {
    return new TrainingRows(table(bars), to, FEATURE_SET);
  }
}
