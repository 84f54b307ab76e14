package io.planwright.quant.golden;

import io.planwright.quant.credit.Scorecard;
import io.planwright.quant.debt.Amortisation;
import io.planwright.quant.debt.Debt;
import io.planwright.quant.debt.DebtPlans;
import io.planwright.quant.debt.DebtPlans.Ordered;
import io.planwright.quant.debt.Payoff;
import io.planwright.quant.goal.Annuity;
import io.planwright.quant.goal.Goal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Debts, goals and scores. */
final class GoldenHousehold {
  /** Stored in whole cents. */
  private static final double CENT = 0.0051 / 800;

  private static final List<Debt> DEBTS =
      List.of(
          Debt.of("0", 5000, 0.22, 100),
          Debt.of("1", 12000, 0.07, 200),
          Debt.of("2", 2000, 0.15, 50),
          Debt.of("3", 8000, 0.18, 160));

  private GoldenHousehold() {}

  static Map<String, Golden> computed() {
    Map<String, Golden> all = new LinkedHashMap<>();
    all.put("amort_200k_6pct_30y", Golden.closed(() -> Amortisation.payment(200_000, 0.06, 360)));
    all.put("debt_fixture", Golden.within(CENT, GoldenHousehold::fixture).given("debts", "extra"));
    all.put("debt_all_orders", Golden.within(CENT, GoldenHousehold::orders));
    all.put("debt_promo", Golden.within(CENT, GoldenHousehold::promotion).given("bal", "note"));
    all.put("annuity_fv_500_6pct_30y", Golden.closed(() -> Annuity.futureValue(500, 0.06, 360)));
    all.put(
        "goal_lognormal_100k_to_200k_mu7_s15_10y",
        Golden.closed(
            () -> new Goal(100_000, 200_000, 0.07, 0.15, 10, Optional.empty()).success()));
    all.put("scorecard_600at50to1_pdo20", Golden.closed(() -> Scorecard.of(600, 50, 20)));
    all.put("scorecard_600at30to1_pdo20", Golden.closed(() -> Scorecard.of(600, 30, 20)));
    return all;
  }

  private static Map<String, Object> fixture() {
    DebtPlans plans = DebtPlans.of(DEBTS, 300);
    return Map.of(
        "avalanche",
        plans.avalanche().orElseThrow(),
        "snowball",
        plans.snowball().orElseThrow(),
        "LP_lower_bound_no_minimums",
        plans.lowerBound());
  }

  private static Map<String, Object> orders() {
    List<Ordered> orders = DebtPlans.allOrders(DEBTS, 300);
    DebtPlans plans = DebtPlans.of(DEBTS, 300);
    return Map.of(
        "best",
        text(orders.getFirst()),
        "best_val",
        pair(orders.getFirst()),
        "worst",
        List.of(text(orders.getLast()), pair(orders.getLast())),
        "avalanche",
        pair(plans.avalanche().orElseThrow()),
        "snowball",
        pair(plans.snowball().orElseThrow()));
  }

  private static Map<String, Object> promotion() {
    List<Debt> debts =
        List.of(Debt.of("A", 4000, 0.2999, 0).promoted(0, 12), Debt.of("B", 3000, 0.16, 0));
    DebtPlans plans = DebtPlans.of(debts, 300);
    Ordered first =
        DebtPlans.allOrders(debts, 300).stream()
            .filter(each -> each.order().equals(List.of(0, 1)))
            .findFirst()
            .orElseThrow();
    return Map.of(
        "greedy_current_rate",
        pair(plans.avalanche().orElseThrow()),
        "greedy_A_first",
        pair(first),
        "LP",
        plans.cheapest().cost());
  }

  private static String text(Ordered ordered) {
    return ordered.order().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static List<Double> pair(Ordered ordered) {
    return List.of((double) ordered.months(), ordered.interest());
  }

  private static List<Double> pair(Payoff payoff) {
    return List.of((double) payoff.months(), payoff.interest());
  }
}
