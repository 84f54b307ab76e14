package io.planwright.quant.sizing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A position to take, or none and why. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "position")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Position.Taken.class, name = "TAKEN"),
  @JsonSubTypes.Type(value = Position.None.class, name = "NONE")
})
public sealed interface Position {

  /**
   * @param quantity in units of the asset, a whole number of lots; below 0 for a short sale
   * @param notional its value, quantity times price, in the balance's currency
   * @param fraction of the balance
   * @param limits that made it smaller than asked for, in the order in which they did
   */
  record Taken(double quantity, double notional, double fraction, List<Limit> limits)
      implements Position {
    public Taken {
      limits = List.copyOf(limits);
    }
  }

  /**
   * @param reason by a name that stays
   * @param because in words, with the numbers
   */
  record None(Reason reason, String because) implements Position {}

  /** What made a position smaller. */
  enum Limit {
    /** The target of volatility. */
    VOLATILITY,
    /** The greatest fraction of the balance. */
    FRACTION,
    /** The greatest value. */
    NOTIONAL,
    /** Whole lots. */
    LOT
  }

  /** Why there is no position. */
  enum Reason {
    /** The balance is not finite. */
    INVALID_BALANCE,
    /** The balance is 0 or below. */
    NO_BALANCE,
    /** The price is not finite, or not above 0. */
    INVALID_PRICE,
    /**
     * The wish, the volatility, the confidence or the regime's factor is no number in its range.
     */
    INVALID_SIGNAL,
    /** A rule is no number in its range. */
    INVALID_RULES,
    /** Nothing to gain: the wished fraction is 0, or below 0 where short sales are not allowed. */
    NO_EDGE,
    /** The confidence is below what the rules ask for. */
    LOW_CONFIDENCE,
    /** The regime's factor is 0. */
    REGIME,
    /** A cap, the target of volatility or the Kelly share is 0. */
    NOTHING_ALLOWED,
    /** Less than one lot. */
    BELOW_LOT,
    /** Worth less than the least value of an order. */
    BELOW_NOTIONAL
  }
}
