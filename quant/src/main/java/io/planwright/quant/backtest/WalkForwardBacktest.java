package io.planwright.quant.backtest;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.model.ReturnSums;
import io.planwright.quant.model.WalkForward;
import io.planwright.quant.overfit.TrackRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Of several strategies the one with the best Sharpe ratio in the past is held in the rows after
 * it, fold by fold. The tests are one backtest, so that changing from one strategy to another costs
 * what it costs.
 *
 * @param folds choices, in the order of time
 * @param outOfSample over the rows of all tests
 * @param inSampleSharpe mean over folds of the chosen one's annualised ratio in its past
 * @param outOfSampleSharpe annualised ratio over the rows of all tests; absent where nothing moved
 * @param deflated what is left of the latter beyond the best of so many trials without skill, whose
 *     ratios vary as the strategies' do in the last past; absent with one strategy, or where
 *     nothing moved
 */
public record WalkForwardBacktest(
    List<Choice> folds,
    Backtest.Result outOfSample,
    double inSampleSharpe,
    Optional<Double> outOfSampleSharpe,
    Optional<TrackRecord.Deflated> deflated) {

  /**
   * What was chosen from the past.
   *
   * @param fold its rows
   * @param strategy number of the chosen one, from 0; the first of equal ones
   * @param sharpe annualised ratio in the past after costs, 0 without risk
   */
  public record Choice(WalkForward.Fold fold, int strategy, double sharpe) {}

  /** Most strategies. */
  public static final int MOST_STRATEGIES = 10_000;

  /**
   * @param strategies that look at no price after the row they are asked for
   * @param split of the rows
   * @throws InvalidData where there is no strategy or the rows are too few for the folds
   */
  public static WalkForwardBacktest run(
      Closes closes, Costs costs, Limits limits, List<Weights> strategies, WalkForward split) {
    Require.within("strategies", strategies.size(), 1, MOST_STRATEGIES);
    List<WalkForward.Fold> folds = folds(split, closes.rows());
    Backtest backtest = new Backtest(closes, costs, limits);
    double year = costs.periodsPerYear();
    double[][] best = new double[folds.size()][2];
    double ratios = 0;
    double squares = 0;
    for (int k = 0; k < strategies.size(); k++) {
      double[] returns = backtest.run(strategies.get(k)).returns();
      ReturnSums past = ReturnSums.NONE;
      double sum = 0;
      double square = 0;
      int counted = 0;
      for (int f = 0; f < folds.size(); f++) {
        // Return number t ends at row t + 1, which must be in the past.
        for (; counted < folds.get(f).trainTo() - 1; counted++) {
          sum += returns[counted];
          square += returns[counted] * returns[counted];
        }
        past = new ReturnSums(counted, sum, square);
        double sharpe = past.sharpe(year);
        if (k == 0 || sharpe > best[f][1]) {
          best[f] = new double[] {k, sharpe};
        }
      }
      double perPeriod = past.sharpe(1);
      ratios += perPeriod;
      squares += perPeriod * perPeriod;
    }
    List<Choice> choices = new ArrayList<>();
    double inSample = 0;
    for (int f = 0; f < folds.size(); f++) {
      choices.add(new Choice(folds.get(f), (int) best[f][0], best[f][1]));
      inSample += best[f][1] / folds.size();
    }
    int from = folds.getFirst().testFrom() - 1;
    Backtest.Result result = backtest.run(stitched(choices, strategies), from, closes.rows());
    int n = strategies.size();
    double variance = n < 2 ? 0 : Math.max(0, squares - ratios * ratios / n) / (n - 1);
    return new WalkForwardBacktest(
        choices,
        result,
        inSample,
        result.performance().sharpe().map(s -> s.annualised()),
        n < 2 || result.performance().sharpe().isEmpty()
            ? Optional.empty()
            : Optional.of(TrackRecord.of(result.returns()).deflated(n, variance)));
  }

  private static List<WalkForward.Fold> folds(WalkForward split, int rows) {
    // Two returns are the least that a ratio is taken of.
    if (rows / (split.folds() + 1) <= split.purge() + 3) {
      throw InvalidData.of(
          OUT_OF_RANGE,
          "folds",
          "at least %d rows for %d folds and a purge of %d"
              .formatted((split.purge() + 4L) * (split.folds() + 1), split.folds(), split.purge()),
          rows);
    }
    return split.split(rows);
  }

  /** The close before a test is where its first position is taken. */
  private static Weights stitched(List<Choice> choices, List<Weights> strategies) {
    return (row, into) -> {
      Choice held = choices.getFirst();
      for (Choice choice : choices) {
        if (row >= choice.fold().testFrom() - 1) {
          held = choice;
        }
      }
      strategies.get(held.strategy()).at(row, into);
    };
  }
}
