package io.planwright.quant.spending;

import io.planwright.quant.Require;
import java.time.LocalDate;

/**
 * Money that was spent.
 *
 * @param date of the booking
 * @param payee as the bank writes it
 * @param amount in units of the currency, negative for money that came in
 */
public record Transaction(LocalDate date, String payee, double amount) {
  public Transaction {
    Require.within("amount", amount, -1e12, 1e12);
    Require.within("date", date.getYear(), 1, 9999);
  }
}
