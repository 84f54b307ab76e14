package io.planwright.quant.debt;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Optional;

/**
 * Money owed, on which interest is added each month before a payment is made.
 *
 * @param name as people call it
 * @param balance owed today, in units of a currency
 * @param annualRate a fraction, 0.22 for 22 %; a twelfth of it is added each month
 * @param minimum payment per month, or what is owed where that is less; without one 0
 * @param promotion another rate for the first months; else none
 * @param monthlyFee added in each month that begins with something owed, at most the minimum; else
 *     0
 * @param prepaymentFee a fraction of what is paid above the minimum, paid on top of it; else 0
 */
public record Debt(
    String name,
    double balance,
    double annualRate,
    @JsonProperty(defaultValue = "0") Optional<Double> minimum,
    @JsonProperty(defaultValue = "none") Optional<Promotion> promotion,
    @JsonProperty(defaultValue = "0") Optional<Double> monthlyFee,
    @JsonProperty(defaultValue = "0") Optional<Double> prepaymentFee) {

  /** Highest annual rate, a fraction. */
  public static final double MOST_RATE = 10;

  /**
   * A rate that ends.
   *
   * @param annualRate a fraction
   * @param months from today on in which it holds
   */
  public record Promotion(double annualRate, int months) {
    /**
     * @throws InvalidData where the rate is not 0 to {@link #MOST_RATE} or the months are negative
     */
    public Promotion {
      Require.within("promotion.annualRate", annualRate, 0, MOST_RATE);
      Require.within("promotion.months", months, 0, Payoff.MOST_MONTHS);
    }
  }

  /**
   * @throws InvalidData where an amount is negative or no number, a rate is not 0 to {@link
   *     #MOST_RATE}, the fee is above the minimum or the prepayment fee above 1
   */
  public Debt {
    Require.within("balance", balance, 0, Payoff.MOST_MONEY);
    Require.within("annualRate", annualRate, 0, MOST_RATE);
    double least = minimum.orElse(0.0);
    Require.within("minimum", least, 0, Payoff.MOST_MONEY);
    Require.within("prepaymentFee", prepaymentFee.orElse(0.0), 0, 1);
    double fee = monthlyFee.orElse(0.0);
    if (!(fee >= 0 && fee <= least)) {
      throw InvalidData.of(OUT_OF_RANGE, "monthlyFee", "0 to the minimum, " + least, fee);
    }
  }

  /** Without promotion and fees. */
  public static Debt of(String name, double balance, double annualRate, double minimum) {
    return new Debt(
        name,
        balance,
        annualRate,
        Optional.of(minimum),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** With another rate for the first months. */
  public Debt promoted(double annualRate, int months) {
    return new Debt(
        name,
        balance,
        this.annualRate,
        minimum,
        Optional.of(new Promotion(annualRate, months)),
        monthlyFee,
        prepaymentFee);
  }

  /** The rate of one month, counted from 1. */
  double monthlyRate(int month) {
    return (promotion.isPresent() && month <= promotion.get().months()
            ? promotion.get().annualRate()
            : annualRate)
        / 12;
  }

  double least() {
    return minimum.orElse(0.0);
  }

  double fee() {
    return monthlyFee.orElse(0.0);
  }

  double penalty() {
    return prepaymentFee.orElse(0.0);
  }

  /** The lesser of what is owed and the minimum. */
  double due(double owed) {
    return Math.min(least(), owed);
  }
}
