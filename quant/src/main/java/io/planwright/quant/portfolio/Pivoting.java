package io.planwright.quant.portfolio;

import io.planwright.quant.covariance.Cholesky;
import io.planwright.quant.portfolio.ActiveSet.At;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Block principal pivoting (Portugal, Judice and Vicente 1994,
 * doi:10.1090/S0025-5718-1994-1250776-4), also known as the primal-dual active set method.
 *
 * <p>With a guess of what is active, the free weights and the multipliers are a linear system. All
 * weights that come out beyond a bound are put onto it, all bounds whose multiplier pulls the wrong
 * way are let go, and so on until nothing is wrong: then the optimality conditions hold. While the
 * number of wrong ones falls, all are exchanged at once; where it does not fall for a while, only
 * the last one is. A cost of trading or a limit of turnover makes one more place for a weight to
 * rest, where it is held now: there its multiplier lies within plus and minus the cost.
 */
final class Pivoting {
  private static final int MOST_PIVOTS = 200;
  private static final int PATIENCE = 8;
  private static final double SMALLEST_PIVOT = 1e-12;
  private static final double BEYOND = 1e-12;

  private final QuadraticProgram program;
  private final Feasible feasible;
  private final int n;
  private final At[] at;
  private final int[] side;
  private final int[] rowAt;
  private final double[] weights;
  private final double[] multipliers;
  private boolean turnoverActive;
  private double turnoverPrice;

  private Pivoting(QuadraticProgram program, ActiveSet start) {
    this.program = program;
    this.feasible = program.feasible();
    this.n = feasible.assets();
    this.at = start.at().clone();
    this.side = start.side().clone();
    this.rowAt = start.rows().clone();
    this.weights = start.weights().clone();
    this.multipliers = new double[rowAt.length];
    this.turnoverActive = start.turnover();
    for (int r = 0; r < rowAt.length; r++) {
      if (feasible.rows().get(r).isEquality()) {
        rowAt[r] = -1;
      }
    }
  }

  /**
   * @return the optimum; empty where a system has no solution or the exchanges do not come to an
   *     end
   */
  static Optional<ActiveSet> solve(QuadraticProgram program, ActiveSet start) {
    Pivoting pivoting = new Pivoting(program, start);
    int fewest = Integer.MAX_VALUE;
    int patience = PATIENCE;
    for (int pivot = 0; pivot < MOST_PIVOTS; pivot++) {
      if (!pivoting.solveFree()) {
        return Optional.empty();
      }
      List<Runnable> wrong = pivoting.wrong();
      if (wrong.isEmpty()) {
        return pivoting.result();
      }
      if (wrong.size() < fewest) {
        fewest = wrong.size();
        patience = PATIENCE;
      } else {
        patience--;
      }
      if (patience > 0) {
        wrong.forEach(Runnable::run);
      } else {
        wrong.getLast().run();
      }
    }
    return Optional.empty();
  }

  private Optional<ActiveSet> result() {
    return feasible.violation(weights) <= 1e-9
        ? Optional.of(new ActiveSet(weights, at, side, rowAt, turnoverActive))
        : Optional.empty();
  }

  private double price(int asset) {
    return program.costScale() * feasible.cost()[asset] + turnoverPrice;
  }

  // ½xᵀQx − gᵀx over the free weights x, with the active rows as equalities.
  private boolean solveFree() {
    int[] free = free();
    putFixed();
    double[] slopeOfFixed = program.slope(fixedOnly());
    double[][] q = new double[free.length][free.length];
    double[] right = new double[free.length];
    for (int a = 0; a < free.length; a++) {
      int i = free[a];
      double[] row = program.quadratic()[i];
      for (int b = a; b < free.length; b++) {
        q[a][b] = row[free[b]];
      }
      right[a] =
          program.gain()[i] - slopeOfFixed[i] - side[i] * program.costScale() * feasible.cost()[i];
    }
    Optional<Cholesky> factored = Cholesky.of(q, SMALLEST_PIVOT);
    if (factored.isEmpty()) {
      return false;
    }
    return withRows(free, factored.get(), factored.get().solve(right));
  }

  private boolean withRows(int[] free, Cholesky factor, double[] unpulled) {
    List<double[]> rows = new ArrayList<>();
    List<Double> demanded = new ArrayList<>();
    for (int r = 0; r < rowAt.length; r++) {
      if (rowAt[r] != 0) {
        Row row = feasible.rows().get(r);
        rows.add(row.coefficients());
        demanded.add((rowAt[r] < 0 ? row.low() : row.high()) - row.of(fixedOnly()));
      }
    }
    if (turnoverActive) {
      addTurnover(rows, demanded);
    }
    int m = rows.size();
    double[][] ofRows = new double[m][free.length];
    double[][] pulls = new double[m][];
    double[][] schur = new double[m][m];
    double[] right = new double[m];
    for (int r = 0; r < m; r++) {
      for (int a = 0; a < free.length; a++) {
        ofRows[r][a] = rows.get(r)[free[a]];
      }
      pulls[r] = factor.solve(ofRows[r]);
      right[r] = demanded.get(r) - Products.dot(ofRows[r], unpulled);
    }
    for (int r = 0; r < m; r++) {
      for (int s = 0; s < m; s++) {
        schur[r][s] = Products.dot(ofRows[r], pulls[s]);
      }
    }
    Optional<Cholesky> factored = Cholesky.of(schur, 1e-11).or(() -> independent(schur));
    if (factored.isEmpty()) {
      return false;
    }
    double[] pull = factored.get().solve(right);
    for (int a = 0; a < free.length; a++) {
      double weight = unpulled[a];
      for (int r = 0; r < m; r++) {
        weight += pull[r] * pulls[r][a];
      }
      if (!(Math.abs(weight) < 1e12)) {
        return false;
      }
      weights[free[a]] = weight;
    }
    int next = 0;
    for (int r = 0; r < rowAt.length; r++) {
      multipliers[r] = rowAt[r] == 0 ? 0 : pull[next++];
    }
    turnoverPrice = turnoverActive ? pull[next] : 0;
    return true;
  }

