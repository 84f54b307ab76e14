package io.planwright.quant.portfolio;

import java.util.ArrayList;
import java.util.List;

/**
 * The weights that are allowed: within bounds and rows, and not too far from what is held.
 *
 * @param low may be −∞
 * @param high may be ∞
 * @param rows the budget is the first
 * @param current weights held now
 * @param cost of moving a weight by 1
 * @param turnover most that {@code Σ|wᵢ − currentᵢ|} may be; may be ∞
 */
record Feasible(
    double[] low, double[] high, List<Row> rows, double[] current, double[] cost, double turnover) {

  int assets() {
    return low.length;
  }

  Feasible and(Row row) {
    List<Row> more = new ArrayList<>(rows);
    more.add(row);
    return new Feasible(low, high, more, current, cost, turnover);
  }

  boolean hasKinks() {
    if (turnover < Double.POSITIVE_INFINITY) {
      return true;
    }
    for (double c : cost) {
      if (c > 0) {
        return true;
      }
    }
    return false;
  }

  double turnoverOf(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += Math.abs(weights[i] - current[i]);
    }
    return sum;
  }

  double costOf(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += cost[i] * Math.abs(weights[i] - current[i]);
    }
    return sum;
  }

  /** By how much the weights break a demand, at most. */
  double violation(double[] weights) {
    double worst = Math.max(0, turnoverOf(weights) - turnover);
    for (int i = 0; i < weights.length; i++) {
      worst = Math.max(worst, Math.max(low[i] - weights[i], weights[i] - high[i]));
    }
    for (Row row : rows) {
      double sum = row.of(weights);
      worst = Math.max(worst, Math.max(row.low() - sum, sum - row.high()));
    }
    return worst;
  }
}
