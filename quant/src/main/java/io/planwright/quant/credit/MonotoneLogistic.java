package io.planwright.quant.credit;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Logistic regression whose coefficients have the promised signs: it minimises {@code Σ ln(1 +
 * exp(−s z)) + ridge/2 Σ β²}, s = ±1 for default or not, {@code z = intercept + β·x}, under β ≥ 0
 * or β ≤ 0. The intercept is not penalised, so that without signs it is {@code
 * sklearn.linear_model.LogisticRegression(C=1/ridge)}. Newton's method, in which a coefficient that
 * would leave its side is held at 0 (projected Newton, Bertsekas 1982, doi:10.1137/0320018).
 *
 * @param intercept of the log odds of default
 * @param coefficients in the order of the features
 * @param directions in the order of the features
 * @param logLikelihood of the data, without the penalty
 */
public record MonotoneLogistic(
    double intercept, List<Double> coefficients, List<Direction> directions, double logLikelihood)
    implements CreditModel {

  private static final int MOST_STEPS = 200;
  private static final double GRADIENT = 1e-9;

  public MonotoneLogistic {
    coefficients = List.copyOf(coefficients);
    directions = List.copyOf(directions);
  }

  /**
   * @param features by row
   * @param defaults 1 for default, 0 for none, by row
   * @param ridge penalty, above 0
   * @throws InvalidData where a number is not finite, an outcome is not 0 or 1, all outcomes are
   *     the same, the directions are not as many as the features, or Newton's method does not
   *     settle
   */
  public static MonotoneLogistic fit(
      double[][] features, int[] defaults, List<Direction> directions, double ridge) {
    Require.finite("features", features, 2);
    for (int i = 0; i < features.length; i++) {
      for (double value : features[i]) {
        if (Math.abs(value) > Require.MOST_MAGNITUDE) {
          throw InvalidData.at(
              OUT_OF_RANGE,
              "features",
              i,
              "a magnitude of at most " + Require.MOST_MAGNITUDE,
              value);
        }
      }
    }
    Require.sameLength("defaults", defaults.length, "features", features.length);
    Require.sameLength("directions", directions.size(), "columns of features", features[0].length);
    Require.between("ridge", ridge, 0, 1e12);
    outcomes(defaults);
    Fit fit = new Fit(features, defaults, directions, ridge);
    double[] beta = fit.solve();
    return new MonotoneLogistic(
        beta[0],
        Arrays.stream(beta, 1, beta.length).boxed().toList(),
        directions,
        fit.logLikelihood(beta));
  }

  private static void outcomes(int[] defaults) {
    int ones = 0;
    for (int i = 0; i < defaults.length; i++) {
      if (defaults[i] != 0 && defaults[i] != 1) {
        throw InvalidData.at(OUT_OF_RANGE, "defaults", i, "0 or 1", defaults[i]);
      }
      ones += defaults[i];
    }
    if (ones == 0 || ones == defaults.length) {
      throw InvalidData.of(CONSTANT, "defaults", "both 0 and 1", ones == 0 ? "all 0" : "all 1");
    }
  }

  @Override
  public double probabilityOfDefault(double[] features) {
    Require.finite("features", features, 1);
    Require.sameLength("features", features.length, "coefficients", coefficients.size());
    double z = intercept;
    for (int j = 0; j < features.length; j++) {
      z += coefficients.get(j) * features[j];
    }
    return 1 / (1 + StrictMath.exp(-z));
  }

  /** The intercept is coefficient 0, of a feature that is always 1. */
  private record Fit(
      double[][] features, int[] defaults, List<Direction> directions, double ridge) {

    double[] solve() {
      double[] beta = new double[directions.size() + 1];
      double loss = loss(beta);
      for (int step = 0; step < MOST_STEPS; step++) {
        double[] gradient = gradient(beta);
        boolean[] held = held(beta, gradient);
        if (settled(gradient, held)) {
          return beta;
        }
        double[] move = newton(beta, gradient, held);
        double length = 1;
        double[] next = moved(beta, move, length);
        double nextLoss = loss(next);
        while (nextLoss > loss && length > 1e-12) {
          length /= 2;
          next = moved(beta, move, length);
          nextLoss = loss(next);
        }
        if (nextLoss >= loss) {
          return beta;
        }
        beta = next;
        loss = nextLoss;
      }
      throw InvalidData.of(
          NO_CONVERGENCE, "features", "an optimum within " + MOST_STEPS + " steps", "none");
    }

    private boolean settled(double[] gradient, boolean[] held) {
      for (int j = 0; j < gradient.length; j++) {
        if (!held[j] && Math.abs(gradient[j]) > GRADIENT * features.length) {
          return false;
        }
      }
      return true;
    }

    private boolean[] held(double[] beta, double[] gradient) {
      boolean[] held = new boolean[beta.length];
      for (int j = 1; j < beta.length; j++) {
        held[j] =
            beta[j] == 0
                && switch (directions.get(j - 1)) {
                  case RAISES -> gradient[j] > 0;
                  case LOWERS -> gradient[j] < 0;
                  case ANY -> false;
                };
      }
      return held;
    }

    private double[] moved(double[] beta, double[] move, double length) {
      double[] next = new double[beta.length];
      next[0] = beta[0] - length * move[0];
      for (int j = 1; j < beta.length; j++) {
        double value = beta[j] - length * move[j];
        next[j] =
            switch (directions.get(j - 1)) {
              case RAISES -> Math.max(0, value);
              case LOWERS -> Math.min(0, value);
              case ANY -> value;
            };
      }
      return next;
    }

    private double[] newton(double[] beta, double[] gradient, boolean[] held) {
      int size = beta.length;
      double[][] hessian = new double[size][size];
      double[] right = new double[size];
      for (int i = 0; i < features.length; i++) {
        double p = probability(beta, features[i]);
        double weight = p * (1 - p);
        for (int j = 0; j < size; j++) {
          double row = weight * at(features[i], j);
          for (int k = 0; k <= j; k++) {
            hessian[j][k] += row * at(features[i], k);
          }
        }
      }
      for (int j = 0; j < size; j++) {
        right[j] = held[j] ? 0 : gradient[j];
        hessian[j][j] += j == 0 ? 1e-12 : ridge;
        for (int k = 0; k <= j; k++) {
          if (k < j && (held[j] || held[k])) {
            hessian[j][k] = 0;
          }
          hessian[k][j] = hessian[j][k];
        }
      }
      try {
        return new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false), 1e-9, 0)
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
      } catch (MathRuntimeException e) {
        return right;
      }
    }

    private double[] gradient(double[] beta) {
      double[] gradient = new double[beta.length];
      for (int i = 0; i < features.length; i++) {
        double error = probability(beta, features[i]) - defaults[i];
        for (int j = 0; j < beta.length; j++) {
          gradient[j] += error * at(features[i], j);
        }
      }
      for (int j = 1; j < beta.length; j++) {
        gradient[j] += ridge * beta[j];
      }
      return gradient;
    }

    private double loss(double[] beta) {
      double loss = -logLikelihood(beta);
      for (int j = 1; j < beta.length; j++) {
        loss += ridge / 2 * beta[j] * beta[j];
      }
      return loss;
    }

    double logLikelihood(double[] beta) {
      double sum = 0;
      for (int i = 0; i < features.length; i++) {
        double z = score(beta, features[i]) * (defaults[i] == 1 ? -1 : 1);
        sum -=
            z > 0 ? z + StrictMath.log1p(StrictMath.exp(-z)) : StrictMath.log1p(StrictMath.exp(z));
      }
      return sum;
    }

    private static double probability(double[] beta, double[] row) {
      return 1 / (1 + StrictMath.exp(-score(beta, row)));
    }

    private static double score(double[] beta, double[] row) {
      double z = beta[0];
      for (int j = 0; j < row.length; j++) {
        z += beta[j + 1] * row[j];
      }
      return z;
    }

    private static double at(double[] row, int j) {
      return j == 0 ? 1 : row[j - 1];
    }
  }
}
