package io.planwright.quant.sizing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.sizing.Position.Limit;
import io.planwright.quant.sizing.Position.None;
import io.planwright.quant.sizing.Position.Reason;
import io.planwright.quant.sizing.Position.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a wish to an order: the wished fraction of the balance (for instance {@link Kelly}'s) is
 * scaled by the Kelly share, the regime and the confidence, then cut by the target of volatility,
 * the caps and whole lots. It answers for any numbers, NaN among them, and never throws for one.
 */
public final class Sizing {
  private Sizing() {}

  /**
   * What does not change from order to order.
   *
   * @param kellyShare of the wished fraction, 0 to 1; a half where absent
   * @param volatilityTarget most that the position may add to the balance's deviation, as a
   *     fraction per year; none where absent
   * @param leastConfidence below which nothing is held, 0 to 1; 0 where absent
   * @param mostFraction of the balance, above 0; 1 where absent: no leverage
   * @param mostNotional in the balance's currency; none where absent
   * @param leastNotional of an order; 0 where absent
   * @param lot least unit of quantity; 0, any quantity, where absent
   * @param shortSales whether a fraction below 0 is held; no where absent
   */
  public record Rules(
      @JsonProperty(defaultValue = "0.5") Optional<Double> kellyShare,
      @JsonProperty(defaultValue = "none") Optional<Double> volatilityTarget,
      @JsonProperty(defaultValue = "0") Optional<Double> leastConfidence,
      @JsonProperty(defaultValue = "1") Optional<Double> mostFraction,
      @JsonProperty(defaultValue = "none") Optional<Double> mostNotional,
      @JsonProperty(defaultValue = "0") Optional<Double> leastNotional,
      @JsonProperty(defaultValue = "0") Optional<Double> lot,
      @JsonProperty(defaultValue = "false") Optional<Boolean> shortSales) {

    /** Half of the wish, no leverage, long only, no lots. */
    public static Rules defaults() {
      return new Rules(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * What is known when the order is sized.
   *
   * @param wished fraction of the balance, below 0 to sell short
   * @param volatility of the asset, as a fraction per year; needed for a target of volatility
   * @param confidence in the wish, 0 to 1, which scales it; 1 where absent
   * @param regimeFactor that scales the wish, 0 to 10; 1 where absent
   */
  public record Signal(
      double wished,
      @JsonProperty(defaultValue = "none") Optional<Double> volatility,
      @JsonProperty(defaultValue = "1") Optional<Double> confidence,
      @JsonProperty(defaultValue = "1") Optional<Double> regimeFactor) {

    /** Full confidence, in no special regime. */
    public static Signal of(double wished) {
      return new Signal(wished, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * @param balance what the fraction is of, in the currency of the price
   * @param price of one unit
   */
  public static Position of(double balance, double price, Signal signal, Rules rules) {
    return invalid(balance, price, signal, rules)
        .or(() -> unwanted(signal, rules))
        .orElseGet(() -> sized(balance, price, signal, rules));
  }

  private static Optional<Position> invalid(
      double balance, double price, Signal signal, Rules rules) {
    if (!Double.isFinite(balance)) {
      return none(Reason.INVALID_BALANCE, "the balance must be a finite number, was " + balance);
    }
    if (balance <= 0) {
      return none(Reason.NO_BALANCE, "the balance must be above 0, was " + balance);
    }
    if (!(price > 0) || Double.isInfinite(price)) {
      return none(Reason.INVALID_PRICE, "the price must be a finite number above 0, was " + price);
    }
    return badRule(rules)
        .map(because -> new None(Reason.INVALID_RULES, because))
        .or(() -> badSignal(signal, rules).map(b -> new None(Reason.INVALID_SIGNAL, b)))
        .map(Position.class::cast);
  }

  private static Optional<String> badRule(Rules rules) {
    return outside("kellyShare", rules.kellyShare(), 0, 1)
        .or(() -> outside("volatilityTarget", rules.volatilityTarget(), 0, Double.MAX_VALUE))
        .or(() -> outside("leastConfidence", rules.leastConfidence(), 0, 1))
        .or(() -> outside("mostFraction", rules.mostFraction(), 0, Double.MAX_VALUE))
        .or(() -> outside("mostNotional", rules.mostNotional(), 0, Double.MAX_VALUE))
        .or(() -> outside("leastNotional", rules.leastNotional(), 0, Double.MAX_VALUE))
        .or(() -> outside("lot", rules.lot(), 0, Double.MAX_VALUE));
  }

  private static Optional<String> badSignal(Signal signal, Rules rules) {
    if (rules.volatilityTarget().isPresent() && !(signal.volatility().orElse(0.0) > 0)) {
      return Optional.of(
          "a target of volatility needs a volatility above 0, was " + signal.volatility());
    }
    return outside("wished", Optional.of(signal.wished()), -Double.MAX_VALUE, Double.MAX_VALUE)
        .or(() -> outside("volatility", signal.volatility(), 0, Double.MAX_VALUE))
        .or(() -> outside("confidence", signal.confidence(), 0, 1))
        .or(() -> outside("regimeFactor", signal.regimeFactor(), 0, 10));
  }

  private static Optional<String> outside(
      String name, Optional<Double> value, double low, double high) {
    return value
        .filter(v -> !(v >= low && v <= high))
        .map(v -> "%s must be %s to %s, was %s".formatted(name, low, high, v));
  }

  private static Optional<Position> unwanted(Signal signal, Rules rules) {
    double wished = signal.wished();
    if (wished == 0 || (wished < 0 && !rules.shortSales().orElse(false))) {
      return none(Reason.NO_EDGE, "the wished fraction is " + wished);
    }
    double confidence = signal.confidence().orElse(1.0);
    double least = rules.leastConfidence().orElse(0.0);
    if (confidence < least || confidence == 0) {
      return none(
          Reason.LOW_CONFIDENCE, "the confidence must be %s, was %s".formatted(least, confidence));
    }
    if (signal.regimeFactor().orElse(1.0) == 0) {
      return none(Reason.REGIME, "nothing is held in this regime");
    }
    return Optional.empty();
  }

  private static Position sized(double balance, double price, Signal signal, Rules rules) {
    List<Limit> limits = new ArrayList<>();
    double fraction =
        Math.min(Double.MAX_VALUE, Math.abs(signal.wished()))
            * rules.kellyShare().orElse(0.5)
            * signal.confidence().orElse(1.0)
            * signal.regimeFactor().orElse(1.0);
    if (rules.volatilityTarget().isPresent()) {
      double most = rules.volatilityTarget().get() / signal.volatility().orElseThrow();
      fraction = cut(fraction, most, Limit.VOLATILITY, limits);
    }
    fraction = cut(fraction, rules.mostFraction().orElse(1.0), Limit.FRACTION, limits);
    double most = rules.mostNotional().orElse(Double.MAX_VALUE);
    double notional = cut(fraction * balance, most, Limit.NOTIONAL, limits);
    if (notional == 0) {
      return new None(Reason.NOTHING_ALLOWED, "the rules leave a fraction of " + fraction);
    }
    double quantity = notional / price;
    if (Double.isInfinite(quantity)) {
      return new None(
          Reason.INVALID_PRICE, "%s at a price of %s is no number".formatted(notional, price));
    }
    double lots = inLots(quantity, rules.lot().orElse(0.0));
    if (lots < quantity) {
      limits.add(Limit.LOT);
    }
    double least = rules.leastNotional().orElse(0.0);
    // Of fewer digits than a double has, rounding could double an order past its limits.
    if (lots < Double.MIN_NORMAL) {
      return new None(
          Reason.BELOW_LOT, "a lot is %s, was %s".formatted(rules.lot().orElse(0.0), quantity));
    }
    if (lots * price < least) {
      return new None(
          Reason.BELOW_NOTIONAL,
          "an order must be worth %s, was %s".formatted(least, lots * price));
    }
    double sign = signal.wished() < 0 ? -1 : 1;
    double value = Math.min(Double.MAX_VALUE, lots * price);
    return new Taken(sign * lots, sign * value, sign * value / balance, limits);
  }

  private static double cut(double value, double most, Limit limit, List<Limit> limits) {
    if (value <= most) {
      return value;
    }
    limits.add(limit);
    return most;
  }

  private static double inLots(double quantity, double lot) {
    if (lot == 0) {
      return quantity;
    }
    double whole = quantity / lot;
    if (whole > 1L << 53) {
      return quantity;
    }
    // 0.3 in lots of 0.1 is 2.9999999999999996: that is 3.
    double nearest = Math.rint(whole);
    double lots =
        nearest - whole <= 1e-9 * nearest && nearest > whole ? nearest : Math.floor(whole);
    return Math.min(lots * lot, Double.MAX_VALUE);
  }

  private static Optional<Position> none(Reason reason, String because) {
    return Optional.of(new None(reason, because));
  }
}
