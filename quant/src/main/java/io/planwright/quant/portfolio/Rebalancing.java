package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.Optional;

/**
 * What to buy and sell so that weights come back to their targets, and only where one has left its
 * band.
 *
 * @param trades value to buy of each asset, below 0 to sell, in the holdings' currency
 * @param outside whether each asset's weight was outside of its band
 * @param weights after the trades, of everything with cash
 * @param cash after the trades, 0 or more
 * @param turnover values bought and sold together, as a fraction of everything
 */
public record Rebalancing(
    double[] trades, boolean[] outside, double[] weights, double cash, double turnover) {

  /** Where a weight that has left its band goes. */
  public enum Toward {
    /** Once one weight is outside of its band, all go to their targets. */
    TARGET,
    /** Each weight that is outside goes to the edge of its band, the others stay. */
    EDGE
  }

  /**
   * How far a weight may be from its target: the narrower of both bands; with 0.05 and 0.25 the
   * rule of 5/25.
   *
   * @param absolute in weight, 0 or more; none where absent
   * @param relative as a share of the target, 0 or more; none where absent
   * @param leastTrade no trade of a smaller value; 0 where absent
   */
  public record Bands(
      @JsonProperty(defaultValue = "none") Optional<Double> absolute,
      @JsonProperty(defaultValue = "none") Optional<Double> relative,
      @JsonProperty(defaultValue = "0") Optional<Double> leastTrade,
      Toward toward) {
    double of(double target) {
      return Math.min(
          absolute.orElse(Double.POSITIVE_INFINITY),
          relative.map(r -> r * target).orElse(Double.POSITIVE_INFINITY));
    }
  }

  /**
   * @param holdings value of each asset held, 0 or more
   * @param cash 0 or more
   * @param targets weight of each asset, 0 or more; they add up to at most 1, the rest is cash
   * @throws InvalidData where a value is not such, or nothing is held
   */
  public static Rebalancing of(double[] holdings, double cash, double[] targets, Bands bands) {
    double total = check(holdings, cash, targets, bands);
    int n = holdings.length;
    boolean[] outside = new boolean[n];
    boolean any = false;
    for (int i = 0; i < n; i++) {
      double away = Math.abs(holdings[i] / total - targets[i]);
      outside[i] = away > bands.of(targets[i]) * (1 + 1e-12) && away > 1e-15;
      any |= outside[i];
    }
    double[] trades = new double[n];
    if (any) {
      for (int i = 0; i < n; i++) {
        double goal = goal(holdings[i] / total, targets[i], outside[i], bands);
        double trade = goal * total - holdings[i];
        trades[i] = Math.abs(trade) < bands.leastTrade().orElse(0.0) ? 0 : trade;
      }
      payable(trades, cash);
    }
    return after(holdings, cash, total, trades, outside);
  }

  private static double goal(double weight, double target, boolean outside, Bands bands) {
    return switch (bands.toward()) {
      case TARGET -> target;
      case EDGE ->
          outside
              ? Math.clamp(
                  weight, Math.max(0, target - bands.of(target)), target + bands.of(target))
              : weight;
    };
  }

  /** No more is bought than cash and sales pay for. */
  private static void payable(double[] trades, double cash) {
    double bought = 0;
    double sold = 0;
    for (double trade : trades) {
      bought += Math.max(0, trade);
      sold += Math.max(0, -trade);
    }
    if (bought > cash + sold) {
      double share = (cash + sold) / bought;
      for (int i = 0; i < trades.length; i++) {
        trades[i] = trades[i] > 0 ? trades[i] * share : trades[i];
      }
    }
  }

  private static Rebalancing after(
      double[] holdings, double cash, double total, double[] trades, boolean[] outside) {
    double[] weights = new double[holdings.length];
    double left = cash;
    double traded = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(0, holdings[i] + trades[i]) / total;
      left -= trades[i];
      traded += Math.abs(trades[i]);
    }
    return new Rebalancing(trades, outside, weights, Math.max(0, left), traded / total);
  }

  private static double check(double[] holdings, double cash, double[] targets, Bands bands) {
    notNegative("holdings", holdings);
    notNegative("targets", targets);
    notNegative("cash", new double[] {cash});
    Require.sameLength("targets", targets.length, "holdings", holdings.length);
    notNegative("absolute", new double[] {bands.absolute().orElse(0.0)});
    notNegative("relative", new double[] {bands.relative().orElse(0.0)});
    notNegative("leastTrade", new double[] {bands.leastTrade().orElse(0.0)});
    double targeted = Arrays.stream(targets).sum();
    if (targeted > 1 + 1e-9) {
      throw InvalidData.of(OUT_OF_RANGE, "targets", "weights that add up to at most 1", targeted);
    }
    double total = cash + Arrays.stream(holdings).sum();
    Require.positive("holdings", total);
    return total;
  }

  private static void notNegative(String argument, double[] values) {
    Require.finite(argument, values, 1);
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0) {
        throw InvalidData.at(OUT_OF_RANGE, argument, i, "a number of 0 or more", values[i]);
      }
    }
  }
}
