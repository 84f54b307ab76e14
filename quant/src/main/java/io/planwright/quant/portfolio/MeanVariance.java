package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.INFEASIBLE;
import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.covariance.CovarianceMatrix;
import java.util.Optional;

/**
 * Portfolios that are best in mean and variance (Markowitz 1952, doi:10.2307/2975974). Weights are
 * exact to rounding where the covariance is definite on the assets that are held; else one of
 * several that are equally good.
 *
 * <p>A covariance may be singular. One that gives a portfolio a negative variance is refused.
 */
public final class MeanVariance {
  private static final int MOST_SEARCHES = 200;

  private final CovarianceMatrix covariance;
  private final Feasible feasible;
  private final double[][] quadratic;
  private final double scale;

  /**
   * Since the weights add up to 1, half the square of their sum less the sum is the same for all of
   * them; added, it gives curvature to an asset without risk.
   */
  private final double budget;

  private MeanVariance(CovarianceMatrix covariance, Feasible feasible) {
    boolean singular = !covariance.isDefinite();
    if (singular) {
      covariance.requireNoNegativeVariance();
    }
    this.covariance = covariance;
    this.feasible = feasible;
    this.budget = singular ? 1 : 0;
    this.quadratic = covariance.rows();
    double trace = 0;
    for (int i = 0; i < quadratic.length; i++) {
      trace += quadratic[i][i];
    }
    this.scale = trace > Double.MIN_NORMAL ? trace / quadratic.length : 1;
    for (double[] row : quadratic) {
      for (int j = 0; j < row.length; j++) {
        row[j] = row[j] / scale + budget;
      }
    }
  }

  /**
   * The least variance.
   *
   * @return with the variance as its objective
   * @throws InvalidData INFEASIBLE with the constraint that can't be met, or SINGULAR for a
   *     covariance with negative variances
   */
  public static Optimum minimumVariance(CovarianceMatrix covariance, Constraints constraints) {
    free(constraints);
    return of(covariance, constraints).leastVariance();
  }

