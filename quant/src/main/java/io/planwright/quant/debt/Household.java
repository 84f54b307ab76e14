package io.planwright.quant.debt;

import static io.planwright.quant.InvalidData.Code.INFEASIBLE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Debts and the money there is for them, month by month. */
final class Household {
  /** What is less is rounding, in units of the currency. */
  private static final double NOTHING = 1e-9;

  final List<Debt> debts;
  final double budget;

  Household(List<Debt> debts, double extra) {
    if (debts.isEmpty() || debts.size() > Payoff.MOST_DEBTS) {
      throw InvalidData.of(OUT_OF_RANGE, "debts", "1 to " + Payoff.MOST_DEBTS, debts.size());
    }
    Require.within("extra", extra, 0, Payoff.MOST_MONEY);
    this.debts = List.copyOf(debts);
    this.budget = debts.stream().mapToDouble(Debt::least).sum() + extra;
  }

  /** Says which debt is to have what is left after the minimums of a month. */
  interface Priority {
    /** The debts, first to last. */
    int[] order(int month, double[] owed);
  }

  /** The one with the highest rate of the month first. */
  Priority avalanche() {
    return (month, _) -> sorted(debt -> -debts.get(debt).monthlyRate(month));
  }

  /** The one with the least owed first. */
  Priority snowball() {
    return (_, owed) -> sorted(debt -> owed[debt]);
  }

  /** The one with the highest rate of all its future first, so that a promotion counts for less. */
  Priority rateAfterPromotion() {
    return (_, _) -> sorted(debt -> -debts.get(debt).annualRate());
  }

  private int[] sorted(IntToDoubleFunction key) {
    return IntStream.range(0, debts.size())
        .boxed()
        .sorted(Comparator.comparingDouble(key::applyAsDouble))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Pays the minimums, then what is left of the budget by priority. */
  Optional<Payoff> payBy(Priority priority) {
    return pay(
        (month, owed, payments) -> {
          double left = budget;
          for (int j = 0; j < owed.length; j++) {
            payments[j] = debts.get(j).due(owed[j]);
            left -= payments[j];
          }
          double[] open = new double[owed.length];
          Arrays.setAll(open, j -> owed[j] - payments[j]);
          for (int j : priority.order(month, open)) {
            double more = Math.min(open[j], left / (1 + debts.get(j).penalty()));
            payments[j] += Math.max(0, more);
            left -= Math.max(0, more) * (1 + debts.get(j).penalty());
          }
        });
  }

  /**
   * Pays what a plan says, but never less than the minimum, and all that is owed in the last month.
   *
   * @param planned towards each debt, by month
   */
  Optional<Payoff> payAsPlanned(double[][] planned, int[] last) {
    return pay(
        (month, owed, payments) -> {
          for (int j = 0; j < owed.length; j++) {
            payments[j] =
                month >= last[j]
                    ? owed[j]
                    : Math.min(owed[j], Math.max(debts.get(j).due(owed[j]), planned[j][month - 1]));
          }
        });
  }

  private interface Month {
    /** Fills in what is paid towards each debt. */
    void pay(int month, double[] owed, double[] payments);
  }

  /** None where it takes too many months. */
  private Optional<Payoff> pay(Month plan) {
    int n = debts.size();
    double[] owed = debts.stream().mapToDouble(Debt::balance).toArray();
    double[] payments = new double[n];
    double[][] paid = new double[n][64];
    Integer[] paidOff = new Integer[n];
    Arrays.fill(paidOff, 0);
    double interest = 0;
    double fees = 0;
    int month = 0;
    while (anyOwed(owed)) {
      month++;
      if (month > Payoff.MOST_MONTHS) {
        return Optional.empty();
      }
      boolean[] open = new boolean[n];
      for (int j = 0; j < n; j++) {
        open[j] = owed[j] > NOTHING;
        if (open[j]) {
          double added = owed[j] * debts.get(j).monthlyRate(month);
          interest += added;
          fees += debts.get(j).fee();
          owed[j] += added + debts.get(j).fee();
        }
      }
      plan.pay(month, owed, payments);
      for (int j = 0; j < n; j++) {
        if (paid[j].length < month) {
          paid[j] = Arrays.copyOf(paid[j], 2 * paid[j].length);
        }
        double penalty =
            debts.get(j).penalty() * Math.max(0, payments[j] - debts.get(j).due(owed[j]));
        owed[j] -= payments[j];
        fees += penalty;
        paid[j][month - 1] = payments[j] + penalty;
        if (open[j]) {
          paidOff[j] = month;
        }
      }
    }
    double[][] trimmed = new double[n][];
    for (int j = 0; j < n; j++) {
      trimmed[j] = Arrays.copyOf(paid[j], month);
    }
    return Optional.of(new Payoff(month, interest, fees, Arrays.asList(paidOff), trimmed));
  }

  InvalidData tooPoor() {
    return InvalidData.of(
        INFEASIBLE,
        "extra",
        "enough to pay all off within " + Payoff.MOST_MONTHS + " months",
        "a budget of " + budget + " a month");
  }

  private static boolean anyOwed(double[] owed) {
    for (double balance : owed) {
      if (balance > NOTHING) {
        return true;
      }
    }
    return false;
  }
}
