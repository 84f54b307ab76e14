package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;

import io.planwright.quant.InvalidData;
import java.util.Optional;

/**
 * Minimises {@code ½wᵀQw − gᵀw + s·Σ costᵢ|wᵢ − currentᵢ|} over what is feasible.
 *
 * <p>Pivoting finds the answer exactly in a few factorisations of the free assets' matrix, and
 * knows when it does not. Then an interior-point method, which needs no guess, gives it the active
 * set to start from; what no point fulfils is named by a linear program.
 *
 * @param quadratic Q, symmetric without negative curvature, of the order of 1
 * @param gain g
 * @param costScale s
 */
record QuadraticProgram(double[][] quadratic, double[] gain, double costScale, Feasible feasible) {
  private static final double ALLOWED = 1e-8;

  ActiveSet solve(Optional<ActiveSet> start) {
    if (start.isPresent()) {
      Optional<ActiveSet> warm = Pivoting.solve(this, start.get());
      if (warm.isPresent()) {
        return warm.get();
      }
    }
    return (limited() ? TurnoverPrice.solve(this) : fromFree()).orElseGet(this::fromInside);
  }

  private boolean limited() {
    return feasible.turnover() < Double.POSITIVE_INFINITY;
  }

  Optional<ActiveSet> fromFree() {
    return Pivoting.solve(this, ActiveSet.allFree(feasible)).or(this::fromSteeper);
  }

  /** Without limit, at a price on all trading. */
  QuadraticProgram priced(double price) {
    double[] cost = feasible.cost().clone();
    for (int i = 0; i < cost.length; i++) {
      cost[i] = costScale * cost[i] + price;
    }
    return new QuadraticProgram(
        quadratic,
        gain,
        1,
        new Feasible(
            feasible.low(),
            feasible.high(),
            feasible.rows(),
            feasible.current(),
            cost,
            Double.POSITIVE_INFINITY));
  }

  /** Where Q has no inverse: first the answer of a Q that has one. */
  private Optional<ActiveSet> fromSteeper() {
    Optional<ActiveSet> start = Optional.of(ActiveSet.allFree(feasible));
    for (double ridge : new double[] {0.3, 0.03, 0}) {
      if (start.isPresent()) {
        start = Pivoting.solve(with(ridge), start.get());
      }
    }
    return start;
  }

  private QuadraticProgram with(double ridge) {
    if (ridge == 0) {
      return this;
    }
    double[][] steeper = quadratic.clone();
    for (int i = 0; i < steeper.length; i++) {
      steeper[i] = quadratic[i].clone();
      steeper[i][i] += ridge;
    }
    return new QuadraticProgram(steeper, gain, costScale, feasible);
  }

  private ActiveSet fromInside() {
    Infeasibility.refuse(feasible);
    double[] weights = InteriorPoint.solve(this);
    Optional<ActiveSet> exact = Pivoting.solve(this, ActiveSet.near(weights, feasible));
    if (exact.isPresent()) {
      return exact.get();
    }
    if (!(feasible.violation(weights) <= ALLOWED)) {
      throw InvalidData.of(
          NO_CONVERGENCE, "covariance", "weights that settle", "a violation of a constraint");
    }
    return ActiveSet.near(weights, feasible);
  }

  /** {@code Qw}. */
  double[] slope(double[] weights) {
    return Products.times(quadratic, weights);
  }
}
