package io.planwright.quant.backtest;

import io.planwright.quant.Require;
import io.planwright.quant.performance.Performance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The event-driven backtest: a strategy is asked at the close of each bar, and its orders are
 * filled in the next one, those that make a position smaller first. An order that would lead beyond
 * a limit, or beyond its share of the volume, is cut. A limit order pays no slippage.
 *
 * @param wealth at the close of each bar, in the quote currency
 * @param returns from bar to bar after costs, as fractions
 * @param performance of the returns
 * @param fills the first of them, at most {@link #MOST_FILLS}
 * @param fillCount all of them
 * @param cutOrders orders of which less was filled than asked, but for rounding to lots
 * @param commission paid, in the quote currency
 * @param slippage paid, in the quote currency
 * @param borrow paid, in the quote currency
 * @param financing paid, in the quote currency
 * @param ruinedRow the bar in which all was lost; nothing is traded after it
 */
public record EventBacktest(
    double[] wealth,
    double[] returns,
    Performance performance,
    List<Fill> fills,
    long fillCount,
    long cutOrders,
    double commission,
    double slippage,
    double borrow,
    double financing,
    Optional<Integer> ruinedRow) {

  /** Most fills that are kept. */
  public static final int MOST_FILLS = 1_000_000;

  /**
   * What was traded.
   *
   * @param row of the bar
   * @param quantity units bought, below 0 for sold
   * @param price after slippage, in the quote currency
   * @param commission in the quote currency
   */
  public record Fill(
      int row, int instrument, Desk.Kind kind, double quantity, double price, double commission) {}

  /**
   * @param limits of a position's value as a fraction of the wealth at the last close
   * @throws io.planwright.quant.InvalidData where there are fewer than three bars, or the strategy
   *     asks for what is not a number
   */
  public static EventBacktest run(
      Bars bars, Strategy strategy, Account account, Costs costs, Limits limits) {
    Require.atLeast("close", bars.rows(), 3);
    Run run = new Run(bars, account, costs, limits);
    for (int t = 0; t < bars.rows() - 1 && run.ruinedRow < 0; t++) {
      run.desk.open(t, run.cash, run.wealth[t]);
      strategy.onClose(run.desk);
      run.trade(t + 1);
    }
    return run.result();
  }

  /** Each strategy with an account of its own, in the order given. */
  public static List<EventBacktest> run(
      Bars bars, List<Strategy> strategies, Account account, Costs costs, Limits limits) {
    return strategies.stream().map(s -> run(bars, s, account, costs, limits)).toList();
  }

  private static final class Run {
    private final Bars bars;
    private final Account account;
    private final Costs costs;
    private final Limits limits;
    private final Desk desk;
    private final double[] positions;
    private final double[] wealth;
    private final double[] returns;
    private final List<Fill> fills = new ArrayList<>();
    private double cash;
    private long fillCount;
    private long cutOrders;
    private double commissionSum;
    private double slippageSum;
    private double borrowSum;
    private double financingSum;
    private int ruinedRow = -1;

    private Run(Bars bars, Account account, Costs costs, Limits limits) {
      this.bars = bars;
      this.account = account;
      this.costs = costs;
      this.limits = limits;
      this.positions = new double[bars.instruments()];
      this.desk = new Desk(bars, positions);
      this.wealth = new double[bars.rows()];
      this.returns = new double[bars.rows() - 1];
      this.cash = account.cash();
      wealth[0] = cash;
    }

    private void trade(int row) {
      double gross = gross(row);
      List<Desk.Order> larger = new ArrayList<>();
      for (Desk.Order order : desk.orders()) {
        if (reduces(order)) {
          gross += fill(row, order, gross, false);
        } else {
          larger.add(order);
        }
      }
      for (Desk.Order order : larger) {
        gross += fill(row, order, gross, true);
      }
      hold(row);
    }

    private boolean reduces(Desk.Order order) {
      double position = positions[order.instrument()];
      return position * order.quantity() < 0 && Math.abs(order.quantity()) <= Math.abs(position);
    }

    private double gross(int row) {
      double gross = 0;
      for (int i = 0; i < positions.length; i++) {
        gross += Math.abs(positions[i]) * bars.open(row, i);
      }
      return gross;
    }

    /**
     * @return how the sum of the positions' sizes changes
     */
    private double fill(int row, Desk.Order order, double gross, boolean limited) {
      int i = order.instrument();
      double reached = reached(row, order);
      if (order.quantity() == 0 || Double.isNaN(reached)) {
        return 0;
      }
      double held = positions[i];
      double quantity = order.quantity();
      if (account.volumeShare() > 0) {
        double most = account.volumeShare() * bars.volume(row, i);
        quantity = Math.clamp(quantity, -most, most);
      }
      if (limited) {
        quantity = withinLimits(quantity, held, reached, wealth[row - 1], gross);
      }
      if (Math.abs(quantity) < Math.abs(order.quantity()) * (1 - 1e-12)) {
        cutOrders++;
      }
      if (account.lot() > 0) {
        // A whole number of lots that rounding made a little less is still one.
        double lots = Math.floor(Math.abs(quantity) / account.lot() * (1 + 1e-12));
        quantity = Math.copySign(lots * account.lot(), quantity);
      }
      if (quantity == 0) {
        return 0;
      }
      double slip = order.kind() == Desk.Kind.LIMIT ? 0 : Math.copySign(costs.slippage(), quantity);
      double price = reached * (1 + slip);
      double commission = Math.abs(quantity) * price * costs.commission();
      cash -= quantity * price + commission;
      positions[i] = held + quantity;
      commissionSum += commission;
      slippageSum += Math.abs(quantity) * Math.abs(price - reached);
      fillCount++;
      if (fills.size() < MOST_FILLS) {
        fills.add(new Fill(row, i, order.kind(), quantity, price, commission));
      }
      return (Math.abs(positions[i]) - Math.abs(held)) * bars.open(row, i);
    }

    /** The price before slippage; NaN where the bar does not reach the order's. */
    private double reached(int row, Desk.Order order) {
      int i = order.instrument();
      double open = bars.open(row, i);
      boolean buys = order.quantity() > 0;
      return switch (order.kind()) {
        case MARKET -> open;
        case LIMIT ->
            buys
                ? bars.low(row, i) <= order.price() ? Math.min(open, order.price()) : Double.NaN
                : bars.high(row, i) >= order.price() ? Math.max(open, order.price()) : Double.NaN;
        case STOP ->
            buys
                ? bars.high(row, i) >= order.price() ? Math.max(open, order.price()) : Double.NaN
                : bars.low(row, i) <= order.price() ? Math.min(open, order.price()) : Double.NaN;
      };
    }

    private double withinLimits(
        double quantity, double held, double price, double wealth, double gross) {
      double least = limits.least() * wealth / price;
      double most = limits.most() * wealth / price;
      double wanted = Math.clamp(held + quantity, Math.min(held, least), Math.max(held, most));
      // What the others leave of the gross limit, but never less than is held already.
      double room =
          Math.max(Math.abs(held), (limits.gross() * wealth - gross) / price + Math.abs(held));
      return Math.clamp(wanted, -room, room) - held;
    }

    private void hold(int row) {
      double sold = 0;
      double value = cash;
      for (int i = 0; i < positions.length; i++) {
        sold += Math.max(0, -positions[i]) * bars.open(row, i);
        value += positions[i] * bars.close(row, i);
      }
      double borrow = sold * costs.borrow() / costs.periodsPerYear();
      double financing = Math.max(0, -cash) * costs.financing() / costs.periodsPerYear();
      cash -= borrow + financing;
      borrowSum += borrow;
      financingSum += financing;
      wealth[row] = Math.max(0, value - borrow - financing);
      returns[row - 1] = wealth[row] / wealth[row - 1] - 1;
      if (wealth[row] == 0) {
        ruinedRow = row;
      }
    }

    private EventBacktest result() {
      return new EventBacktest(
          wealth,
          returns,
          Performance.of(returns, costs.periodsPerYear()),
          fills,
          fillCount,
          cutOrders,
          commissionSum,
          slippageSum,
          borrowSum,
          financingSum,
          ruinedRow < 0 ? Optional.empty() : Optional.of(ruinedRow));
    }
  }
}
