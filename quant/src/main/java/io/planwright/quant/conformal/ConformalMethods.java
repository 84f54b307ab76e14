package io.planwright.quant.conformal;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.Require;
import io.planwright.quant.method.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The methods of this package by name. */
public final class ConformalMethods {
  private static final double ALPHA = 0.1;

  private ConformalMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "conformal-rank",
            List.of("split_conformal_rank"),
            "Which of so many sorted errors bounds the interval, from 1; above their number it is"
                + " infinite (alpha 0.1).",
            Rows.class,
            q -> SplitConformal.rank(q.rows, q.alpha.orElse(ALPHA))),
        new Method<>(
            "conformal-quantile",
            List.of("split_conformal_q90_n9"),
            "The error, in its unit, that new rows don't exceed but for a share of alpha; left out"
                + " where it is infinite (alpha 0.1).",
            Scores.class,
            q -> {
              OptionalDouble quantile = SplitConformal.quantile(q.scores, q.alpha.orElse(ALPHA));
              return new Quantile(
                  quantile.isPresent() ? Optional.of(quantile.getAsDouble()) : Optional.empty());
            }),
        new Method<>(
            "conformal-interval",
            List.of(),
            "The interval around a forecast from errors of rows that the model has not learnt"
                + " (alpha 0.1).",
            Around.class,
            q -> SplitConformal.around(q.outcomes, q.forecasts, q.forecast, q.alpha.orElse(ALPHA))),
        new Method<>(
            "conformal-quantile-interval",
            List.of(),
            "The interval around a forecast of two quantiles from rows that the model has not"
                + " learnt (alpha 0.1).",
            AroundQuantiles.class,
            q ->
                SplitConformal.aroundQuantiles(
                    q.outcomes, q.lows, q.highs, q.low, q.high, q.alpha.orElse(ALPHA))),
        new Method<>(
            "adaptive-conformal",
            List.of(),
            "The interval of each row of a stream, given before its outcome is learnt, and the"
                + " share of misses (alpha 0.1, step 0.005, the last 1000 errors).",
            Stream.class,
            ConformalMethods::adaptive));
  }

  record Rows(int rows, @JsonProperty(defaultValue = "0.1") Optional<Double> alpha) {}

  record Scores(double[] scores, @JsonProperty(defaultValue = "0.1") Optional<Double> alpha) {}

  record Quantile(Optional<Double> quantile) {}

  record Around(
      double[] outcomes,
      double[] forecasts,
      double forecast,
      @JsonProperty(defaultValue = "0.1") Optional<Double> alpha) {}

  record AroundQuantiles(
      double[] outcomes,
      double[] lows,
      double[] highs,
      double low,
      double high,
      @JsonProperty(defaultValue = "0.1") Optional<Double> alpha) {}

  record Stream(
      double[] outcomes,
      double[] forecasts,
      @JsonProperty(defaultValue = "0.1") Optional<Double> alpha,
      @JsonProperty(defaultValue = "0.005") Optional<Double> step,
      @JsonProperty(defaultValue = "1000") Optional<Integer> window) {}

  record Adapted(List<ConformalInterval> intervals, double missed) {}

  private static Object adaptive(Stream q) {
    Require.moderate("outcomes", q.outcomes, 1);
    Require.moderate("forecasts", q.forecasts, 1);
    Require.sameLength("forecasts", q.forecasts.length, "outcomes", q.outcomes.length);
    AdaptiveConformal adaptive =
        new AdaptiveConformal(q.alpha.orElse(ALPHA), q.step.orElse(0.005), q.window.orElse(1000));
    List<ConformalInterval> intervals = new ArrayList<>();
    int missed = 0;
    for (int i = 0; i < q.outcomes.length; i++) {
      ConformalInterval given = adaptive.learn(q.forecasts[i], q.outcomes[i]);
      missed += given.covers(q.outcomes[i]) ? 0 : 1;
      intervals.add(given);
    }
    return new Adapted(intervals, (double) missed / q.outcomes.length);
  }
}
