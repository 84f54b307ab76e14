package io.planwright.quant.backtest;

import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NOT_FINITE;
import static io.planwright.quant.InvalidData.Code.NOT_ORDERED;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;
import static io.planwright.quant.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.Bar;
import io.planwright.quant.Congruential;
import io.planwright.quant.model.WalkForward;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class BacktestTest {
  private static final double[][] PRICES = {{100, 50}, {110, 50}, {99, 60}, {99, 30}};
  private static final Limits WIDE = new Limits(-10, 10, 10);

  private static double[][] walk(int seed, int rows, int instruments) {
    Congruential chance = new Congruential(seed);
    double[][] prices = new double[rows][instruments];
    for (int t = 0; t < rows; t++) {
      for (int i = 0; i < instruments; i++) {
        prices[t][i] = t == 0 ? 100 : prices[t - 1][i] * Math.exp(0.01 * chance.normal());
      }
    }
    return prices;
  }

  @Test
  void wealthIsWhatOneWouldCountByHand() {
    Costs costs = new Costs(0.01, 0.02, 0.52, 0.26, 52);
    double[][] weights = {{1, 0}, {0.5, -0.5}, {2, 0}, {0, 0}};
    Backtest.Result found = new Backtest(new Closes(PRICES), costs, WIDE).run(Weights.of(weights));
    double first = 0.10 - 0.03;
    assertThat(found.returns()[0]).isCloseTo(first, within(1e-14));
    double held = 1.1 / (1 + first);
    double second = 0.5 * -0.1 - 0.5 * 0.2 - 0.03 * (Math.abs(0.5 - held) + 0.5) - 0.5 * 0.52 / 52;
    assertThat(found.returns()[1]).isCloseTo(second, within(1e-14));
    double long1 = 0.5 * 0.9 / (1 + second);
    double short1 = -0.5 * 1.2 / (1 + second);
    double third = -0.03 * (2 - long1 + Math.abs(short1)) - 0.26 / 52;
    assertThat(found.returns()[2]).isCloseTo(third, within(1e-14));
    assertThat(found.wealth()[3])
        .isCloseTo((1 + first) * (1 + second) * (1 + third), within(1e-13));
    assertThat(found.borrow()).isCloseTo(0.005, within(1e-15));
    assertThat(found.financing()).isCloseTo(0.005, within(1e-15));
    assertThat(found.slippage()).isCloseTo(2 * found.commission(), within(1e-15));
  }

  @Test
  void buyingAndHoldingOneIsItsReturn() {
    double[][] prices = walk(1, 300, 1);
    Backtest.Result held =
        new Backtest(new Closes(prices), Costs.NONE, Limits.LONG_ONLY)
            .run(new Rule(Rule.Kind.HOLD, 0, 1).on(new Closes(prices)));
    assertThat(held.wealth()[299]).isCloseTo(prices[299][0] / 100, within(1e-12));
    assertThat(held.turnover()).isCloseTo(0.5 / 299, within(1e-12));
  }

  @Test
  void limitsCutWeights() {
    Backtest.Result found =
        new Backtest(new Closes(PRICES), Costs.NONE, new Limits(0, 0.4, 0.6))
            .run(Weights.of(new double[][] {{5, -1}, {0.4, 0.4}, {0.3, 0.3}, {0, 0}}));
    assertThat(found.returns()[0]).isCloseTo(0.04, within(1e-15));
    assertThat(found.returns()[1]).isCloseTo(0.3 * -0.1 + 0.3 * 0.2, within(1e-15));
    assertThat(found.limitedRows()).isEqualTo(2);
  }

  @Test
  void losingAllEndsTheTrade() {
    Backtest.Result found =
        new Backtest(new Closes(PRICES), Costs.NONE, WIDE)
            .run(Weights.of(new double[][] {{0, 0}, {0, -6}, {1, 0}, {0, 0}}));
    assertThat(found.ruinedRow()).contains(2);
    assertThat(found.wealth()).containsExactly(1, 1, 0, 0);
    assertThat(found.performance().drawdown().depth()).isEqualTo(1);
  }

  @Test
  void noRuleLooksAhead() {
    double[][] prices = walk(2, 400, 3);
    double[][] other = walk(2, 400, 3);
    for (int t = 300; t < 400; t++) {
      for (int i = 0; i < 3; i++) {
        other[t][i] *= 1 + 0.3 * ((t + i) % 3);
      }
    }
    for (Rule rule :
        List.of(
            new Rule(Rule.Kind.MOMENTUM, 5, 60),
            new Rule(Rule.Kind.REVERSAL, 0, 5),
            new Rule(Rule.Kind.CROSSOVER, 10, 50),
            new Rule(Rule.Kind.HOLD, 0, 1))) {
      Weights a = rule.on(new Closes(prices));
      Weights b = rule.on(new Closes(other));
      for (int t = 0; t < 300; t++) {
        assertThat(at(a, t)).containsExactly(at(b, t));
      }
    }
  }

  private static double[] at(Weights weights, int row) {
    double[] into = new double[3];
    weights.at(row, into);
    return into;
  }

  @Test
  void theCrossoverIsTheSameInAnyOrderOfRows() {
    Closes closes = new Closes(walk(4, 400, 3));
    Rule rule = new Rule(Rule.Kind.CROSSOVER, 7, 30);
    Weights inOrder = rule.on(closes);
    for (int t = 0; t < 400; t++) {
      assertThat(at(inOrder, t)).containsExactly(at(rule.on(closes), t));
    }
  }

  @Test
  void aTrendingMarketPaysMomentum() {
    double[][] prices = new double[300][2];
    for (int t = 0; t < 300; t++) {
      prices[t] = new double[] {100 * Math.pow(1.001, t), 100 * Math.pow(0.999, t)};
    }
    Closes closes = new Closes(prices);
    Backtest backtest = new Backtest(closes, Costs.NONE, Limits.LONG_SHORT);
    assertThat(
            backtest
                .run(new Rule(Rule.Kind.MOMENTUM, 0, 20).on(closes))
                .performance()
                .totalReturn())
        .isPositive();
    assertThat(
            backtest
                .run(new Rule(Rule.Kind.REVERSAL, 0, 20).on(closes))
                .performance()
                .totalReturn())
        .isNegative();
  }

  @Test
  void anEqualEnsembleOfOneIsThatOne() {
    Closes closes = new Closes(walk(5, 200, 4));
    Backtest backtest = new Backtest(closes, Costs.NONE, Limits.LONG_SHORT);
    Weights one = new Rule(Rule.Kind.MOMENTUM, 0, 20).on(closes);
    assertThat(backtest.run(Ensemble.equal(List.of(one))).wealth())
        .containsExactly(backtest.run(one).wealth());
    assertThat(backtest.run(Ensemble.inverseVolatility(backtest, List.of(one), 20)).wealth())
        .containsExactly(backtest.run(one).wealth());
  }

  @Test
  void theCalmerStrategyGetsMoreOfAnEnsemble() {
    Closes closes = new Closes(walk(6, 200, 1));
    Backtest backtest = new Backtest(closes, Costs.NONE, Limits.LONG_SHORT);
    Weights calm = (row, into) -> into[0] = 0.1;
    Weights wild = (row, into) -> into[0] = -0.9;
    double[] into = new double[1];
    Ensemble.inverseVolatility(backtest, List.of(calm, wild), 60).at(150, into);
    assertThat(into[0]).isCloseTo(0.9 * 0.1 - 0.1 * 0.9, within(2e-2));
    into[0] = 0;
    Ensemble.inverseVolatility(backtest, List.of(calm, wild), 60).at(59, into);
    assertThat(into[0]).isCloseTo(0.5 * 0.1 - 0.5 * 0.9, within(1e-12));
  }

  @Test
  void severalStrategiesAreRunAtOnce() {
    Closes closes = new Closes(walk(7, 100, 2));
    Backtest backtest = new Backtest(closes, Costs.NONE, Limits.LONG_SHORT);
    Weights a = new Rule(Rule.Kind.MOMENTUM, 0, 10).on(closes);
    Weights b = new Rule(Rule.Kind.REVERSAL, 0, 10).on(closes);
    List<Backtest.Result> both = backtest.run(List.of(a, b));
    for (int t = 0; t < 99; t++) {
      assertThat(both.get(0).returns()[t]).isCloseTo(-both.get(1).returns()[t], within(1e-12));
    }
  }

  @Test
  void walksForwardWithTheBestOfThePast() {
    double[][] prices = new double[400][1];
    for (int t = 0; t < 400; t++) {
      prices[t][0] = 100 * Math.exp(0.001 * t + 0.002 * Math.sin(t * t));
    }
    Closes closes = new Closes(prices);
    Weights up = (row, into) -> into[0] = 1;
    Weights down = (row, into) -> into[0] = -1;
    WalkForwardBacktest found =
        WalkForwardBacktest.run(
            closes, Costs.NONE, Limits.LONG_SHORT, List.of(down, up), new WalkForward(3, 5));
    assertThat(found.folds()).extracting(WalkForwardBacktest.Choice::strategy).containsOnly(1);
    assertThat(found.outOfSample().returns()).hasSize(300);
    assertThat(found.outOfSample().wealth()[300])
        .isCloseTo(prices[399][0] / prices[99][0], within(1e-9));
    assertThat(found.deflated()).isPresent();
  }

  @Test
  void aChoiceKnowsNothingOfItsTest() {
    double[][] prices = walk(8, 300, 2);
    double[][] other = walk(8, 300, 2);
    for (int t = 150; t < 300; t++) {
      other[t][0] *= 3;
    }
    WalkForward split = new WalkForward(1, 0);
    List<Rule> rules =
        List.of(new Rule(Rule.Kind.MOMENTUM, 0, 10), new Rule(Rule.Kind.REVERSAL, 0, 10));
    WalkForwardBacktest.Choice a = choice(prices, rules, split);
    assertThat(choice(other, rules, split)).isEqualTo(a);
  }

  private static WalkForwardBacktest.Choice choice(
      double[][] prices, List<Rule> rules, WalkForward split) {
    Closes closes = new Closes(prices);
    return WalkForwardBacktest.run(
            closes,
            Costs.NONE,
            Limits.LONG_SHORT,
            rules.stream().map(r -> r.on(closes)).toList(),
            split)
        .folds()
        .getFirst();
  }

  /** Where each bar opens at the close before it, both ways of counting are one. */
  @Property(tries = 20)
  void eventsAndVectorsAgree(@ForAll @IntRange(max = 10_000) int seed) {
    double[][] close = walk(seed, 60, 3);
    double[][] open = new double[60][];
    double[][] high = new double[60][3];
    double[][] low = new double[60][3];
    double[][] volume = new double[60][3];
    for (int t = 0; t < 60; t++) {
      open[t] = close[Math.max(0, t - 1)];
      for (int i = 0; i < 3; i++) {
        high[t][i] = Math.max(open[t][i], close[t][i]);
        low[t][i] = Math.min(open[t][i], close[t][i]);
      }
    }
    Bars bars = new Bars(open, high, low, close, volume);
    Congruential chance = new Congruential(seed + 1);
    double[][] weights = new double[60][3];
    for (double[] row : weights) {
      Arrays.setAll(row, i -> chance.uniform() - 0.4);
    }
    Costs costs = new Costs(0.001, 0, 0.05, 0, 252);
    Limits limits = new Limits(-1, 1, 3);
    double[] vector = new Backtest(bars.closes(), costs, limits).run(Weights.of(weights)).wealth();
    EventBacktest events =
        EventBacktest.run(
            bars,
            desk -> {
              for (int i = 0; i < 3; i++) {
                desk.target(i, weights[desk.row()][i]);
              }
            },
            new Account(1000, 0, 0),
            costs,
            limits);
    for (int t = 0; t < 60; t++) {
      assertThat(events.wealth()[t] / 1000).isCloseTo(vector[t], within(1e-9));
    }
  }

  private static Bars oneBarADay(double[][] openHighLowCloseVolume) {
    double[][][] columns = new double[5][openHighLowCloseVolume.length][1];
    for (int t = 0; t < openHighLowCloseVolume.length; t++) {
      for (int c = 0; c < 5; c++) {
        columns[c][t][0] = openHighLowCloseVolume[t][c];
      }
    }
    return new Bars(columns[0], columns[1], columns[2], columns[3], columns[4]);
  }

  private static final Bars DAYS =
      oneBarADay(
          new double[][] {
            {10, 10, 10, 10, 100}, {11, 12, 9, 10, 100}, {10, 13, 10, 12, 100}, {8, 9, 7, 8, 100}
          });

  private static EventBacktest onFirstDay(Strategy strategy, Account account, Costs costs) {
    return EventBacktest.run(
        DAYS,
        desk -> {
          if (desk.row() == 0) {
            strategy.onClose(desk);
          }
        },
        account,
        costs,
        WIDE);
  }

  @Test
  void ordersAreFilledWhereTheBarReachesThem() {
    Account account = new Account(1000, 0, 0);
    Costs slip = new Costs(0, 0.01, 0, 0, 252);
    EventBacktest.Fill market = onFirstDay(d -> d.market(0, 5), account, slip).fills().getFirst();
    assertThat(market.price()).isCloseTo(11.11, within(1e-12));
    assertThat(market.row()).isEqualTo(1);
    assertThat(onFirstDay(d -> d.limit(0, 5, 9.5), account, slip).fills().getFirst().price())
        .isEqualTo(9.5);
    assertThat(onFirstDay(d -> d.limit(0, 5, 11.5), account, slip).fills().getFirst().price())
        .isEqualTo(11);
    assertThat(onFirstDay(d -> d.limit(0, 5, 8.9), account, slip).fills()).isEmpty();
    assertThat(onFirstDay(d -> d.limit(0, -5, 11.5), account, slip).fills().getFirst().price())
        .isEqualTo(11.5);
    assertThat(onFirstDay(d -> d.stop(0, 5, 11.5), account, slip).fills().getFirst().price())
        .isCloseTo(11.615, within(1e-12));
    assertThat(onFirstDay(d -> d.stop(0, -5, 10), account, slip).fills().getFirst().price())
        .isCloseTo(9.9, within(1e-12));
    assertThat(onFirstDay(d -> d.stop(0, 5, 12.1), account, slip).fills()).isEmpty();
  }

  @Test
  void anOrderIsCutToLotsVolumeAndLimits() {
    EventBacktest lots = onFirstDay(d -> d.market(0, 7.9), new Account(1000, 2, 0), Costs.NONE);
    assertThat(lots.fills().getFirst().quantity()).isEqualTo(6);
    assertThat(lots.cutOrders()).isZero();
    EventBacktest volume = onFirstDay(d -> d.market(0, 50), new Account(1000, 0, 0.1), Costs.NONE);
    assertThat(volume.fills().getFirst().quantity()).isEqualTo(10);
    assertThat(volume.cutOrders()).isEqualTo(1);
    EventBacktest limits =
        EventBacktest.run(
            DAYS,
            d -> d.market(0, 1000),
            new Account(1000, 0, 0),
            Costs.NONE,
            new Limits(0, 0.5, 1));
    assertThat(limits.fills().getFirst().quantity()).isCloseTo(500.0 / 11, within(1e-9));
    EventBacktest noShorts =
        EventBacktest.run(
            DAYS, d -> d.market(0, -5), new Account(1000, 0, 0), Costs.NONE, Limits.LONG_ONLY);
    assertThat(noShorts.fills()).isEmpty();
    assertThat(noShorts.wealth()).containsOnly(1000);
  }

  @Test
  void debtAndShortSalesCostByTheYear() {
    Costs costs = new Costs(0, 0, 0.252, 0.504, 252);
    EventBacktest debt = onFirstDay(d -> d.market(0, 200), new Account(1100, 0, 0), costs);
    assertThat(debt.financing())
        .isCloseTo(1100 * 0.002 * (1 + 1.002 + 1.002 * 1.002), within(1e-9));
    EventBacktest sold = onFirstDay(d -> d.market(0, -10), new Account(1100, 0, 0), costs);
    assertThat(sold.borrow()).isCloseTo(0.001 * (110 + 100 + 80), within(1e-12));
  }

  @Test
  void ruinEndsAnAccount() {
    EventBacktest found = onFirstDay(d -> d.market(0, 600), new Account(1000, 0, 0), Costs.NONE);
    assertThat(found.ruinedRow()).contains(3);
    assertThat(found.wealth()[3]).isZero();
  }

  @Test
  void theDeskKnowsNoFuture() {
    EventBacktest.run(
        DAYS,
        desk -> {
          assertThat(desk.close(0, 0)).isEqualTo(DAYS.close(desk.row(), 0));
          assertThat(desk.high(0, 0)).isGreaterThanOrEqualTo(desk.low(0, 0));
          assertThat(desk.open(0, desk.row())).isEqualTo(10);
          assertThat(desk.volume(0, 0)).isEqualTo(100);
          assertThat(desk.cash()).isEqualTo(1000);
          refused(() -> desk.close(0, -1), OUT_OF_RANGE, "ago");
          refused(() -> desk.close(0, desk.row() + 1), OUT_OF_RANGE, "ago");
          refused(() -> desk.market(1, 1), OUT_OF_RANGE, "instrument");
          refused(() -> desk.market(0, Double.NaN), NOT_FINITE, "quantity", desk.row());
          refused(() -> desk.limit(0, 1, 0), OUT_OF_RANGE, "price");
        },
        new Account(1000, 0, 0),
        Costs.NONE,
        WIDE);
  }

  @Test
  void barsOfInstrumentsShareTheirTimes() {
    Instant day = Instant.parse("2020-01-01T00:00:00Z");
    Bar first = new Bar(day, 1, 2, 1, 2, 5);
    Bar second = new Bar(day.plusSeconds(86_400), 2, 2, 1, 1, 5);
    assertThat(Bars.of(List.of(List.of(first, second))).close(1, 0)).isEqualTo(1);
    refused(() -> Bars.of(List.of(List.of(second, first))), NOT_ORDERED, "instrument 0", 1);
    refused(
        () ->
            Bars.of(
                List.of(
                    List.of(first, second),
                    List.of(first, new Bar(day.plusSeconds(1), 1, 1, 1, 1, 0)))),
        NOT_ORDERED,
        "instrument 1",
        1);
  }

  @Test
  void refusesWhatHasNoAnswer() {
    refused(() -> new Closes(new double[][] {{1}}), TOO_FEW, "prices");
    refused(() -> new Closes(new double[][] {{1, 2}, {1}}), LENGTH_DIFFERS, "prices", 1);
    refused(() -> new Closes(new double[][] {{1}, {Double.NaN}}), NOT_FINITE, "prices", 1);
    refused(() -> new Closes(new double[][] {{1}, {0}}), OUT_OF_RANGE, "prices", 1);
    refused(() -> new Closes(new double[][] {{1e-300}, {1e300}}), OUT_OF_RANGE, "prices", 1);
    Closes closes = new Closes(PRICES);
    Backtest backtest = new Backtest(closes, Costs.NONE, WIDE);
    refused(
        () -> backtest.run((row, into) -> into[0] = row == 2 ? Double.NaN : 0),
        NOT_FINITE,
        "weights",
        2);
    refused(() -> new Costs(-0.1, 0, 0, 0, 252), OUT_OF_RANGE, "commission");
    refused(() -> new Limits(0.1, 1, 1), OUT_OF_RANGE, "least");
    refused(() -> new Limits(0, 1, 0), OUT_OF_RANGE, "gross");
    refused(() -> new Rule(Rule.Kind.CROSSOVER, 5, 5), OUT_OF_RANGE, "shorter");
    refused(() -> new Account(0, 0, 0), OUT_OF_RANGE, "cash");
    refused(
        () ->
            WalkForwardBacktest.run(
                closes, Costs.NONE, WIDE, List.of((row, into) -> {}), new WalkForward(2, 0)),
        OUT_OF_RANGE,
        "folds");
    refused(
        () -> oneBarADay(new double[][] {{10, 10, 10, 10, 1}, {10, 9, 8, 9, 1}}),
        OUT_OF_RANGE,
        "open",
        1);
    refused(
        () -> oneBarADay(new double[][] {{10, 10, 10, 10, 1}, {9, 9, 8, 9, -1}}),
        OUT_OF_RANGE,
        "volume",
        1);
  }
}
