package io.planwright.quant.debt;

import java.util.List;

/**
 * One way to pay debts off.
 *
 * @param months until nothing is owed
 * @param interest paid in all, in units of the currency
 * @param fees paid in all: monthly fees and those for prepayment
 * @param paidOff by debt, the month in which its last payment is made, counted from 1; 0 where
 *     nothing is owed today
 * @param payments by debt and month, with the fees for prepayment
 */
public record Payoff(
    int months, double interest, double fees, List<Integer> paidOff, double[][] payments) {
  /** Longest plan. */
  public static final int MOST_MONTHS = 1200;

  /** Highest amount of any one argument, in units of the currency. */
  public static final double MOST_MONEY = 1e12;

  /** Most debts in one plan. */
  public static final int MOST_DEBTS = 50;

  public Payoff {
    paidOff = List.copyOf(paidOff);
  }

  /** Interest and fees. */
  public double cost() {
    return interest + fees;
  }
}
