package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.INFEASIBLE;
import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a portfolio may be. Its weights add up to 1 always.
 *
 * @param low the least weight of each asset, or one number for all; 0 where absent. {@link
 *     #UNBOUNDED} below 0 or less is no bound
 * @param high the greatest weight of each asset, or one number for all; none where absent. {@link
 *     #UNBOUNDED} or more is no bound
 * @param groups demands on sums of weights
 * @param current the weights held now, for turnover and cost; they need not add up to 1
 * @param turnover most that may be bought and sold together, {@code Σ|wᵢ − currentᵢ|}
 * @param cost of trading, as a fraction of what is bought or sold, of each asset, or one number for
 *     all
 */
public record Constraints(
    @JsonProperty(defaultValue = "0") Optional<double[]> low,
    @JsonProperty(defaultValue = "none") Optional<double[]> high,
    @JsonProperty(defaultValue = "none") Optional<List<Group>> groups,
    @JsonProperty(defaultValue = "none") Optional<double[]> current,
    @JsonProperty(defaultValue = "no limit") Optional<Double> turnover,
    @JsonProperty(defaultValue = "0") Optional<double[]> cost) {
  /** A bound of this size is none. */
  public static final double UNBOUNDED = 1e9;

  /** Dearest trading, as a fraction of what is bought or sold. */
  public static final double MOST_COST = 1000;

  /** Most groups. */
  public static final int MOST_GROUPS = 200;

  /**
   * A bound on the sum of some assets' weights.
   *
   * @param name as errors call it
   * @param assets by their row in the covariance, each once
   */
  public record Group(String name, List<Integer> assets, double low, double high) {
    public Group {
      assets = List.copyOf(assets);
    }
  }

  /** Weights of 0 or more. */
  public static Constraints longOnly() {
    return new Constraints(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Weights of any size and sign. */
  public static Constraints none() {
    return longOnly().bounded(-UNBOUNDED, UNBOUNDED);
  }

  /** With the same bounds for all assets. */
  public Constraints bounded(double low, double high) {
    return new Constraints(
        Optional.of(new double[] {low}),
        Optional.of(new double[] {high}),
        groups,
        current,
        turnover,
        cost);
  }

  /** With one more group. */
  public Constraints with(Group group) {
    List<Group> more = new ArrayList<>(groups.orElse(List.of()));
    more.add(group);
    return new Constraints(low, high, Optional.of(List.copyOf(more)), current, turnover, cost);
  }

  /** Coming from what is held now, with at most so much bought and sold. */
  public Constraints from(double[] current, double turnover) {
    return new Constraints(low, high, groups, Optional.of(current), Optional.of(turnover), cost);
  }

  /** Coming from what is held now, at a cost of trading that is the same for all assets. */
  public Constraints costing(double[] current, double cost) {
    return new Constraints(
        low, high, groups, Optional.of(current), turnover, Optional.of(new double[] {cost}));
  }

  boolean costs() {
    return Arrays.stream(cost.orElse(new double[0])).anyMatch(c -> c > 0);
  }

  /** Checked and spread over so many assets. */
  Feasible over(int assets) {
    double[] least = spread("low", low, assets, 0);
    double[] most = spread("high", high, assets, UNBOUNDED);
    double[] held = spread("current", current, assets, 0);
    double[] costs = spread("cost", cost, assets, 0);
    checkBounds(least, most);
    for (int i = 0; i < assets; i++) {
      least[i] = least[i] <= -UNBOUNDED ? Double.NEGATIVE_INFINITY : least[i];
      most[i] = most[i] >= UNBOUNDED ? Double.POSITIVE_INFINITY : most[i];
      if (!(costs[i] >= 0 && costs[i] <= MOST_COST)) {
        throw InvalidData.at(OUT_OF_RANGE, "cost", i, "a cost of 0 to " + MOST_COST, costs[i]);
      }
      if (Math.abs(held[i]) > 1e6) {
        throw InvalidData.at(OUT_OF_RANGE, "current", i, "a weight within ±1e6", held[i]);
      }
    }
    if (current.isEmpty() && (turnover.isPresent() || costs())) {
      throw InvalidData.of(OUT_OF_RANGE, "current", "the weights held now", "absent");
    }
    double limit = turnover.orElse(Double.POSITIVE_INFINITY);
    if (!(limit >= 0)) {
      throw InvalidData.of(OUT_OF_RANGE, "turnover", "a number of 0 or more", limit);
    }
    return new Feasible(least, most, rows(assets, least, most), held, costs, limit);
  }

  private static double[] spread(
      String argument, Optional<double[]> given, int assets, double otherwise) {
    double[] values = given.orElse(new double[] {otherwise});
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw InvalidData.at(OUT_OF_RANGE, argument, i, "a number", values[i]);
      }
    }
    if (values.length == 1) {
      double[] spread = new double[assets];
      Arrays.fill(spread, values[0]);
      return spread;
    }
    Require.sameLength(argument, values.length, "covariance", assets);
    return values.clone();
  }

  private static void checkBounds(double[] least, double[] most) {
    double lowest = 0;
    double highest = 0;
    for (int i = 0; i < least.length; i++) {
      if (least[i] > most[i]) {
        throw InvalidData.at(
            INFEASIBLE, "low", i, "at most the greatest weight " + most[i], least[i]);
      }
      if (least[i] >= UNBOUNDED || most[i] <= -UNBOUNDED) {
        throw InvalidData.at(
            OUT_OF_RANGE, "low", i, "bounds within ±" + UNBOUNDED, least[i] + " to " + most[i]);
      }
      lowest += least[i];
      highest += most[i];
    }
    if (lowest > 1 + 1e-9) {
      throw InvalidData.of(INFEASIBLE, "low", "least weights that add up to 1 or less", lowest);
    }
    if (highest < 1 - 1e-9) {
      throw InvalidData.of(
          INFEASIBLE, "high", "greatest weights that add up to 1 or more", highest);
    }
  }

  private List<Row> rows(int assets, double[] least, double[] most) {
    List<Group> all = groups.orElse(List.of());
    if (all.size() > MOST_GROUPS) {
      throw InvalidData.of(OUT_OF_RANGE, "groups", "at most " + MOST_GROUPS, all.size());
    }
    double[] budget = new double[assets];
    Arrays.fill(budget, 1);
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("weights", -1, "weights that add up to 1", budget, 1, 1));
    for (int g = 0; g < all.size(); g++) {
      rows.add(row(all.get(g), g, assets, least, most));
    }
    return rows;
  }

  private static Row row(Group group, int number, int assets, double[] least, double[] most) {
    double[] members = new double[assets];
    double lowest = 0;
    double highest = 0;
    for (int asset : group.assets()) {
      if (asset < 0 || asset >= assets || members[asset] != 0) {
        throw InvalidData.at(
            OUT_OF_RANGE, "groups", number, "assets 0 to " + (assets - 1) + ", each once", asset);
      }
      members[asset] = 1;
      lowest += least[asset];
      highest += most[asset];
    }
    if (group.assets().isEmpty()) {
      throw InvalidData.at(LENGTH_DIFFERS, "groups", number, "at least 1 asset", 0);
    }
    if (!(group.low() <= group.high())) {
      throw InvalidData.at(
          INFEASIBLE, "groups", number, "low of at most high " + group.high(), group.low());
    }
    String demand = "%s of %s to %s".formatted(group.name(), group.low(), group.high());
    if (group.low() > highest + 1e-9 || group.high() < lowest - 1e-9) {
      throw InvalidData.at(
          INFEASIBLE,
          "groups",
          number,
          demand + " within the bounds of its assets",
          lowest + " to " + highest);
    }
    return new Row("groups", number, demand, members, group.low(), group.high());
  }
}
