package io.planwright.quant.conformal;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Intervals from the errors of rows that the model has not learnt (Papadopoulos et al. 2002,
 * doi:10.1007/3-540-36755-1_29; Lei et al. 2018, doi:10.1080/01621459.2017.1307116), as in MAPIE.
 */
public final class SplitConformal {
  private SplitConformal() {}

  /**
   * Which of n sorted errors is the quantile, {@code ⌈(n + 1)(1 − alpha)⌉}, counted from 1. Above n
   * it stands for infinity: so few rows can't give that coverage.
   *
   * @throws InvalidData where there is no row, or alpha is not between 0 and 1
   */
  public static int rank(int rows, double alpha) {
    Require.atLeast("rows", rows, 1);
    Require.between("alpha", alpha, 0, 1);
    return (int) Math.max(1, Math.ceil((rows + 1.0) * (1 - alpha) - 1e-9));
  }

  /**
   * The error that is not exceeded with probability {@code 1 − alpha}.
   *
   * @param scores errors of calibration rows, in any order
   * @return empty where it is infinite
   * @throws InvalidData where there is no score, one is not finite, or alpha is not between 0 and 1
   */
  public static OptionalDouble quantile(double[] scores, double alpha) {
    Require.finite("scores", scores, 1);
    int rank = rank(scores.length, alpha);
    if (rank > scores.length) {
      return OptionalDouble.empty();
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return OptionalDouble.of(sorted[rank - 1]);
  }

  /**
   * Around a forecast, as wide on either side as absolute errors were.
   *
   * @param outcomes of the calibration rows
   * @param forecasts of the calibration rows, by a model that has not learnt them
   * @param forecast of the new row
   * @throws InvalidData where lengths differ, there is no row, or a value is not finite
   */
  public static ConformalInterval around(
      double[] outcomes, double[] forecasts, double forecast, double alpha) {
    Require.moderate("outcomes", outcomes, 1);
    Require.moderate("forecasts", forecasts, 1);
    Require.sameLength("forecasts", forecasts.length, "outcomes", outcomes.length);
    Require.moderate("forecast", new double[] {forecast}, 1);
    double[] scores = new double[outcomes.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.abs(outcomes[i] - forecasts[i]);
    }
    return widened(scores, forecast, forecast, alpha);
  }

  /**
   * Around a forecast of two quantiles, which may make it wider here and narrower there
   * (conformalized quantile regression, Romano, Patterson and Candès 2019, arXiv:1905.03222).
   *
   * @param outcomes of the calibration rows
   * @param lows lower quantile forecast of each
   * @param highs upper quantile forecast of each
   * @param low of the new row
   * @param high of the new row
   * @throws InvalidData where lengths differ, there is no row, a value is not finite, or a low is
   *     above its high
   */
  public static ConformalInterval aroundQuantiles(
      double[] outcomes, double[] lows, double[] highs, double low, double high, double alpha) {
    Require.moderate("outcomes", outcomes, 1);
    Require.moderate("lows", lows, 1);
    Require.moderate("highs", highs, 1);
    Require.sameLength("lows", lows.length, "outcomes", outcomes.length);
    Require.sameLength("highs", highs.length, "outcomes", outcomes.length);
    Require.moderate("low", new double[] {low}, 1);
    Require.within("high", high, low, Require.MOST_MAGNITUDE);
    double[] scores = new double[outcomes.length];
    for (int i = 0; i < scores.length; i++) {
      if (lows[i] > highs[i]) {
        throw InvalidData.at(
            InvalidData.Code.OUT_OF_RANGE, "lows", i, "at most " + highs[i], lows[i]);
      }
      scores[i] = Math.max(lows[i] - outcomes[i], outcomes[i] - highs[i]);
    }
    return widened(scores, low, high, alpha);
  }

  private static ConformalInterval widened(double[] scores, double low, double high, double alpha) {
    int rank = rank(scores.length, alpha);
    OptionalDouble by = quantile(scores, alpha);
    if (by.isEmpty()) {
      return ConformalInterval.unbounded(
          "unbounded: %d calibration rows are too few for alpha %s, which needs %d"
              .formatted(scores.length, alpha, (long) Math.ceil(1 / alpha - 1e-9) - 1));
    }
    double wide = by.getAsDouble();
    double middle = (low + high) / 2;
    return ConformalInterval.bounded(
        Math.min(low - wide, middle),
        Math.max(high + wide, middle),
        "widened by error %d of %d, %s".formatted(rank, scores.length, wide));
  }
}
