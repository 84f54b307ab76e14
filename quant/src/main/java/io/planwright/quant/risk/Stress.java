package io.planwright.quant.risk;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Returns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/** What a portfolio loses in scenarios: assumed ones, or the worst that were. */
public final class Stress {
  private Stress() {}

  /** Most positions. */
  public static final int MOST_POSITIONS = 5000;

  /**
   * Something that may happen.
   *
   * @param name such as "rates +200 bp"
   * @param shocks by position: change of its price, as a fraction
   */
  public record Scenario(String name, double[] shocks) {}

  /**
   * What came of it.
   *
   * @param scenario name
   * @param profit of the portfolio, below 0 for a loss, in the unit of the positions
   * @param byPosition profit of each position
   */
  public record Outcome(String scenario, double profit, double[] byPosition) {}

  /**
   * A stretch of time.
   *
   * @param from first row, inclusive
   * @param to last row, exclusive
   * @param change of the portfolio's value, as a fraction
   */
  public record Window(int from, int to, double change) {}

  /**
   * @param positions value of each position, below 0 where sold short
   * @param scenarios shocks of all positions
   * @return worst first; equal ones in the order given
   * @throws InvalidData where a number is not finite or a scenario has another number of positions
   */
  public static List<Outcome> outcomes(double[] positions, List<Scenario> scenarios) {
    Returns.requireModerate("positions", positions, 1);
    Require.atLeast("scenarios", scenarios.size(), 1);
    List<Outcome> outcomes = new ArrayList<>();
    for (int s = 0; s < scenarios.size(); s++) {
      Scenario scenario = scenarios.get(s);
      String argument = "scenarios row " + s + " shocks";
      Require.sameLength(argument, scenario.shocks().length, "positions", positions.length);
      Returns.require(argument, scenario.shocks(), 1);
      double[] byPosition = new double[positions.length];
      double profit = 0;
      for (int i = 0; i < positions.length; i++) {
        byPosition[i] = positions[i] * scenario.shocks()[i];
        profit += byPosition[i];
      }
      outcomes.add(new Outcome(scenario.name(), profit, byPosition));
    }
    outcomes.sort(Comparator.comparingDouble(Outcome::profit));
    return outcomes;
  }

  /**
   * The shocks that are expected of all positions when some have theirs: the conditional mean of
   * normal returns, {@code Σ_us Σ_ss⁻¹ shock} (Kupiec 1998, doi:10.3905/jod.1998.408008).
   *
   * @param covariance of the positions' returns
   * @param shocked numbers of positions, from 0, each once
   * @param shocks of these positions, as fractions
   * @return by position; those that were shocked keep their shock
   * @throws InvalidData where a number is not finite, a position does not exist or comes twice, or
   *     the covariance of the shocked ones has no inverse
   */
  public static double[] propagated(double[][] covariance, int[] shocked, double[] shocks) {
    RiskContributions.requireCovariance(covariance);
    Require.within("positions", covariance.length, 1, MOST_POSITIONS);
    Returns.require("shocks", shocks, 1);
    Require.sameLength("shocked", shocked.length, "shocks", shocks.length);
    boolean[] given = new boolean[covariance.length];
    for (int i = 0; i < shocked.length; i++) {
      if (shocked[i] < 0 || shocked[i] >= covariance.length || given[shocked[i]]) {
        throw InvalidData.at(
            OUT_OF_RANGE,
            "shocked",
            i,
            "another position from 0 to " + (covariance.length - 1),
            shocked[i]);
      }
      given[shocked[i]] = true;
    }
    // By correlations, so that the inverse does not depend on the units.
    double[][] correlation = new double[shocked.length][shocked.length];
    double[] standardised = new double[shocked.length];
    for (int i = 0; i < shocked.length; i++) {
      double deviation = Math.sqrt(covariance[shocked[i]][shocked[i]]);
      if (deviation == 0) {
        throw InvalidData.at(SINGULAR, "covariance", shocked[i], "a variance above 0", 0.0);
      }
      standardised[i] = shocks[i] / deviation;
      for (int j = 0; j < shocked.length; j++) {
        correlation[i][j] =
            i == j
                ? 1
                : covariance[shocked[i]][shocked[j]]
                    / deviation
                    / Math.sqrt(covariance[shocked[j]][shocked[j]]);
      }
    }
    double[] solved = solved(correlation, standardised);
    double[] all = new double[covariance.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < shocked.length; j++) {
        double deviation = Math.sqrt(covariance[shocked[j]][shocked[j]]);
        all[i] += covariance[i][shocked[j]] / deviation * solved[j];
      }
    }
    for (int i = 0; i < shocked.length; i++) {
      all[shocked[i]] = shocks[i];
    }
    return all;
  }

  private static double[] solved(double[][] correlation, double[] right) {
    try {
      return new CholeskyDecomposition(new Array2DRowRealMatrix(correlation, false), 1e-9, 1e-10)
          .getSolver()
          .solve(new ArrayRealVector(right, false))
          .toArray();
    } catch (MathRuntimeException e) {
      throw InvalidData.of(
          SINGULAR, "covariance", "an inverse of the shocked positions' part", e.toString());
    }
  }

  /**
   * The worst stretches of history for a portfolio that is rebalanced each row.
   *
   * @param returns by row and position, as fractions
   * @param weights by position, as fractions of wealth
   * @param length rows of a stretch
   * @param count at most so many that do not overlap
   * @return worst first
   * @throws InvalidData where a number is not finite, lengths differ, or there are fewer rows than
   *     the length
   */
  public static List<Window> worst(double[][] returns, double[] weights, int length, int count) {
    Require.finite("returns", returns, 1);
    Require.finite("weights", weights, 1);
    Require.sameLength("weights", weights.length, "columns of returns", returns[0].length);
    Require.within("length", length, 1, returns.length);
    Require.within("count", count, 1, 1000);
    double[] portfolio = new double[returns.length];
    for (int t = 0; t < returns.length; t++) {
      for (int j = 0; j < weights.length; j++) {
        portfolio[t] += weights[j] * returns[t][j];
      }
      if (!(portfolio[t] >= -1 && portfolio[t] <= Returns.LARGEST)) {
        throw InvalidData.at(
            OUT_OF_RANGE, "returns", t, "a portfolio's return of -1 to 1e6", portfolio[t]);
      }
    }
    List<Window> windows = new ArrayList<>();
    for (int from = 0; from + length <= portfolio.length; from++) {
      double growth = 1;
      for (int t = from; t < from + length; t++) {
        growth = Math.min(Double.MAX_VALUE, growth * (1 + portfolio[t]));
      }
      windows.add(new Window(from, from + length, growth - 1));
    }
    windows.sort(Comparator.comparingDouble(Window::change));
    List<Window> chosen = new ArrayList<>();
    for (Window window : windows) {
      if (chosen.size() < count
          && chosen.stream().allMatch(c -> window.to() <= c.from() || window.from() >= c.to())) {
        chosen.add(window);
      }
    }
    return chosen;
  }
}
