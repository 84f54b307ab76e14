package io.planwright.api.commands;

import io.planwright.plan.run.Shares;
import java.util.Optional;

/**
 * What a run may spend of a kind, from its beginning on.
 *
 * @param kind tokens, usd or gpu-hours
 * @param amount in all, not added to what there was
 */
public record BudgetRun(String kind, double amount, Optional<String> reason) {
  public BudgetRun {
    Shares.checkedBudget(String.valueOf(kind), amount);
  }
}
