package io.planwright.quant.debt;

import static io.planwright.quant.InvalidData.Code.INFEASIBLE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A loan that is paid off in equal parts at the end of each month: {@code payment = B i / (1 − (1 +
 * i)^−n)} with i a twelfth of the annual rate (the annuity formula).
 *
 * @param payment each month without extra, in units of the currency
 * @param months until nothing is owed
 * @param interest paid in all
 * @param rows one for each month
 */
public record Amortisation(double payment, int months, double interest, List<Row> rows) {

  /**
   * One month.
   *
   * @param month counted from 1
   * @param interest part of the payment
   * @param principal part of the payment
   * @param balance owed after the payment
   */
  public record Row(int month, double interest, double principal, double balance) {}

  public Amortisation {
    rows = List.copyOf(rows);
  }

  /**
   * What is to be paid each month.
   *
   * @param principal owed today
   * @param annualRate a fraction, 0.06 for 6 %
   * @param months in which all is paid off
   * @throws InvalidData where the principal is negative, the rate not 0 to {@link Debt#MOST_RATE}
   *     or the months not 1 to {@link Payoff#MOST_MONTHS}
   */
  public static double payment(double principal, double annualRate, int months) {
    Require.within("principal", principal, 0, Payoff.MOST_MONEY);
    Require.within("annualRate", annualRate, 0, Debt.MOST_RATE);
    Require.within("months", months, 1, Payoff.MOST_MONTHS);
    double rate = annualRate / 12;
    return rate == 0
        ? principal / months
        : principal * rate / -StrictMath.expm1(-months * StrictMath.log1p(rate));
  }

  /**
   * @param extra paid each month above the payment, so that the loan ends earlier
   * @throws InvalidData as {@link #payment}, or where the extra is negative
   */
  public static Amortisation of(double principal, double annualRate, int months, double extra) {
    double payment = payment(principal, annualRate, months);
    Require.within("extra", extra, 0, Payoff.MOST_MONEY);
    List<Row> rows = new ArrayList<>();
    double balance = principal;
    double total = 0;
    for (int month = 1; month <= months && balance > 0; month++) {
      double interest = balance * annualRate / 12;
      double paid = month == months ? balance : Math.min(balance, payment + extra - interest);
      balance -= paid;
      total += interest;
      rows.add(new Row(month, interest, paid, balance));
    }
    return new Amortisation(payment, rows.size(), total, rows);
  }

  /**
   * How many payments of a size a loan takes; the last one may be smaller.
   *
   * @throws InvalidData where the payment does not cover the interest
   */
  public static int months(double principal, double annualRate, double payment) {
    Require.within("principal", principal, 0, Payoff.MOST_MONEY);
    Require.within("annualRate", annualRate, 0, Debt.MOST_RATE);
    Require.positive("payment", payment);
    double rate = annualRate / 12;
    if (principal * rate >= payment) {
      throw InvalidData.of(
          INFEASIBLE, "payment", "more than the interest of " + principal * rate, payment);
    }
    double exact =
        rate == 0
            ? principal / payment
            : -StrictMath.log1p(-principal * rate / payment) / StrictMath.log1p(rate);
    int months = (int) Math.ceil(exact - 1e-9);
    Require.within("months", months, 0, Payoff.MOST_MONTHS);
    return months;
  }

  /** Owed after so many payments of an own size. */
  static double balanceAfter(double principal, double annualRate, double payment, int months) {
    double rate = annualRate / 12;
    if (rate == 0) {
      return Math.max(0, principal - payment * months);
    }
    double growth = StrictMath.pow(1 + rate, months);
    return Math.max(0, principal * growth - payment * (growth - 1) / rate);
  }
}
