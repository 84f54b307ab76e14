package io.planwright.quant.spending;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** This package's methods by their names. */
public final class SpendingMethods {
  private static final int MONTHS = 12;

  private SpendingMethods() {}

  record SeasonalityRequest(
      double[] values, @JsonProperty(defaultValue = "12") Optional<Integer> period) {}

  record RecurringRequest(List<Transaction> transactions, LocalDate today) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "seasonality",
            List.of(),
            "Trend, season and rest of a series, in its unit, and how strong the season is, 0 to"
                + " 1.",
            SeasonalityRequest.class,
            request -> Seasonality.of(request.values(), request.period().orElse(MONTHS))),
        new Method<>(
            "recurring-payments",
            List.of(),
            "Payments that come again and again: how often, what they cost per year in units of"
                + " the currency, when the next one is due.",
            RecurringRequest.class,
            request -> Recurring.in(request.transactions(), request.today())));
  }
}
