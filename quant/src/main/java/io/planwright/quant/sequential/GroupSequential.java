package io.planwright.quant.sequential;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * A test with few planned looks, at each of which it stops where |z|, or z with one side, exceeds
 * the look's bound.
 *
 * @param information at each look as a share of the last, rising to 1 (equal steps: k/K)
 * @param bounds of z at each look
 * @param twoSided whether a low z stops too
 * @param alpha error of the first kind over all looks, of both sides together where there are two
 */
public record GroupSequential(
    List<Double> information, List<Double> bounds, boolean twoSided, double alpha) {
  /** More looks than this are better served by a {@link ConfidenceSequence}. */
  public static final int MOST_LOOKS = 200;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double ACCURACY = 1e-13;
  private static final double MOST_BOUND = 50;

  /** Less than this the recursive integration can't tell from nothing. */
  private static final double LEAST_ALPHA = 1e-9;

  /**
   * @throws InvalidData where there is no look or too many, lengths differ, information does not
   *     rise from above 0 to 1, or a bound is not from 0 to 50
   */
  public GroupSequential {
    information = List.copyOf(information);
    bounds = List.copyOf(bounds);
    demand(information);
    Require.sameLength("bounds", bounds.size(), "information", information.size());
    for (int i = 0; i < bounds.size(); i++) {
      if (!(bounds.get(i) >= 0 && bounds.get(i) <= MOST_BOUND)) {
        throw InvalidData.at(
            InvalidData.Code.OUT_OF_RANGE, "bounds", i, "0 to " + MOST_BOUND, bounds.get(i));
      }
    }
    demand(alpha);
  }

  /**
   * The same bound at each of K equal steps (Pocock 1977, doi:10.1093/biomet/64.2.191).
   *
   * @throws InvalidData where looks are not 1 to {@link #MOST_LOOKS}, or alpha is not between 1e-9
   *     and a half
   */
  public static GroupSequential pocock(int looks, double alpha, boolean twoSided) {
    return shaped(looks, alpha, twoSided, t -> 1);
  }

  /**
   * The bound {@code C √(K/k)} at look k of K equal steps (O'Brien and Fleming 1979,
   * doi:10.2307/2530245).
   *
   * @throws InvalidData as {@link #pocock}
   */
  public static GroupSequential obrienFleming(int looks, double alpha, boolean twoSided) {
    return shaped(looks, alpha, twoSided, t -> 1 / Math.sqrt(t));
  }

  /**
   * Bounds that spend alpha as information comes, whenever the looks are (Lan and DeMets 1983).
   * With two sides each spends {@code alpha/2} by the function, as in gsDesign and ldbounds; {@link
   * #lanDeMetsTogether} puts alpha of both sides into one function, which gives other bounds.
   *
   * @param information at each look, a share of the planned end, rising, the last at most 1; where
   *     it is less than 1 the rest of alpha is kept
   * @throws InvalidData where information does not rise, or alpha is not between 1e-9 and a half
   */
  public static GroupSequential lanDeMets(
      Spending spending, List<Double> information, double alpha, boolean twoSided) {
    return spending(information, alpha, twoSided, t -> sides(spending, alpha, twoSided, t));
  }

  private static double sides(Spending spending, double alpha, boolean twoSided, double t) {
    return twoSided ? 2 * spending.spent(alpha / 2, t) : spending.spent(alpha, t);
  }

  /**
   * Two sides whose alpha goes through the spending function as one.
   *
   * @throws InvalidData as {@link #lanDeMets}
   */
  public static GroupSequential lanDeMetsTogether(
      Spending spending, List<Double> information, double alpha) {
    return spending(information, alpha, true, t -> spending.spent(alpha, t));
  }

  private static GroupSequential spending(
      List<Double> information, double alpha, boolean twoSided, DoubleUnaryOperator spent) {
    demand(information);
    demand(alpha);
    Crossing crossing = new Crossing(0, twoSided);
    List<Double> bounds = new ArrayList<>();
    double before = 0;
    for (double t : information) {
      double until = spent.applyAsDouble(t);
      double spend = until - before;
      double bound =
          spend < 1e-15 ? 8.5 : solve(0, 8.5, c -> StrictMath.log(crossing.outside(t, c) / spend));
      bounds.add(bound);
      crossing.inside(t, bound);
      before = until;
    }
    return new GroupSequential(information, bounds, twoSided, alpha);
  }

  private static GroupSequential shaped(
      int looks, double alpha, boolean twoSided, DoubleUnaryOperator shape) {
    List<Double> information = equalSteps(looks);
    demand(alpha);
    double[] shapes = information.stream().mapToDouble(shape::applyAsDouble).toArray();
    double once = NORMAL.inverseSurvivalProbability(twoSided ? alpha / 2 : alpha);
    double enough = NORMAL.inverseSurvivalProbability(alpha / 2 / looks) + 1;
    double c =
        solve(
            once - 1e-6,
            enough,
            x -> StrictMath.log(total(information, scaled(shapes, x), twoSided, 0) / alpha));
    return new GroupSequential(information, scaled(shapes, c), twoSided, alpha);
  }

  /**
   * Information at K equal steps, k/K.
   *
   * @throws InvalidData where looks are not 1 to {@link #MOST_LOOKS}
   */
  public static List<Double> equalSteps(int looks) {
    Require.within("looks", looks, 1, MOST_LOOKS);
    return IntStream.rangeClosed(1, looks).mapToObj(k -> (double) k / looks).toList();
  }

  /**
   * The probability of stopping at each look.
   *
   * @param drift the expected z at the planned end: 0 under the null
   */
  public List<Double> stopping(double drift) {
    Require.within("drift", drift, -50, 50);
    return stopping(information, bounds, twoSided, drift);
  }

  /** The probability of stopping at any look, which under a drift is the power. */
  public double crossing(double drift) {
    return Math.min(1, stopping(drift).stream().mapToDouble(Double::doubleValue).sum());
  }

  /** The share of the planned information that is seen on average. */
  public double expectedInformation(double drift) {
    List<Double> stopping = stopping(drift);
    double seen = 0;
    double left = 1;
    for (int k = 0; k < stopping.size() - 1; k++) {
      seen += stopping.get(k) * information.get(k);
      left -= stopping.get(k);
    }
    return seen + left * information.getLast();
  }

  /**
   * The drift that gives a power. Its square over that of the test with one look is the factor by
   * which the looks make the experiment longer at most.
   *
   * @throws InvalidData where the power is not more than alpha and less than 1
   */
  public double driftFor(double power) {
    Require.between("power", power, alpha, 1);
    return solve(0, 45, d -> crossing(d) - power);
  }

  /** How much more information the planned end needs than one look would, for the same power. */
  public double inflation(double power) {
    GroupSequential once =
        new GroupSequential(
            List.of(1.0),
            List.of(NORMAL.inverseSurvivalProbability(twoSided ? alpha / 2 : alpha)),
            twoSided,
            alpha);
    double ratio = driftFor(power) / once.driftFor(power);
    return ratio * ratio;
  }

  /**
   * What looking at an ordinary test costs: the probability that at any of K equally spaced looks
   * |z| exceeds the critical value that is meant for one (Armitage, McPherson and Rowe 1969).
   *
   * @param critical value of |z|
   * @throws InvalidData where looks are not 1 to {@link #MOST_LOOKS}, or the critical value is not
   *     more than 0 and at most 8.5
   */
  public static double naivePeeking(int looks, double critical) {
    List<Double> information = equalSteps(looks);
    Require.between("critical", critical, 0, 8.5);
    return total(information, information.stream().map(t -> critical).toList(), true, 0);
  }

  private static double total(
      List<Double> information, List<Double> bounds, boolean twoSided, double drift) {
    return stopping(information, bounds, twoSided, drift).stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static List<Double> stopping(
      List<Double> information, List<Double> bounds, boolean twoSided, double drift) {
    Crossing crossing = new Crossing(drift, twoSided);
    List<Double> stopping = new ArrayList<>();
    for (int k = 0; k < bounds.size(); k++) {
      stopping.add(crossing.outside(information.get(k), bounds.get(k)));
      if (k < bounds.size() - 1) {
        crossing.inside(information.get(k), bounds.get(k));
      }
    }
    return stopping;
  }

  private static List<Double> scaled(double[] shapes, double by) {
    return Arrays.stream(shapes).mapToObj(s -> s * by).toList();
  }

  private static double solve(double low, double high, DoubleUnaryOperator zero) {
    if (zero.applyAsDouble(low) * zero.applyAsDouble(high) > 0) {
      throw InvalidData.of(
          InvalidData.Code.INFEASIBLE, "design", "bounds that alpha and power allow", "none");
    }
    return new BrentSolver(1e-15, ACCURACY, 1e-15).solve(500, zero::applyAsDouble, low, high);
  }

  private static void demand(double alpha) {
    Require.between("alpha", alpha, LEAST_ALPHA, 0.5);
  }

  private static void demand(List<Double> information) {
    Require.within("information", information.size(), 1, MOST_LOOKS);
    double before = 0;
    for (int i = 0; i < information.size(); i++) {
      double t = information.get(i);
      if (!(t >= before + 1e-4 && t <= 1)) {
        throw InvalidData.at(
            InvalidData.Code.NOT_ORDERED,
            "information",
            i,
            "at least 0.0001 more than " + before + ", at most 1",
            t);
      }
      before = t;
    }
  }
}
