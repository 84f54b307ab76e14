package io.planwright.quant.portfolio;

import java.util.Arrays;

/**
 * Weights, and which demands hold them.
 *
 * @param at of each weight: free, at a bound, or at what is held now
 * @param side of each weight that is not where it is held now: 1 above, −1 below
 * @param rows of each row: 0 slack, −1 at its low, 1 at its high
 * @param turnover whether as much is traded as may be
 */
record ActiveSet(double[] weights, At[] at, int[] side, int[] rows, boolean turnover) {
  private static final double NEAR = 1e-7;

  enum At {
    FREE,
    LOW,
    HIGH,
    CURRENT
  }

  static ActiveSet allFree(Feasible feasible) {
    int n = feasible.assets();
    At[] at = new At[n];
    int[] side = new int[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      boolean fixed = feasible.low()[i] == feasible.high()[i];
      at[i] = fixed ? At.LOW : At.FREE;
      weights[i] = fixed ? feasible.low()[i] : 1.0 / n;
      side[i] = weights[i] >= feasible.current()[i] ? 1 : -1;
    }
    return new ActiveSet(weights, at, side, new int[feasible.rows().size()], false);
  }

  /** What seems to be active at weights that are only nearly optimal. */
  static ActiveSet near(double[] weights, Feasible feasible) {
    int n = weights.length;
    At[] at = new At[n];
    int[] side = new int[n];
    Arrays.fill(at, At.FREE);
    for (int i = 0; i < n; i++) {
      double current = feasible.current()[i];
      side[i] = weights[i] >= current ? 1 : -1;
      if (weights[i] - feasible.low()[i] < NEAR) {
        at[i] = At.LOW;
      } else if (feasible.high()[i] - weights[i] < NEAR) {
        at[i] = At.HIGH;
      } else if (feasible.hasKinks() && Math.abs(weights[i] - current) < NEAR) {
        at[i] = At.CURRENT;
      }
    }
    int[] rows = new int[feasible.rows().size()];
    for (int r = 0; r < rows.length; r++) {
      Row row = feasible.rows().get(r);
      double sum = row.of(weights);
      rows[r] = sum - row.low() < NEAR ? -1 : row.high() - sum < NEAR ? 1 : 0;
    }
    boolean turnover = feasible.turnoverOf(weights) > feasible.turnover() - NEAR;
    return new ActiveSet(weights, at, side, rows, turnover);
  }

  ActiveSet trading(boolean asMuchAsMayBe) {
    return new ActiveSet(weights, at, side, rows, asMuchAsMayBe);
  }
}
