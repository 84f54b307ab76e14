package io.planwright.quant.model;

/** What the future brought, row by row: what a model is to foretell. */
public final class ForwardReturns {
  private final int horizon;
  private final double[] returns;

  /**
   * @param horizon bars from a row to its future, 1 or more
   * @param returns simple returns over the horizon, as fractions, each above −1
   * @throws IllegalArgumentException where one is not
   */
  public ForwardReturns(int horizon, double[] returns) {
    if (horizon < 1) {
      throw new IllegalArgumentException("the horizon must be 1 bar or more, was " + horizon);
    }
    for (int row = 0; row < returns.length; row++) {
      if (!(returns[row] > -1) || Double.isInfinite(returns[row])) {
        throw new IllegalArgumentException(
            "a forward return must be a number above -1, was %s in row %d"
                .formatted(returns[row], row));
      }
    }
    this.horizon = horizon;
    this.returns = returns.clone();
  }

  /** In bars. */
  public int horizon() {
    return horizon;
  }

  public int rows() {
    return returns.length;
  }

  /** The simple return over the horizon, as a fraction. */
  public double at(int row) {
    return returns[row];
  }

  /** 1 where the price rose, else 0. */
  public int label(int row) {
    return returns[row] > 0 ? 1 : 0;
  }
}
