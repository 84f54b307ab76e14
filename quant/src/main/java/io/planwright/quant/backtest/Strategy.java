package io.planwright.quant.backtest;

/** What trades in an event-driven backtest. */
@FunctionalInterface
public interface Strategy {
  /**
   * Called at the close of each bar but the last.
   *
   * @param desk tells what is known by now and takes the orders for the next bar
   */
  void onClose(Desk desk);
}
