package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.NO_CONVERGENCE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.covariance.Cholesky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mehrotra's predictor-corrector method (1992, doi:10.1137/0802028) for {@code ½xᵀQx − gᵀx} within
 * bounds and rows.
 *
 * <p>A step solves {@code (Q + D) dx − Aᵀdy = ρ, A dx + E dy = σ}, where the diagonals D and E come
 * from the bounds of variables and rows. A cost or a limit of turnover doubles the variables: what
 * is bought and what is sold.
 */
final class InteriorPoint {
  private static final int MOST_STEPS = 100;
  private static final double SETTLED = 1e-10;
  private static final double STALLED = 1e-7;
  private static final double TO_THE_BOUNDARY = 0.99;
  private static final double RIDGE = 1e-11;

  private final double[][] quadratic;
  private final double[] gain;
  private final double scale;
  private final Bounded x;
  private final Bounded s;
  private final double[][] rows;
  private final double[] demanded;
  private final boolean[] equality;
  private final double[] y;

  private InteriorPoint(
      double[][] quadratic, double[] gain, double[] low, double[] high, List<Row> demands) {
    int m = demands.size();
    this.quadratic = quadratic;
    this.gain = gain;
    this.scale = scale(gain);
    this.x = new Bounded(low, high, scale);
    this.rows = new double[m][];
    this.demanded = new double[m];
    this.equality = new boolean[m];
    this.y = new double[m];
    double[] rowLow = new double[m];
    double[] rowHigh = new double[m];
    for (int r = 0; r < m; r++) {
      Row row = demands.get(r);
      rows[r] = row.coefficients();
      demanded[r] = row.low();
      equality[r] = row.isEquality();
      rowLow[r] = equality[r] ? Double.NEGATIVE_INFINITY : row.low();
      rowHigh[r] = equality[r] ? Double.POSITIVE_INFINITY : row.high();
    }
    this.s = new Bounded(rowLow, rowHigh, scale);
  }

  /**
   * @return weights that are optimal to about 1e-9
   * @throws InvalidData where the steps do not settle
   */
  static double[] solve(QuadraticProgram program) {
    return program.feasible().hasKinks() ? traded(program) : bounded(program);
  }

  private static double[] bounded(QuadraticProgram program) {
    Feasible feasible = program.feasible();
    return new InteriorPoint(
            program.quadratic(), program.gain(), feasible.low(), feasible.high(), feasible.rows())
        .run();
  }

