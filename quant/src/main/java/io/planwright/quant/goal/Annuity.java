package io.planwright.quant.goal;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/** Equal payments at the end of each month, at a rate that does not change. */
public final class Annuity {
  /** Most months, and so most years times 12, of any saving. */
  public static final int MOST_MONTHS = 1200;

  private Annuity() {}

  /**
   * What payments have grown to after the last one: {@code payment ((1 + i)^n − 1) / i}, i a
   * twelfth of the annual rate.
   *
   * @param payment each month, in units of the currency
   * @param annualRate a fraction, 0.06 for 6 %; above −1 and at most 10
   * @throws InvalidData where the rate or the months are outside that, or the payment is no number
   */
  public static double futureValue(double payment, double annualRate, int months) {
    Require.finite("payment", new double[] {payment}, 1);
    return payment * factor(annualRate, months);
  }

  /**
   * What to pay each month to have an amount after the last payment.
   *
   * @throws InvalidData as {@link #futureValue}
   */
  public static double paymentFor(double amount, double annualRate, int months) {
    Require.finite("amount", new double[] {amount}, 1);
    return amount / factor(annualRate, months);
  }

  private static double factor(double annualRate, int months) {
    Require.between("annualRate", annualRate, -1, 10 + 1e-12);
    Require.within("months", months, 1, MOST_MONTHS);
    double rate = annualRate / 12;
    return rate == 0 ? months : StrictMath.expm1(months * StrictMath.log1p(rate)) / rate;
  }
}