  /**
   * The least variance at a mean return.
   *
   * @param mean return of each asset, per period
   * @param target mean return of the portfolio, met exactly
   * @return with the variance as its objective
   * @throws InvalidData as {@link #minimumVariance}; {@code target} where no portfolio has that
   *     mean
   */
  public static Optimum minimumVarianceAt(
      CovarianceMatrix covariance, double[] mean, double target, Constraints constraints) {
    free(constraints);
    checkMean(mean, covariance);
    if (!Double.isFinite(target)) {
      throw InvalidData.of(OUT_OF_RANGE, "target", "a finite number", target);
    }
    double largest = Double.MIN_NORMAL;
    for (double m : mean) {
      largest = Math.max(largest, Math.abs(m));
    }
    double[] scaled = mean.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= largest;
    }
    Row row =
        new Row("target", -1, "a mean of " + target, scaled, target / largest, target / largest);
    Feasible feasible = constraints.over(covariance.assets()).and(row);
    return new MeanVariance(covariance, feasible).leastVariance();
  }

  /**
   * The greatest {@code mean − ½·aversion·variance − cost}.
   *
   * @param mean return of each asset, per period
   * @param riskAversion 1e-9 to 1e12
   * @return with that utility as its objective
   * @throws InvalidData as {@link #minimumVariance}
   */
  public static Optimum maximumUtility(
      CovarianceMatrix covariance, double[] mean, double riskAversion, Constraints constraints) {
    checkMean(mean, covariance);
    Require.within("riskAversion", riskAversion, 1e-9, 1e12);
    MeanVariance problem = of(covariance, constraints);
    double[] weights = problem.along(mean, 1 / riskAversion, Optional.empty()).weights();
    double cost = problem.feasible.costOf(weights);
    return problem.optimum(
        weights,
        Products.dot(mean, weights) - riskAversion * covariance.variance(weights) / 2 - cost);
  }

  /**
   * The greatest {@code (mean − riskFree − cost) / deviation}: the tangency portfolio.
   *
   * @param mean return of each asset, per period
   * @param riskFree return, per period
   * @return with that ratio, per period, as its objective
   * @throws InvalidData as {@link #minimumVariance}; {@code mean} where no portfolio earns more
   *     than {@code riskFree}, or none is best
   */
  public static Optimum maximumSharpe(
      CovarianceMatrix covariance, double[] mean, double riskFree, Constraints constraints) {
    checkMean(mean, covariance);
    if (!Double.isFinite(riskFree)) {
      throw InvalidData.of(OUT_OF_RANGE, "riskFree", "a finite number", riskFree);
    }
    MeanVariance problem = of(covariance, constraints);
    double[] weights = problem.tangency(mean, riskFree);
    double deviation = Math.sqrt(covariance.variance(weights));
    return problem.optimum(weights, problem.excess(mean, riskFree, weights) / deviation);
  }

  private static MeanVariance of(CovarianceMatrix covariance, Constraints constraints) {
    return new MeanVariance(covariance, constraints.over(covariance.assets()));
  }

  private static void free(Constraints constraints) {
    if (constraints.costs()) {
      throw InvalidData.of(
          OUT_OF_RANGE,
          "cost",
          "no cost, since nothing weighs it against variance (maximum-utility does)",
          "a cost");
    }
  }

  private static void checkMean(double[] mean, CovarianceMatrix covariance) {
    Require.finite("mean", mean, 1);
    Require.sameLength("mean", mean.length, "covariance", covariance.assets());
    for (int i = 0; i < mean.length; i++) {
      if (Math.abs(mean[i]) > 1e6) {
        throw InvalidData.at(OUT_OF_RANGE, "mean", i, "a return within ±1e6", mean[i]);
      }
    }
  }

  private Optimum leastVariance() {
    double[] weights = along(new double[feasible.assets()], 0, Optional.empty()).weights();
    return optimum(weights, covariance.variance(weights));
  }

  private Optimum optimum(double[] weights, double objective) {
    return new Optimum(
        weights,
        objective,
        Math.sqrt(covariance.variance(weights)),
        feasible.turnoverOf(weights),
        feasible.costOf(weights));
  }

  /** The least {@code ½ variance − λ (mean − cost)}. */
  private ActiveSet along(double[] mean, double lambda, Optional<ActiveSet> start) {
    double[] gain = new double[mean.length];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = lambda / scale * mean[i] + budget;
    }
    return new QuadraticProgram(quadratic, gain, lambda / scale, feasible).solve(start);
  }

  private double excess(double[] mean, double riskFree, double[] weights) {
    return Products.dot(mean, weights) - riskFree - feasible.costOf(weights);
  }

  /**
   * On the frontier of λ the best ratio is where {@code variance = λ·excess}. Their difference
   * falls with λ and is linear as long as the active set stays, so that the secant through two
   * points of one piece hits it.
   */
  private double[] tangency(double[] mean, double riskFree) {
    ActiveSet least = along(mean, 0, Optional.empty());
    double variance = covariance.variance(least.weights());
    if (!(variance > 1e-14 * scale)) {
      throw InvalidData.of(
          SINGULAR, "covariance", "risk in every portfolio", "a portfolio without risk");
    }
    Point low = new Point(0, variance, least);
    double lambda = Math.sqrt(variance);
    Point high = at(mean, riskFree, lambda, least);
    while (high.over() > 0) {
      low = high;
      lambda *= 4;
      if (lambda > 1e9 * Math.sqrt(variance)) {
        throw InvalidData.of(
            INFEASIBLE,
            "mean",
            "a portfolio of least variance or of greatest mean that earns more than " + riskFree,
            excess(mean, riskFree, high.best().weights()) + " above it");
      }
      high = at(mean, riskFree, lambda, high.best());
    }
    return between(mean, riskFree, low, high);
  }

  private double[] between(double[] mean, double riskFree, Point from, Point to) {
    Point low = from;
    Point high = to;
    Point now = from;
    for (int search = 0; search < MOST_SEARCHES; search++) {
      double share = low.over() / (low.over() - high.over());
      // A secant that hugs one end is bent; every third step halves.
      double lambda =
          search % 3 == 2
              ? low.lambda() / 2 + high.lambda() / 2
              : low.lambda() + share * (high.lambda() - low.lambda());
      now = at(mean, riskFree, lambda, now.best());
      double variance = covariance.variance(now.best().weights());
      if (Math.abs(now.over()) <= 1e-13 * variance
          || high.lambda() - low.lambda() <= 1e-15 * high.lambda()) {
        return now.best().weights();
      }
      if (now.over() > 0) {
        low = now;
      } else {
        high = now;
      }
    }
    throw InvalidData.of(
        NO_CONVERGENCE, "mean", "a best ratio that settles", MOST_SEARCHES + " steps");
  }

  /**
   * @param over variance less λ times excess, of the best at λ
   */
  private record Point(double lambda, double over, ActiveSet best) {}

  private Point at(double[] mean, double riskFree, double lambda, ActiveSet start) {
    ActiveSet best = along(mean, lambda, Optional.of(start));
    double excess = excess(mean, riskFree, best.weights());
    return new Point(lambda, covariance.variance(best.weights()) - lambda * excess, best);
  }
}
