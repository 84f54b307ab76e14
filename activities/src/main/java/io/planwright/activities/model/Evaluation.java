package io.planwright.activities.model;

import io.planwright.models.BoostSettings;
import io.planwright.quant.model.ReturnSums;
import java.util.List;

/**
 * The report of a model's evaluation.
 *
 * @param model sha256 of the model whose settings were used
 * @param features sha256 of the feature set
 * @param accuracy share of rows whose label was foretold
 * @param logloss mean logarithmic loss, in nats; ln 2 is what a coin gets
 * @param sharpe of the positions foretold, annualised with 252 bars a year, without costs
 */
record Evaluation(
    String model,
    String features,
    BoostSettings settings,
    int horizon,
    double accuracy,
    double logloss,
    double sharpe,
    List<FoldScore> folds) {
  private static final double BARS_PER_YEAR = 252;

  static Evaluation of(
      String model, String features, BoostSettings settings, int horizon, List<FoldScore> folds) {
    long rows = folds.stream().mapToLong(FoldScore::testRows).sum();
    ReturnSums returns =
        folds.stream().map(FoldScore::returns).reduce(ReturnSums.NONE, ReturnSums::plus);
    return new Evaluation(
        model,
        features,
        settings,
        horizon,
        (double) folds.stream().mapToLong(FoldScore::right).sum() / rows,
        folds.stream().mapToDouble(FoldScore::loss).sum() / rows,
        returns.count() < 2 ? 0 : returns.sharpe(BARS_PER_YEAR / horizon),
        List.copyOf(folds));
  }
}
