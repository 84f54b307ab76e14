package io.planwright.quant.debt;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules of thumb for paying debts off, and the plan that costs least, side by side. Each month
 * the interest is added, the minimums are paid, and what is left of the budget goes to one debt
 * after the other. The budget is the sum of the minimums and the extra money, also when debts are
 * paid off.
 *
 * <p>The least cost is found by linear programmes over the months, since with a promotion that ends
 * no rule of thumb is best: see {@link Payoff}. {@code scipy.optimize.linprog} is the reference.
 *
 * @param avalanche the highest rate of the month first; none where that does not end within {@link
 *     Payoff#MOST_MONTHS}
 * @param snowball the least balance first; none likewise
 * @param cheapest the cheapest that was found, never dearer than the other two
 * @param lowerBound what no plan costs less than, in units of the currency: the cost where minimums
 *     and fees are left out, or 0 for more than 10,000 debts times months. Where it is {@code
 *     cheapest}'s cost, that one is optimal
 */
public record DebtPlans(
    Optional<Payoff> avalanche, Optional<Payoff> snowball, Payoff cheapest, double lowerBound) {

  /** Most debts whose orders are all tried. */
  public static final int MOST_ORDERED = 7;

  /** Most debts whose orders the search for the cheapest plan begins with. */
  private static final int MOST_BEGUN = 4;

  /**
   * @param extra money per month above the sum of the minimums
   * @throws InvalidData where there are no debts or more than {@link Payoff#MOST_DEBTS}, or the
   *     money is too little to pay them off by any rule within {@link Payoff#MOST_MONTHS} months
   */
  public static DebtPlans of(List<Debt> debts, double extra) {
    Household household = new Household(debts, extra);
    Optional<Payoff> avalanche = household.payBy(household.avalanche());
    Optional<Payoff> snowball = household.payBy(household.snowball());
    List<Payoff> known = new ArrayList<>();
    avalanche.ifPresent(known::add);
    snowball.ifPresent(known::add);
    household.payBy(household.rateAfterPromotion()).ifPresent(known::add);
    if (debts.size() <= MOST_BEGUN) {
      for (List<Integer> order : orders(debts.size())) {
        household.payBy(fixed(order)).ifPresent(known::add);
      }
    }
    Payoff best =
        known.stream()
            .min(Comparator.comparingDouble(Payoff::cost))
            .orElseThrow(household::tooPoor);
    Cheapest search = new Cheapest(household, best);
    return new DebtPlans(avalanche, snowball, search.from(known), search.bound());
  }

  /**
   * One fixed order of the debts and what it leads to.
   *
   * @param order places in the list of debts, the first to be paid first
   */
  public record Ordered(List<Integer> order, int months, double interest, double fees) {
    public Ordered {
      order = List.copyOf(order);
    }
  }

  /**
   * All orders of the debts from the cheapest to the dearest; equal ones in the order of the list.
   *
   * @throws InvalidData as {@link #of}, or where there are more than {@link #MOST_ORDERED} debts
   */
  public static List<Ordered> allOrders(List<Debt> debts, double extra) {
    if (debts.size() > MOST_ORDERED) {
      throw InvalidData.of(OUT_OF_RANGE, "debts", "1 to " + MOST_ORDERED, debts.size());
    }
    Household household = new Household(debts, extra);
    return orders(debts.size()).stream()
        .map(
            order ->
                household
                    .payBy(fixed(order))
                    .map(payoff -> ordered(order, payoff))
                    .orElseThrow(household::tooPoor))
        .sorted(Comparator.comparingDouble(each -> each.interest() + each.fees()))
        .toList();
  }

  private static Ordered ordered(List<Integer> order, Payoff payoff) {
    return new Ordered(order, payoff.months(), payoff.interest(), payoff.fees());
  }

  private static Household.Priority fixed(List<Integer> order) {
    int[] places = order.stream().mapToInt(Integer::intValue).toArray();
    return (_, _) -> places;
  }

  private static List<List<Integer>> orders(int size) {
    List<List<Integer>> orders = List.of(List.of());
    for (int step = 0; step < size; step++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : orders) {
        for (int next = 0; next < size; next++) {
          if (!order.contains(next)) {
            List<Integer> more = new ArrayList<>(order);
            more.add(next);
            longer.add(more);
          }
        }
      }
      orders = longer;
    }
    return orders;
  }
}
