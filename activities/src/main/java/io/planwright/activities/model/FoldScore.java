package io.planwright.activities.model;

import io.planwright.quant.features.FeatureTable;
import io.planwright.quant.model.ReturnSums;
import io.planwright.quant.model.Scores;
import io.planwright.quant.model.WalkForward.Fold;

/**
 * How a model of one fold did on the rows after its past.
 *
 * @param testFrom time of the first row scored
 * @param testUntil time of the last row scored
 * @param right rows whose label was foretold
 * @param loss sum of logarithmic losses, in nats
 * @param returns of a position in the direction foretold, held over the horizon, one after another
 */
record FoldScore(
    int fold,
    int trainRows,
    int testRows,
    String testFrom,
    String testUntil,
    int right,
    double loss,
    ReturnSums returns) {

  static FoldScore of(Fold fold, FeatureTable table, double[] probabilities) {
    int right = 0;
    double loss = 0;
    ReturnSums returns = ReturnSums.NONE;
    for (int i = 0; i < probabilities.length; i++) {
      int row = fold.testFrom() + i;
      boolean up = probabilities[i] > 0.5;
      right += (up ? 1 : 0) == table.label(row) ? 1 : 0;
      loss += Scores.logloss(probabilities[i], table.label(row));
      if (i % table.future().horizon() == 0) {
        returns = returns.and(up ? table.future().at(row) : -table.future().at(row));
      }
    }
    return new FoldScore(
        fold.number(),
        fold.trainTo(),
        probabilities.length,
        table.time(fold.testFrom()).toString(),
        table.time(fold.testTo() - 1).toString(),
        right,
        loss,
        returns);
  }
}
