package io.planwright.quant.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.budget.Budget.Category;
import io.planwright.quant.budget.Budget.Limit;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** This package's methods by their names. */
public final class BudgetMethods {
  private BudgetMethods() {}

  record BudgetRequest(
      double income,
      double saving,
      List<Category> categories,
      @JsonProperty(defaultValue = "none") Optional<List<Limit>> limits) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "budget",
            List.of(),
            "What to spend on each category per month, in units of the currency, so that a saving is"
                + " left and the cuts hurt least.",
            BudgetRequest.class,
            request ->
                Budget.of(
                    request.income(),
                    request.saving(),
                    request.categories(),
                    request.limits().orElse(List.of()))));
  }
}
