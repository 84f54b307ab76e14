package io.planwright.quant.backtest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.method.Method;
import io.planwright.quant.model.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class BacktestMethods {
  private BacktestMethods() {}

  /** How the strategies of an ensemble share. */
  public enum Shares {
    EQUAL,
    INVERSE_VOLATILITY
  }

  /**
   * @param prices closes by row and instrument
   * @param weights by row and instrument, as fractions of wealth
   * @param costs none, 252 rows a year, where absent
   * @param limits long and short without debt where absent
   */
  public record OfWeights(
      double[][] prices,
      double[][] weights,
      @JsonProperty(defaultValue = "none") Optional<Costs> costs,
      @JsonProperty(defaultValue = "long and short without debt") Optional<Limits> limits) {}

  /**
   * @param prices closes by row and instrument
   * @param rules strategies
   * @param costs none, 252 rows a year, where absent
   * @param limits long and short without debt where absent
   */
  public record OfRules(
      double[][] prices,
      List<Rule> rules,
      @JsonProperty(defaultValue = "none") Optional<Costs> costs,
      @JsonProperty(defaultValue = "long and short without debt") Optional<Limits> limits) {}

  /**
   * @param prices closes by row and instrument
   * @param rules strategies
   * @param shares INVERSE_VOLATILITY where absent
   * @param window rows of the volatility, 60 where absent
   * @param costs none, 252 rows a year, where absent
   * @param limits long and short without debt where absent
   */
  public record OfEnsemble(
      double[][] prices,
      List<Rule> rules,
      @JsonProperty(defaultValue = "INVERSE_VOLATILITY") Optional<Shares> shares,
      @JsonProperty(defaultValue = "60") Optional<Integer> window,
      @JsonProperty(defaultValue = "none") Optional<Costs> costs,
      @JsonProperty(defaultValue = "long and short without debt") Optional<Limits> limits) {}

  /**
   * @param prices closes by row and instrument
   * @param rules strategies that are chosen from
   * @param folds 5 where absent
   * @param purge rows between past and test, 0 where absent
   * @param costs none, 252 rows a year, where absent
   * @param limits long and short without debt where absent
   */
  public record OfWalkForward(
      double[][] prices,
      List<Rule> rules,
      @JsonProperty(defaultValue = "5") Optional<Integer> folds,
      @JsonProperty(defaultValue = "0") Optional<Integer> purge,
      @JsonProperty(defaultValue = "none") Optional<Costs> costs,
      @JsonProperty(defaultValue = "long and short without debt") Optional<Limits> limits) {}

  /**
   * @param open by row and instrument
   * @param high by row and instrument
   * @param low by row and instrument
   * @param close by row and instrument
   * @param volume by row and instrument
   * @param weights wanted at the close of each row, traded at the next open
   * @param account 1,000,000, any fraction, no bound by volume, where absent
   * @param costs none, 252 rows a year, where absent
   * @param limits long and short without debt where absent
   */
  public record OfEvents(
      double[][] open,
      double[][] high,
      double[][] low,
      double[][] close,
      double[][] volume,
      double[][] weights,
      @JsonProperty(defaultValue = "1000000, any fraction, no bound by volume")
          Optional<Account> account,
      @JsonProperty(defaultValue = "none") Optional<Costs> costs,
      @JsonProperty(defaultValue = "long and short without debt") Optional<Limits> limits) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "backtest",
            List.of(),
            "Wealth and returns of weights that are traded at each close, after costs and within limits.",
            OfWeights.class,
            q -> {
              Backtest backtest = backtest(q.prices(), q.costs(), q.limits());
              requireShape(q.weights(), q.prices());
              return backtest.run(Weights.of(q.weights()));
            }),
        new Method<>(
            "backtest-rules",
            List.of(),
            "The same of several simple rules, each with a wealth of its own.",
            OfRules.class,
            q -> {
              Closes closes = new Closes(q.prices());
              return new Backtest(
                      closes, q.costs().orElse(Costs.NONE), q.limits().orElse(Limits.LONG_SHORT))
                  .run(on(closes, q.rules()));
            }),
        new Method<>(
            "backtest-ensemble",
            List.of(),
            "The same of several simple rules that share one wealth.",
            OfEnsemble.class,
            BacktestMethods::ensemble),
        new Method<>(
            "walk-forward-backtest",
            List.of(),
            "Fold by fold the rule with the best Sharpe ratio in the past, in the rows after it.",
            OfWalkForward.class,
            q -> {
              Closes closes = new Closes(q.prices());
              return WalkForwardBacktest.run(
                  closes,
                  q.costs().orElse(Costs.NONE),
                  q.limits().orElse(Limits.LONG_SHORT),
                  on(closes, q.rules()),
                  split(q.folds().orElse(5), q.purge().orElse(0)));
            }),
        new Method<>(
            "event-backtest",
            List.of(),
            "Wealth and fills of weights that are traded at the next open, in lots and within volume.",
            OfEvents.class,
            BacktestMethods::events));
  }

  private static Backtest backtest(
      double[][] prices, Optional<Costs> costs, Optional<Limits> limits) {
    return new Backtest(
        new Closes(prices), costs.orElse(Costs.NONE), limits.orElse(Limits.LONG_SHORT));
  }

  private static Backtest.Result ensemble(OfEnsemble asked) {
    Closes closes = new Closes(asked.prices());
    Backtest backtest =
        new Backtest(
            closes, asked.costs().orElse(Costs.NONE), asked.limits().orElse(Limits.LONG_SHORT));
    List<Weights> strategies = on(closes, asked.rules());
    return backtest.run(
        switch (asked.shares().orElse(Shares.INVERSE_VOLATILITY)) {
          case EQUAL -> Ensemble.equal(strategies);
          case INVERSE_VOLATILITY ->
              Ensemble.inverseVolatility(backtest, strategies, asked.window().orElse(60));
        });
  }

  private static EventBacktest events(OfEvents asked) {
    Bars bars = new Bars(asked.open(), asked.high(), asked.low(), asked.close(), asked.volume());
    requireShape(asked.weights(), asked.close());
    return EventBacktest.run(
        bars,
        desk -> {
          for (int i = 0; i < desk.instruments(); i++) {
            desk.target(i, asked.weights()[desk.row()][i]);
          }
        },
        asked.account().orElse(new Account(1_000_000, 0, 0)),
        asked.costs().orElse(Costs.NONE),
        asked.limits().orElse(Limits.LONG_SHORT));
  }

  private static List<Weights> on(Closes closes, List<Rule> rules) {
    Require.atLeast("rules", rules.size(), 1);
    List<Weights> strategies = new ArrayList<>();
    for (Rule rule : rules) {
      strategies.add(rule.on(closes));
    }
    return strategies;
  }

  private static WalkForward split(int folds, int purge) {
    Require.within("folds", folds, 1, WalkForward.MOST_FOLDS);
    Require.within("purge", purge, 0, 1_000_000);
    return new WalkForward(folds, purge);
  }

  private static void requireShape(double[][] weights, double[][] prices) {
    Require.finite("weights", weights, 1);
    Require.sameLength("weights", weights.length, "prices", prices.length);
    if (weights[0].length != prices[0].length) {
      throw InvalidData.of(
          InvalidData.Code.LENGTH_DIFFERS,
          "weights",
          prices[0].length + " columns",
          weights[0].length);
    }
  }
}
