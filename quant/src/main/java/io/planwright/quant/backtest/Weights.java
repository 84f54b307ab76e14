package io.planwright.quant.backtest;

/** A strategy as the weights that it wants at the close of each row. */
@FunctionalInterface
public interface Weights {
  /**
   * @param row up to which, inclusive, prices may be looked at
   * @param into one number an instrument, to be filled: fractions of wealth, below 0 for sold
   *     short; what is left of 1 is cash. It holds zeros when it comes.
   */
  void at(int row, double[] into);

  /** From a table by row and instrument. */
  static Weights of(double[][] table) {
    return (row, into) -> System.arraycopy(table[row], 0, into, 0, into.length);
  }
}
