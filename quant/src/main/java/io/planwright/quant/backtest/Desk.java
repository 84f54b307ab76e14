package io.planwright.quant.backtest;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * What a strategy knows at the close of a bar, and where it leaves its orders. No price after the
 * bar can be asked for. An order is for the next bar only.
 */
public final class Desk {
  /** How an order is filled in the next bar. */
  public enum Kind {
    /** At the open. */
    MARKET,
    /** At the price or a better one, if the bar reaches it. */
    LIMIT,
    /** At the price or a worse one, once the bar reaches it. */
    STOP
  }

  record Order(Kind kind, int instrument, double quantity, double price) {}

  private final Bars bars;
  private final double[] positions;
  private final List<Order> orders = new ArrayList<>();
  private int row;
  private double cash;
  private double wealth;

  Desk(Bars bars, double[] positions) {
    this.bars = bars;
    this.positions = positions;
  }

  void open(int row, double cash, double wealth) {
    this.row = row;
    this.cash = cash;
    this.wealth = wealth;
    orders.clear();
  }

  List<Order> orders() {
    return orders;
  }

  /** The bar that has just closed, from 0. */
  public int row() {
    return row;
  }

  public int instruments() {
    return bars.instruments();
  }

  /** In the quote currency, below 0 for debt. */
  public double cash() {
    return cash;
  }

  /** Cash and positions at their closes, in the quote currency. */
  public double wealth() {
    return wealth;
  }

  /** Units held, below 0 for sold short. */
  public double position(int instrument) {
    return positions[instrument];
  }

  /**
   * @param ago bars back, 0 for the one that has just closed
   * @throws InvalidData where there is no such bar
   */
  public double close(int instrument, int ago) {
    return bars.close(row(ago), instrument);
  }

  /** As {@link #close}. */
  public double open(int instrument, int ago) {
    return bars.open(row(ago), instrument);
  }

  /** As {@link #close}. */
  public double high(int instrument, int ago) {
    return bars.high(row(ago), instrument);
  }

  /** As {@link #close}. */
  public double low(int instrument, int ago) {
    return bars.low(row(ago), instrument);
  }

  /** As {@link #close}, in units. */
  public double volume(int instrument, int ago) {
    return bars.volume(row(ago), instrument);
  }

  private int row(int ago) {
    if (ago < 0 || ago > row) {
      throw InvalidData.of(OUT_OF_RANGE, "ago", "0 to " + row, ago);
    }
    return row - ago;
  }

  /**
   * A market order towards a weight.
   *
   * @param weight of the instrument, as a fraction of wealth, both at the close
   */
  public void target(int instrument, double weight) {
    requireOrder(instrument, "weight", weight);
    market(instrument, weight * wealth / close(instrument, 0) - positions[instrument]);
  }

  /**
   * @param quantity units to buy, below 0 to sell
   */
  public void market(int instrument, double quantity) {
    requireOrder(instrument, "quantity", quantity);
    orders.add(new Order(Kind.MARKET, instrument, quantity, 0));
  }

  /**
   * @param quantity units to buy, below 0 to sell
   * @param price at most when buying, at least when selling
   */
  public void limit(int instrument, double quantity, double price) {
    requireOrder(instrument, "quantity", quantity);
    Require.positive("price", price);
    orders.add(new Order(Kind.LIMIT, instrument, quantity, price));
  }

  /**
   * @param quantity units to buy, below 0 to sell
   * @param price from which up it buys, from which down it sells
   */
  public void stop(int instrument, double quantity, double price) {
    requireOrder(instrument, "quantity", quantity);
    Require.positive("price", price);
    orders.add(new Order(Kind.STOP, instrument, quantity, price));
  }

  private void requireOrder(int instrument, String argument, double value) {
    Require.within("instrument", instrument, 0, instruments() - 1.0);
    if (!Double.isFinite(value)) {
      throw InvalidData.at(InvalidData.Code.NOT_FINITE, argument, row, "a finite number", value);
    }
  }
}