  /** Over purchases and sales: {@code w = current + bought − sold}. */
  private static double[] traded(QuadraticProgram program) {
    Feasible feasible = program.feasible();
    int n = feasible.assets();
    double[] current = feasible.current();
    double[] slope = program.slope(current);
    double[][] quadratic = new double[2 * n][2 * n];
    double[] gain = new double[2 * n];
    double[] low = new double[2 * n];
    double[] high = new double[2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double q = program.quadratic()[i][j];
        quadratic[i][j] = q;
        quadratic[n + i][n + j] = q;
        quadratic[i][n + j] = -q;
        quadratic[n + i][j] = -q;
      }
      double cost = program.costScale() * feasible.cost()[i];
      gain[i] = program.gain()[i] - slope[i] - cost;
      gain[n + i] = slope[i] - program.gain()[i] - cost;
      low[i] = Math.max(0, feasible.low()[i] - current[i]);
      high[i] = Math.max(0, feasible.high()[i] - current[i]);
      low[n + i] = Math.max(0, current[i] - feasible.high()[i]);
      high[n + i] = Math.max(0, current[i] - feasible.low()[i]);
    }
    double[] moves = new InteriorPoint(quadratic, gain, low, high, tradedRows(feasible)).run();
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = current[i] + moves[i] - moves[n + i];
    }
    return weights;
  }

  private static List<Row> tradedRows(Feasible feasible) {
    int n = feasible.assets();
    List<Row> rows = new ArrayList<>();
    for (Row row : feasible.rows()) {
      double[] coefficients = new double[2 * n];
      for (int i = 0; i < n; i++) {
        coefficients[i] = row.coefficients()[i];
        coefficients[n + i] = -row.coefficients()[i];
      }
      double held = row.of(feasible.current());
      rows.add(
          new Row(
              row.argument(),
              row.number(),
              row.demand(),
              coefficients,
              row.low() - held,
              row.isEquality() ? row.low() - held : row.high() - held));
    }
    if (feasible.turnover() < Double.POSITIVE_INFINITY) {
      double[] ones = new double[2 * n];
      Arrays.fill(ones, 1);
      rows.add(
          new Row("turnover", -1, "turnover", ones, Double.NEGATIVE_INFINITY, feasible.turnover()));
    }
    return rows;
  }

  private double[] run() {
    for (int r = 0; r < rows.length; r++) {
      s.start(r, Products.dot(rows[r], x.at));
    }
    double best = Double.POSITIVE_INFINITY;
    double[] answer = x.at.clone();
    for (int step = 0; step < MOST_STEPS; step++) {
      double error = error();
      if (error < best) {
        best = error;
        answer = x.at.clone();
      }
      if (error < SETTLED || !advance()) {
        break;
      }
    }
    if (!(best < STALLED)) {
      throw InvalidData.of(
          NO_CONVERGENCE, "covariance", "weights that settle", "an error of " + best);
    }
    return answer;
  }

  private static double scale(double[] gain) {
    double scale = 1;
    for (double g : gain) {
      scale = Math.max(scale, Math.abs(g));
    }
    return scale;
  }

  private double error() {
    double error = gap() / scale;
    for (double residual : slopeResidual()) {
      error = Math.max(error, Math.abs(residual) / scale);
    }
    for (double residual : rowResidual()) {
      error = Math.max(error, Math.abs(residual));
    }
    return error;
  }

  private double gap() {
    int bounds = x.bounds() + s.bounds();
    return bounds == 0 ? 0 : (x.gap() + s.gap()) / bounds;
  }

  private double[] slopeResidual() {
    int n = gain.length;
    double[] residual = new double[n];
    for (int i = 0; i < n; i++) {
      residual[i] = gain[i] + x.pullUp[i] - x.pullDown[i] - Products.dot(quadratic[i], x.at);
    }
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < n; i++) {
        residual[i] += rows[r][i] * y[r];
      }
    }
    return residual;
  }

  private double[] rowResidual() {
    double[] residual = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      residual[r] = (equality[r] ? demanded[r] : s.at[r]) - Products.dot(rows[r], x.at);
    }
    return residual;
  }

  /** One step; false where the system has no solution or the step no length. */
  private boolean advance() {
    int n = gain.length;
    double[][] curved = new double[n][];
    double[] xDiagonal = x.diagonal();
    for (int i = 0; i < n; i++) {
      curved[i] = quadratic[i].clone();
      curved[i][i] += xDiagonal[i] + RIDGE;
    }
    var factored = Cholesky.of(curved, 0);
    if (factored.isEmpty()) {
      return false;
    }
    Newton newton = new Newton(factored.get());
    double gap = gap();
    x.aim(0, false);
    s.aim(0, false);
    if (!newton.solve()) {
      return false;
    }
    double length = Math.min(x.reach(), s.reach());
    double ahead = (x.gapAfter(length) + s.gapAfter(length)) / Math.max(1, x.bounds() + s.bounds());
    double centring = gap == 0 ? 0 : Math.pow(ahead / gap, 3);
    x.aim(centring * gap, true);
    s.aim(centring * gap, true);
    if (!newton.solve()) {
      return false;
    }
    length = Math.min(1, TO_THE_BOUNDARY * Math.min(x.reach(), s.reach()));
    x.move(length);
    s.move(length);
    for (int r = 0; r < y.length; r++) {
      y[r] += length * newton.dy[r];
    }
    return length > 1e-12;
  }

  /** The linear system of a step, for what the bounds aim at. */
  private final class Newton {
    private final Cholesky factor;
    private final double[][] pulled;
    private final double[][] schur;
    private double[] dy = new double[y.length];

    private Newton(Cholesky factor) {
      this.factor = factor;
      int m = rows.length;
      this.pulled = new double[m][];
      this.schur = new double[m][m];
      double[] diagonal = s.diagonal();
      for (int r = 0; r < m; r++) {
        pulled[r] = factor.solve(rows[r]);
      }
      for (int r = 0; r < m; r++) {
        for (int q = 0; q < m; q++) {
          schur[r][q] = Products.dot(rows[r], pulled[q]);
        }
        schur[r][r] *= 1 + 1e-13;
        schur[r][r] += equality[r] ? 0 : 1 / diagonal[r];
      }
    }

    private boolean solve() {
      int m = rows.length;
      double[] right = slopeResidual();
      x.addAim(right);
      double[] rowRight = rowResidual();
      double[] sDiagonal = s.diagonal();
      double[] sRight = new double[m];
      for (int r = 0; r < m; r++) {
        sRight[r] = equality[r] ? 0 : -(y[r] - s.pullUp[r] + s.pullDown[r]);
      }
      s.addAim(sRight);
      double[] unpulled = factor.solve(right);
      for (int r = 0; r < m; r++) {
        rowRight[r] +=
            (equality[r] ? 0 : sRight[r] / sDiagonal[r]) - Products.dot(rows[r], unpulled);
      }
      var factored = Cholesky.of(schur, 0);
      if (factored.isEmpty()) {
        return false;
      }
      dy = factored.get().solve(rowRight);
      double[] ds = new double[m];
      for (int r = 0; r < m; r++) {
        ds[r] = equality[r] ? 0 : (sRight[r] - dy[r]) / sDiagonal[r];
        for (int i = 0; i < unpulled.length; i++) {
          unpulled[i] += dy[r] * pulled[r][i];
        }
      }
      x.towards(unpulled);
      s.towards(ds);
      return true;
    }
  }

  /** Variables between their bounds, and what pulls them up from the low and down from the high. */
  private static final class Bounded {
    private final double[] low;
    private final double[] high;
    private final double pull;
    private final double[] at;
    private final double[] pullUp;
    private final double[] pullDown;
    private double[] step;
    private final double[] stepUp;
    private final double[] stepDown;
    private final double[] aimUp;
    private final double[] aimDown;

    private Bounded(double[] low, double[] high, double pull) {
      int n = low.length;
      this.low = low.clone();
      this.pull = pull;
      this.high = high.clone();
      this.at = new double[n];
      this.pullUp = new double[n];
      this.pullDown = new double[n];
      this.step = new double[n];
      this.stepUp = new double[n];
      this.stepDown = new double[n];
      this.aimUp = new double[n];
      this.aimDown = new double[n];
      for (int i = 0; i < n; i++) {
        // A point has no inside; give it one that is far below what is asked of the answer.
        if (high[i] - low[i] < 2e-12) {
          this.low[i] -= 1e-12;
          this.high[i] += 1e-12;
        }
        start(i, 0);
      }
    }

    private void start(int i, double wish) {
      double room = Math.min(0.5 * (high[i] - low[i]), 0.1);
      at[i] = Math.max(low[i] + room, Math.min(high[i] - room, wish));
      pullUp[i] = hasLow(i) ? pull : 0;
      pullDown[i] = hasHigh(i) ? pull : 0;
    }

    private boolean hasLow(int i) {
      return low[i] > Double.NEGATIVE_INFINITY;
    }

    private boolean hasHigh(int i) {
      return high[i] < Double.POSITIVE_INFINITY;
    }

    private int bounds() {
      int bounds = 0;
      for (int i = 0; i < at.length; i++) {
        bounds += (hasLow(i) ? 1 : 0) + (hasHigh(i) ? 1 : 0);
      }
      return bounds;
    }

    private double gap() {
      return gapAfter(0);
    }

    private double gapAfter(double length) {
      double gap = 0;
      for (int i = 0; i < at.length; i++) {
        double then = at[i] + length * step[i];
        gap += hasLow(i) ? (then - low[i]) * (pullUp[i] + length * stepUp[i]) : 0;
        gap += hasHigh(i) ? (high[i] - then) * (pullDown[i] + length * stepDown[i]) : 0;
      }
      return gap;
    }

    private double[] diagonal() {
      double[] diagonal = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        diagonal[i] =
            (hasLow(i) ? pullUp[i] / (at[i] - low[i]) : 0)
                + (hasHigh(i) ? pullDown[i] / (high[i] - at[i]) : 0);
      }
      return diagonal;
    }

    /** What distance times pull shall be; corrected by the curvature of the last step. */
    private void aim(double target, boolean corrected) {
      for (int i = 0; i < at.length; i++) {
        double up = corrected ? step[i] * stepUp[i] : 0;
        double down = corrected ? -step[i] * stepDown[i] : 0;
        aimUp[i] = hasLow(i) ? target - (at[i] - low[i]) * pullUp[i] - up : 0;
        aimDown[i] = hasHigh(i) ? target - (high[i] - at[i]) * pullDown[i] - down : 0;
      }
    }

    private void addAim(double[] right) {
      for (int i = 0; i < at.length; i++) {
        right[i] += hasLow(i) ? aimUp[i] / (at[i] - low[i]) : 0;
        right[i] -= hasHigh(i) ? aimDown[i] / (high[i] - at[i]) : 0;
      }
    }

    private void towards(double[] direction) {
      step = direction;
      for (int i = 0; i < at.length; i++) {
        stepUp[i] = hasLow(i) ? (aimUp[i] - pullUp[i] * step[i]) / (at[i] - low[i]) : 0;
        stepDown[i] = hasHigh(i) ? (aimDown[i] + pullDown[i] * step[i]) / (high[i] - at[i]) : 0;
      }
    }

    /** How far along the step everything stays positive. */
    private double reach() {
      double reach = 1 / TO_THE_BOUNDARY;
      for (int i = 0; i < at.length; i++) {
        if (hasLow(i)) {
          reach = Math.min(reach, until(at[i] - low[i], step[i]));
          reach = Math.min(reach, until(pullUp[i], stepUp[i]));
        }
        if (hasHigh(i)) {
          reach = Math.min(reach, until(high[i] - at[i], -step[i]));
          reach = Math.min(reach, until(pullDown[i], stepDown[i]));
        }
      }
      return reach;
    }

    private static double until(double left, double change) {
      return change < 0 ? -left / change : Double.POSITIVE_INFINITY;
    }

    private void move(double length) {
      for (int i = 0; i < at.length; i++) {
        at[i] += length * step[i];
        pullUp[i] += length * stepUp[i];
        pullDown[i] += length * stepDown[i];
      }
    }
  }
}
