package io.planwright.quant.catalogue;

import io.planwright.quant.budget.BudgetMethods;
import io.planwright.quant.calendar.CalendarMethods;
import io.planwright.quant.credit.CreditMethods;
import io.planwright.quant.debt.DebtMethods;
import io.planwright.quant.goal.GoalMethods;
import io.planwright.quant.method.Method;
import io.planwright.quant.spending.SpendingMethods;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All methods of this library by their names. */
public final class Methods {
  private Methods() {}

  /** By name. */
  public static List<Method<?>> all() {
    List<Method<?>> all = new ArrayList<>();
    all.addAll(BudgetMethods.all());
    all.addAll(CalendarMethods.all());
    all.addAll(CreditMethods.all());
    all.addAll(DebtMethods.all());
    all.addAll(GoalMethods.all());
    all.addAll(SpendingMethods.all());
    all.sort(Comparator.comparing(Method::name));
    return all;
  }

  /** The one that has the name or answers to it. */
  public static Optional<Method<?>> named(String name) {
    for (Method<?> method : all()) {
      if (method.name().equals(name) || method.aliases().contains(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
