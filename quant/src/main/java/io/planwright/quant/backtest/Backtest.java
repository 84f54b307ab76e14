package io.planwright.quant.backtest;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Performance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The vectorised backtest: at the close of each row a strategy's weights, within the limits, are
 * traded at that close, and held to the next. Positions are fractions of the wealth before the
 * trade; its costs are paid from cash.
 */
public final class Backtest {
  private final Closes closes;
  private final Costs costs;
  private final Limits limits;

  public Backtest(Closes closes, Costs costs, Limits limits) {
    this.closes = closes;
    this.costs = costs;
    this.limits = limits;
  }

  /**
   * What a strategy did.
   *
   * @param wealth at the close of each row, 1 at the first
   * @param returns from row to row after costs, as fractions, one fewer than rows
   * @param performance of the returns
   * @param turnover traded value over twice the wealth, mean per row, as a fraction
   * @param commission sum over rows, as fractions of the wealth then
   * @param slippage sum over rows, as fractions of the wealth then
   * @param borrow sum over rows, as fractions of the wealth then
   * @param financing sum over rows, as fractions of the wealth then
   * @param limitedRows rows whose weights the limits changed
   * @param ruinedRow the row in which all was lost; nothing is traded after it
   */
  public record Result(
      double[] wealth,
      double[] returns,
      Performance performance,
      double turnover,
      double commission,
      double slippage,
      double borrow,
      double financing,
      int limitedRows,
      Optional<Integer> ruinedRow) {}

  /**
   * @throws InvalidData where a strategy wants a weight that is not finite, which its row names
   */
  public Result run(Weights strategy) {
    return run(strategy, 0, closes.rows());
  }

  /** Each strategy with a wealth of its own, in the order given. */
  public List<Result> run(List<Weights> strategies) {
    Require.atLeast("strategies", strategies.size(), 1);
    List<Result> results = new ArrayList<>();
    for (Weights strategy : strategies) {
      results.add(run(strategy));
    }
    return results;
  }

  /**
   * Over some rows only: it begins without positions at the close of the first.
   *
   * @param from inclusive
   * @param to exclusive, at least {@code from + 3}
   */
  Result run(Weights strategy, int from, int to) {
    Require.atLeast("prices", to - from, 3);
    Run run = new Run(strategy, from, to);
    for (int t = from; t < to - 1; t++) {
      run.step(t);
    }
    return run.result();
  }

  private final class Run {
    private final Weights strategy;
    private final int from;
    private final double[] wanted = new double[closes.instruments()];
    private final double[] held = new double[closes.instruments()];
    private final double[] wealth;
    private final double[] returns;
    private final double perPeriod = 1 / costs.periodsPerYear();
    private double tradedSum;
    private double borrowSum;
    private double financingSum;
    private int limitedRows;
    private int ruinedRow = -1;

    private Run(Weights strategy, int from, int to) {
      this.strategy = strategy;
      this.from = from;
      this.wealth = new double[to - from];
      this.returns = new double[to - from - 1];
      wealth[0] = 1;
    }

    private void step(int row) {
      int at = row - from;
      if (ruinedRow >= 0) {
        return;
      }
      Arrays.fill(wanted, 0);
      strategy.at(row, wanted);
      double asked = size(row);
      double size = limits.apply(wanted, asked);
      limitedRows += size != asked ? 1 : 0;
      double[] next = closes.returns(row + 1);
      double traded = 0;
      double gain = 0;
      double net = 0;
      for (int i = 0; i < wanted.length; i++) {
        double weight = wanted[i];
        traded += Math.abs(weight - held[i]);
        gain += weight * next[i];
        net += weight;
      }
      double sold = Math.max(0, (size - net) / 2);
      double borrow = sold * costs.borrow() * perPeriod;
      double financing = Math.max(0, net - 1) * costs.financing() * perPeriod;
      double change = gain - traded * (costs.commission() + costs.slippage()) - borrow - financing;
      tradedSum += traded;
      borrowSum += borrow;
      financingSum += financing;
      if (change <= -1) {
        change = -1;
        ruinedRow = row + 1;
      }
      returns[at] = change;
      wealth[at + 1] = wealth[at] * (1 + change);
      double growth = 1 / (1 + change);
      for (int i = 0; i < held.length; i++) {
        held[i] = wanted[i] * (1 + next[i]) * growth;
      }
    }

    private double size(int row) {
      double size = 0;
      for (double weight : wanted) {
        size += Math.abs(weight);
      }
      if (!Double.isFinite(size)) {
        throw InvalidData.at(
            InvalidData.Code.NOT_FINITE,
            "weights",
            row,
            "finite numbers, also their sum",
            Arrays.toString(wanted));
      }
      return size;
    }

    private Result result() {
      return new Result(
          wealth,
          returns,
          Performance.of(returns, costs.periodsPerYear()),
          tradedSum / 2 / returns.length,
          tradedSum * costs.commission(),
          tradedSum * costs.slippage(),
          borrowSum,
          financingSum,
          limitedRows,
          ruinedRow < 0 ? Optional.empty() : Optional.of(ruinedRow));
    }
  }
}
