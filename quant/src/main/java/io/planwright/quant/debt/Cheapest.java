package io.planwright.quant.debt;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Plans of least cost by linear programmes over all months.
 *
 * <p>Once it is fixed in which month each debt ends, the cheapest payments are a linear programme.
 * A debt's payments up to its last month, discounted at its own rates, must be worth its balance
 * and its fees of those months; each payment but the last is at least the minimum; all payments of
 * a month are within the budget. The sum of all payments is least. Since no payment is below the
 * minimum, which is no less than the fee, no balance is negative on the way.
 *
 * <p>Which months those are is searched for: from the plans that priorities give, which are
 * solutions of their own programmes, by moving one debt's last month, or those of two, as long as
 * that makes the plan cheaper. So a plan is never dearer than the ones it began with. Without any
 * minimums or fees the first programme is the optimum, and with the minimums left out it is a bound
 * that no plan goes below.
 */
final class Cheapest {
  /** Of variables in all the programmes of a search, so that it ends within a second or two. */
  private static final int MOST_VARIABLES = 10_000;

  private static final double GAIN = 1e-6;

  private final Household household;
  private final Payoff known;
  private final double bound;
  private final Set<List<Integer>> tried = new LinkedHashSet<>();
  private int variablesLeft = MOST_VARIABLES;

  /**
   * @param best the cheapest that is known
   */
  Cheapest(Household household, Payoff best) {
    this.household = household;
    this.known = best;
    int[] last = new int[household.debts.size()];
    Arrays.fill(last, Math.max(1, best.months()));
    this.bound = Math.clamp(planned(last, true).map(Planned::cost).orElse(0.0), 0, best.cost());
  }

  /**
   * What no plan costs less than: payments of any size are allowed, and nothing has a fee. 0 where
   * that programme is too large.
   */
  double bound() {
    return bound;
  }

  /** The cheapest plan that is found from those that are known. */
  Payoff from(List<Payoff> plans) {
    Payoff best = known;
    for (Payoff each : plans) {
      best = cheaper(best, lastMonths(each.paidOff(), Math.max(best.months(), each.months())));
    }
    return best.months() > 1 ? improved(best, best.months()) : best;
  }

  private Payoff improved(Payoff first, int months) {
    Payoff best = first;
    boolean moved = true;
    while (moved && variablesLeft > 0) {
      Payoff before = best;
      for (int j = 0; j < household.debts.size(); j++) {
        for (int step : new int[] {-1, 1, -3, 3}) {
          int[] last = lastMonths(best.paidOff(), months);
          last[j] = Math.clamp(last[j] + step, 1, months);
          best = cheaper(best, last);
          for (int i = 0; i < j; i++) {
            int[] both = last.clone();
            both[i] = Math.clamp(both[i] - step, 1, months);
            best = cheaper(best, both);
          }
        }
      }
      moved = best.cost() < before.cost() - GAIN;
    }
    return best;
  }

  /** A debt without a minimum may end at any time: only the others have a last month. */
  private int[] lastMonths(List<Integer> paidOff, int months) {
    int[] last = new int[paidOff.size()];
    for (int j = 0; j < last.length; j++) {
      last[j] = household.debts.get(j).least() > 0 ? Math.max(1, paidOff.get(j)) : months;
    }
    return last;
  }

  private Payoff cheaper(Payoff best, int[] last) {
    if (best.cost() <= bound + GAIN || !tried.add(Arrays.stream(last).boxed().toList())) {
      return best;
    }
    Optional<Planned> planned = planned(last, false);
    if (planned.isEmpty()) {
      return best;
    }
    return household
        .payAsPlanned(planned.get().payments(), last)
        .filter(paid -> paid.cost() < best.cost() - GAIN && withinBudget(paid))
        .orElse(best);
  }

  private boolean withinBudget(Payoff payoff) {
    for (int month = 0; month < payoff.months(); month++) {
      double sum = 0;
      for (double[] payments : payoff.payments()) {
        sum += payments[month];
      }
      if (sum > household.budget * (1 + 1e-9) + 1e-6) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param payments towards each debt by month
   * @param cost all payments less the balances of today
   */
  private record Planned(double[][] payments, double cost) {}

  private Optional<Planned> planned(int[] last, boolean free) {
    int n = last.length;
    int months = Arrays.stream(last).max().orElse(0);
    double unit = household.budget;
    int variables = Arrays.stream(last).sum();
    if (!(unit > 0) || variables > variablesLeft) {
      return Optional.empty();
    }
    variablesLeft -= variables;
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Expression[] spent = new Expression[months];
    for (int t = 0; t < months; t++) {
      spent[t] = model.newExpression("month " + t).upper(1.0);
    }
    Variable[][] more = new Variable[n][];
    Variable[] ends = new Variable[n];
    double[] base = new double[n];
    double[] taken = new double[months];
    double balances = 0;
    for (int j = 0; j < n; j++) {
      Debt debt = household.debts.get(j);
      balances += debt.balance();
      more[j] = new Variable[last[j]];
      if (debt.balance() <= 0) {
        continue;
      }
      base[j] = free ? 0 : debt.least() / unit;
      double penalty = free ? 0 : debt.penalty();
      double worth = debt.balance() / unit;
      double discount = 1;
      Expression paid = model.newExpression("debt " + j);
      for (int t = 0; t < last[j]; t++) {
        discount /= 1 + debt.monthlyRate(t + 1);
        worth += free ? 0 : discount * debt.fee() / unit;
        more[j][t] = model.newVariable("more " + j + " " + t).lower(0.0).weight(1 + penalty);
        paid.set(more[j][t], discount);
        spent[t].set(more[j][t], 1 + penalty);
        if (t < last[j] - 1) {
          worth -= discount * base[j];
          taken[t] += base[j];
        } else if (base[j] > 0) {
          ends[j] = model.newVariable("end " + j).lower(0.0).upper(base[j]).weight(1.0);
          paid.set(ends[j], discount);
          spent[t].set(ends[j], 1.0);
        }
      }
      paid.level(worth);
      if (worth < 0) {
        return Optional.empty();
      }
    }
    for (int t = 0; t < months; t++) {
      if (taken[t] > 1 + 1e-12) {
        return Optional.empty();
      }
      spent[t].upper(Math.max(0, 1 - taken[t]));
    }
    Optimisation.Result result = model.minimise();
    if (!result.getState().isOptimal()) {
      return Optional.empty();
    }
    double[][] payments = new double[n][months];
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double penalty = free ? 0 : household.debts.get(j).penalty();
      for (int t = 0; t < more[j].length && household.debts.get(j).balance() > 0; t++) {
        double above = result.doubleValue(model.indexOf(more[j][t]));
        double below =
            t < last[j] - 1
                ? base[j]
                : base[j] > 0 ? result.doubleValue(model.indexOf(ends[j])) : 0;
        payments[j][t] = unit * (above + below);
        sum += unit * (above * (1 + penalty) + below);
      }
    }
    return Optional.of(new Planned(payments, sum - balances));
  }
}
