package io.planwright.quant.debt;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Optional;

/**
 * Whether to replace a loan by another one, and from which month on that pays. After k months each
 * loan has cost what was paid for it so far and what is still owed; the new one breaks even in the
 * first month from which on it is never the dearer one up to the horizon. To divide the costs by
 * what the payment falls is the usual rule; it is given too, and is wrong where the new loan runs
 * longer, since a smaller payment then repays less.
 *
 * @param oldPayment each month, in units of the currency
 * @param newPayment each month
 * @param monthlySaving old less new payment
 * @param breakEvenMonth counted from 1; none where it is not reached within the horizon
 * @param simpleBreakEven costs over monthly saving, in months; none where nothing is saved
 * @param savedAtHorizon what the new loan is cheaper by at the horizon, negative where it is dearer
 * @param interestSaved over the full terms of both loans, less the costs
 * @param presentValue of the differences of payments up to the horizon, and of the balances then,
 *     at the discount rate
 * @param verdict what to do
 */
public record Refinance(
    double oldPayment,
    double newPayment,
    double monthlySaving,
    Optional<Integer> breakEvenMonth,
    Optional<Double> simpleBreakEven,
    double savedAtHorizon,
    double interestSaved,
    double presentValue,
    Verdict verdict) {

  /** What to do. */
  public enum Verdict {
    /** The new loan is cheaper at the horizon, in money of today too. */
    REFINANCE,
    /** It is not. */
    KEEP,
    /** It is cheaper at the horizon, but dearer over the full term: pay more than is due. */
    REFINANCE_AND_PAY_AS_BEFORE
  }

  /**
   * A loan in equal monthly payments.
   *
   * @param balance owed today, in units of the currency
   * @param annualRate a fraction
   * @param months until it is paid off
   */
  public record Loan(double balance, double annualRate, int months) {
    /**
     * @throws InvalidData as {@link Amortisation#payment}
     */
    public Loan {
      Require.positive("balance", balance);
      Require.within("balance", balance, 0, Payoff.MOST_MONEY);
      Require.within("annualRate", annualRate, 0, Debt.MOST_RATE);
      Require.within("months", months, 1, Payoff.MOST_MONTHS);
    }

    double payment() {
      return Amortisation.payment(balance, annualRate, months);
    }

    double paid(int month) {
      return payment() * Math.min(month, months);
    }

    double owed(int month) {
      return month >= months ? 0 : Amortisation.balanceAfter(balance, annualRate, payment(), month);
    }
  }

  /**
   * What a new lender offers for the balance.
   *
   * @param annualRate a fraction
   * @param months until it is paid off
   * @param costs in units of the currency: fees of the new lender, penalty of the old one
   * @param financed whether the costs are added to the loan; else they are paid today
   */
  public record Offer(
      double annualRate,
      int months,
      double costs,
      @JsonProperty(defaultValue = "false") Optional<Boolean> financed) {
    /**
     * @throws InvalidData where an amount is negative or no number, or the months are not 1 to
     *     {@link Payoff#MOST_MONTHS}
     */
    public Offer {
      Require.within("annualRate", annualRate, 0, Debt.MOST_RATE);
      Require.within("months", months, 1, Payoff.MOST_MONTHS);
      Require.within("costs", costs, 0, Payoff.MOST_MONEY);
    }
  }

  /**
   * @param horizon months that the loan is expected to be kept, at least 1
   * @param discountRate annual fraction at which later money counts for less
   * @throws InvalidData where the horizon is not 1 to {@link Payoff#MOST_MONTHS} or the discount
   *     rate not 0 to {@link Debt#MOST_RATE}
   */
  public static Refinance of(Loan loan, Offer offer, int horizon, double discountRate) {
    Require.within("horizon", horizon, 1, Payoff.MOST_MONTHS);
    Require.within("discountRate", discountRate, 0, Debt.MOST_RATE);
    boolean financed = offer.financed().orElse(false);
    double today = financed ? 0 : offer.costs();
    Loan next =
        new Loan(
            loan.balance() + (financed ? offer.costs() : 0), offer.annualRate(), offer.months());
    double saving = loan.payment() - next.payment();
    double atHorizon = saved(loan, next, today, horizon);
    double interest = loan.payment() * loan.months() - next.payment() * next.months() - today;
    double present = present(loan, next, today, horizon, discountRate / 12);
    return new Refinance(
        loan.payment(),
        next.payment(),
        saving,
        breakEven(loan, next, today, horizon),
        saving > 0 ? Optional.of(offer.costs() / saving) : Optional.empty(),
        atHorizon,
        interest,
        present,
        atHorizon > 0 && present > 0
            ? interest >= 0 ? Verdict.REFINANCE : Verdict.REFINANCE_AND_PAY_AS_BEFORE
            : Verdict.KEEP);
  }

  private static double saved(Loan old, Loan next, double today, int month) {
    return old.paid(month) + old.owed(month) - next.paid(month) - next.owed(month) - today;
  }

  private static Optional<Integer> breakEven(Loan old, Loan next, double today, int horizon) {
    int from = horizon + 1;
    while (from > 1 && saved(old, next, today, from - 1) >= 0) {
      from--;
    }
    return from <= horizon ? Optional.of(from) : Optional.empty();
  }

  private static double present(Loan old, Loan next, double today, int horizon, double rate) {
    double value = -today;
    double discount = 1;
    for (int month = 1; month <= horizon; month++) {
      discount /= 1 + rate;
      double difference =
          (month <= old.months() ? old.payment() : 0)
              - (month <= next.months() ? next.payment() : 0);
      value += discount * difference;
    }
    return value + discount * (old.owed(horizon) - next.owed(horizon));
  }
}
