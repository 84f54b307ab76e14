package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The portfolio of least expected shortfall (CVaR) over the periods seen, each as likely as the
 * others: the linear program of Rockafellar and Uryasev 2000, doi:10.21314/JOR.2000.038.
 *
 * <p>Most periods are not in the tail of the best portfolio. The program is solved with those that
 * are in the tail of an even portfolio, then with those too that lie beyond the value at risk of
 * the answer, until there are none.
 *
 * @param weights add up to 1
 * @param shortfall mean loss of the {@code (1 − level)·T} worst periods, a period in part where
 *     that is no whole number; a fraction per period, below 0 for a gain
 * @param valueAtRisk the least loss that is in that tail, even in part
 * @param mean return per period
 */
public record LeastShortfall(double[] weights, double shortfall, double valueAtRisk, double mean) {
  /** Most returns, periods times assets. */
  public static final int MOST_RETURNS = 5_000_000;

  private static final int MOST_ROUNDS = 200;

  /**
   * @param returns a row for each period, a column for each asset; fractions
   * @param level of the tail, 0 to 1, as 0.95
   * @param target least mean return of the portfolio per period; none where absent
   * @throws InvalidData INFEASIBLE with the constraint that can't be met; {@code low} where short
   *     sales without bound make any shortfall possible
   */
  public static LeastShortfall of(
      double[][] returns, double level, Optional<Double> target, Constraints constraints) {
    Require.finite("returns", returns, 1);
    Require.between("level", level, 0, 1);
    int n = returns[0].length;
    if ((long) returns.length * n > MOST_RETURNS) {
      throw InvalidData.of(
          LENGTH_DIFFERS,
          "returns",
          "at most " + MOST_RETURNS + " numbers",
          returns.length + " rows");
    }
    if (constraints.costs()) {
      throw InvalidData.of(
          OUT_OF_RANGE, "cost", "no cost, since nothing weighs it against shortfall", "a cost");
    }
    double[] means = new double[n];
    double largest = Double.MIN_NORMAL;
    for (int t = 0; t < returns.length; t++) {
      for (int j = 0; j < n; j++) {
        if (Math.abs(returns[t][j]) > 1e6) {
          throw InvalidData.at(
              OUT_OF_RANGE, "returns", t, "a return within ±1e6 in column " + j, returns[t][j]);
        }
        means[j] += returns[t][j] / returns.length;
        largest = Math.max(largest, Math.abs(returns[t][j]));
      }
    }
    Feasible feasible = constraints.over(n);
    if (target.isPresent()) {
      feasible = feasible.and(atLeast(target.get(), means, largest));
    }
    double[] weights = new Search(returns, largest, 1 - level, feasible).run();
    double[] losses = losses(returns, weights);
    double mean = -Arrays.stream(losses).sum() / losses.length;
    Arrays.sort(losses);
    double tail = (1 - level) * losses.length;
    return new LeastShortfall(
        weights, shortfall(losses, tail), losses[losses.length - inTail(tail)], mean);
  }

  private static Row atLeast(double target, double[] means, double scale) {
    if (!Double.isFinite(target)) {
      throw InvalidData.of(OUT_OF_RANGE, "target", "a finite number", target);
    }
    double[] scaled = means.clone();
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] /= scale;
    }
    return new Row(
        "target",
        -1,
        "a mean of at least " + target,
        scaled,
        target / scale,
        Double.POSITIVE_INFINITY);
  }

  private static int inTail(double tail) {
    // 0.05 · 60 is a little more than 3.
    return Math.max(1, (int) Math.ceil(tail * (1 - 1e-12)));
  }

  private static double shortfall(double[] rising, double tail) {
    double sum = 0;
    double left = tail;
    for (int i = rising.length - 1; i >= 0 && left > 0; i--) {
      double share = Math.min(1, left);
      sum += share * rising[i];
      left -= share;
    }
    return sum / tail;
  }

  private static double[] losses(double[][] returns, double[] weights) {
    double[] losses = new double[returns.length];
    for (int t = 0; t < losses.length; t++) {
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        sum -= returns[t][j] * weights[j];
      }
      losses[t] = sum;
    }
    return losses;
  }

  private static final class Search {
    private final double[][] returns;
    private final double scale;
    private final double share;
    private final Feasible feasible;
    private final boolean[] chosen;

    private Search(double[][] returns, double scale, double share, Feasible feasible) {
      this.returns = returns;
      this.scale = scale;
      this.share = share;
      this.feasible = feasible;
      this.chosen = new boolean[returns.length];
    }

    private double[] run() {
      double[] even = new double[feasible.assets()];
      Arrays.fill(even, 1.0 / even.length);
      double[] losses = losses(returns, even);
      double[] sorted = losses.clone();
      Arrays.sort(sorted);
      int first = Math.min(sorted.length, 2 * inTail(share * sorted.length) + even.length);
      choose(losses, sorted[sorted.length - first], Double.NEGATIVE_INFINITY);
      for (int round = 0; round < MOST_ROUNDS; round++) {
        Optional<double[]> answer = solve();
        if (answer.isEmpty()) {
          refuseIfAllChosen();
          Arrays.fill(chosen, true);
          continue;
        }
        double[] weights = Arrays.copyOf(answer.get(), even.length);
        double threshold = answer.get()[even.length] * scale;
        if (!choose(losses(returns, weights), threshold, 1e-10 * scale)) {
          return weights;
        }
      }
      throw InvalidData.of(
          NO_CONVERGENCE, "returns", "a tail that settles", MOST_ROUNDS + " rounds");
    }

    private void refuseIfAllChosen() {
      for (boolean one : chosen) {
        if (!one) {
          return;
        }
      }
      Infeasibility.refuse(feasible);
      throw InvalidData.of(
          OUT_OF_RANGE, "low", "bounds, since without them no portfolio is the best", "none");
    }

    /** Chooses the periods of a greater loss; false where there is no new one. */
    private boolean choose(double[] losses, double threshold, double beyond) {
      boolean more = false;
      for (int t = 0; t < losses.length; t++) {
        if (!chosen[t] && losses[t] >= threshold + Math.max(beyond, 0)) {
          chosen[t] = true;
          more = true;
        }
      }
      return more;
    }

    /** The weights and then the value at risk, in the scale of the largest return. */
    private Optional<double[]> solve() {
      int n = feasible.assets();
      LinearModel linear = new LinearModel(feasible);
      feasible.rows().forEach(linear::add);
      if (feasible.turnover() < Double.POSITIVE_INFINITY) {
        linear.addTurnover(feasible);
      }
      Variable threshold = linear.model().newVariable("value at risk").weight(1);
      double price = 1 / (share * returns.length);
      for (int t = 0; t < returns.length; t++) {
        if (chosen[t]) {
          Variable beyond = linear.model().newVariable("beyond " + t).lower(0).weight(price);
          double[] scaled = returns[t].clone();
          for (int j = 0; j < n; j++) {
            scaled[j] /= scale;
          }
          Expression period = linear.sum("period " + t, scaled);
          period.set(beyond, 1).set(threshold, 1).lower(0);
        }
      }
      Optimisation.Result result = linear.model().minimise();
      if (!result.getState().isOptimal()) {
        return Optional.empty();
      }
      double[] answer = Arrays.copyOf(linear.values(), n + 1);
      answer[n] = threshold.getValue().doubleValue();
      return Optional.of(answer);
    }
  }
}