  /**
   * Where two rows hold the same free weights, any split of their pull will do; if it is the wrong
   * one, a bound's multiplier says so and the bound is let go.
   */
  private static Optional<Cholesky> independent(double[][] schur) {
    double trace = 0;
    for (int r = 0; r < schur.length; r++) {
      trace += schur[r][r];
    }
    for (int r = 0; r < schur.length; r++) {
      schur[r][r] += 1e-11 * trace;
    }
    return Cholesky.of(schur, 0);
  }

  /** The limit of turnover as a row: the signed moves of the free weights, negated. */
  private void addTurnover(List<double[]> rows, List<Double> demanded) {
    double[] row = new double[n];
    double left = feasible.turnover();
    for (int i = 0; i < n; i++) {
      if (at[i] == At.FREE) {
        row[i] = -side[i];
        left += side[i] * feasible.current()[i];
      } else {
        left -= Math.abs(weights[i] - feasible.current()[i]);
      }
    }
    rows.add(row);
    demanded.add(-left);
  }

  private int[] free() {
    int[] free = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (at[i] == At.FREE) {
        free[count++] = i;
      }
    }
    return Arrays.copyOf(free, count);
  }

  private void putFixed() {
    for (int i = 0; i < n; i++) {
      switch (at[i]) {
        case LOW -> {
          weights[i] = feasible.low()[i];
          side[i] = weights[i] >= feasible.current()[i] ? 1 : -1;
        }
        case HIGH -> {
          weights[i] = feasible.high()[i];
          side[i] = weights[i] > feasible.current()[i] ? 1 : -1;
        }
        case CURRENT -> weights[i] = feasible.current()[i];
        case FREE -> {}
      }
    }
  }

  private double[] fixedOnly() {
    double[] fixed = weights.clone();
    for (int i = 0; i < n; i++) {
      if (at[i] == At.FREE) {
        fixed[i] = 0;
      }
    }
    return fixed;
  }

  /** What is wrong with the guess, each as the exchange that mends it. */
  private List<Runnable> wrong() {
    double[] slope = slopeWithRows();
    double pulling = 1e-11;
    for (int i = 0; i < n; i++) {
      pulling = Math.max(pulling, 1e-12 * Math.abs(program.gain()[i]));
    }
    List<Runnable> wrong = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      switch (at[i]) {
        case FREE -> wrongFree(i, wrong);
        case LOW -> {
          if (slope[i] + side[i] * price(i) < -pulling && feasible.low()[i] < feasible.high()[i]) {
            release(i, side[i], wrong);
          }
        }
        case HIGH -> {
          if (slope[i] + side[i] * price(i) > pulling) {
            release(i, side[i], wrong);
          }
        }
        case CURRENT -> {
          if (slope[i] < -price(i) - pulling) {
            release(i, 1, wrong);
          } else if (slope[i] > price(i) + pulling) {
            release(i, -1, wrong);
          }
        }
      }
    }
    wrongRows(pulling, wrong);
    return wrong;
  }

  private double[] slopeWithRows() {
    double[] slope = program.slope(weights);
    for (int i = 0; i < n; i++) {
      slope[i] -= program.gain()[i];
    }
    for (int r = 0; r < rowAt.length; r++) {
      double pull = multipliers[r];
      if (pull != 0) {
        double[] row = feasible.rows().get(r).coefficients();
        for (int i = 0; i < n; i++) {
          slope[i] -= pull * row[i];
        }
      }
    }
    return slope;
  }

  private void wrongFree(int i, List<Runnable> wrong) {
    double weight = weights[i];
    double current = feasible.current()[i];
    boolean crossed = side[i] * (weight - current) < -BEYOND;
    boolean rests = current > feasible.low()[i] && current < feasible.high()[i];
    if (crossed && rests && (turnoverActive || price(i) > 0)) {
      wrong.add(() -> at[i] = At.CURRENT);
    } else if (weight < feasible.low()[i] - BEYOND) {
      wrong.add(() -> at[i] = At.LOW);
    } else if (weight > feasible.high()[i] + BEYOND) {
      wrong.add(() -> at[i] = At.HIGH);
    } else if (crossed) {
      side[i] = -side[i];
    }
  }

  private void release(int i, int towards, List<Runnable> wrong) {
    wrong.add(
        () -> {
          at[i] = At.FREE;
          side[i] = towards;
        });
  }

  private void wrongRows(double pulling, List<Runnable> wrong) {
    for (int r = 0; r < rowAt.length; r++) {
      int number = r;
      Row row = feasible.rows().get(r);
      if (row.isEquality()) {
        continue;
      }
      if (rowAt[r] == 0) {
        double sum = row.of(weights);
        if (sum < row.low() - BEYOND) {
          wrong.add(() -> rowAt[number] = -1);
        } else if (sum > row.high() + BEYOND) {
          wrong.add(() -> rowAt[number] = 1);
        }
      } else if (rowAt[r] * multipliers[r] > pulling) {
        wrong.add(() -> rowAt[number] = 0);
      }
    }
    if (!turnoverActive && feasible.turnoverOf(weights) > feasible.turnover() + BEYOND) {
      wrong.add(() -> turnoverActive = true);
    } else if (turnoverActive && turnoverPrice < -pulling) {
      wrong.add(() -> turnoverActive = false);
    }
  }
}
