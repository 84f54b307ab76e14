package io.planwright.quant.debt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import io.planwright.quant.debt.DebtPlans.Ordered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DebtPlansTest {
  private static final List<Debt> FOUR =
      List.of(
          Debt.of("card", 5000, 0.22, 100),
          Debt.of("car", 12000, 0.07, 200),
          Debt.of("shop", 2000, 0.15, 50),
          Debt.of("study", 8000, 0.18, 160));

  @Test
  void avalancheIsBestOfAllOrdersWhereRatesStay() {
    DebtPlans plans = DebtPlans.of(FOUR, 300);
    Ordered best = DebtPlans.allOrders(FOUR, 300).getFirst();
    assertThat(best.order()).containsExactly(0, 3, 2, 1);
    assertThat(plans.avalanche().orElseThrow().interest()).isCloseTo(best.interest(), within(1e-9));
    assertThat(plans.cheapest().cost()).isLessThanOrEqualTo(best.interest());
    assertThat(plans.snowball().orElseThrow().paidOff()).isEqualTo(List.of(19, 41, 6, 32));
  }

  @Test
  void anEndingPromotionMakesTheLinearProgrammeCheaperThanBothRules() {
    DebtPlans plans =
        DebtPlans.of(
            List.of(Debt.of("A", 4000, 0.2999, 0).promoted(0, 12), Debt.of("B", 3000, 0.16, 0)),
            300);
    assertThat(plans.avalanche().orElseThrow().cost()).isCloseTo(994.08, within(0.005));
    assertThat(plans.cheapest().cost()).isCloseTo(806.60, within(0.005));
    assertThat(plans.lowerBound()).isCloseTo(plans.cheapest().cost(), within(1e-6));
  }

  @Property(tries = 60)
  void theCheapestPlanIsNeverDearerAndKeepsToBudgetAndMinimums(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int size) {
    List<Debt> debts = debts(new Random(seed), size);
    double extra = 50 + 0.03 * debts.stream().mapToDouble(Debt::balance).sum();
    DebtPlans plans = DebtPlans.of(debts, extra);
    double cost = plans.cheapest().cost();
    assertThat(cost).isLessThanOrEqualTo(plans.avalanche().orElseThrow().cost() + 1e-9);
    assertThat(cost).isLessThanOrEqualTo(plans.snowball().orElseThrow().cost() + 1e-9);
    assertThat(plans.lowerBound()).isLessThanOrEqualTo(cost + 1e-9);
    double budget = extra + debts.stream().mapToDouble(Debt::least).sum();
    for (Payoff plan :
        List.of(
            plans.avalanche().orElseThrow(), plans.snowball().orElseThrow(), plans.cheapest())) {
      keepsToTheRules(plan, debts, budget);
    }
  }

  private static void keepsToTheRules(Payoff plan, List<Debt> debts, double budget) {
    double all = 0;
    for (int month = 0; month < plan.months(); month++) {
      int at = month;
      double sum = Arrays.stream(plan.payments()).mapToDouble(row -> row[at]).sum();
      assertThat(sum).isLessThanOrEqualTo(budget + 1e-5);
      all += sum;
    }
    double balances = debts.stream().mapToDouble(Debt::balance).sum();
    assertThat(all).isCloseTo(balances + plan.cost(), within(1e-5));
    for (int j = 0; j < debts.size(); j++) {
      Debt debt = debts.get(j);
      for (int month = 0; month < plan.paidOff().get(j) - 1; month++) {
        assertThat(plan.payments()[j][month]).isGreaterThanOrEqualTo(debt.least() - 1e-6);
      }
    }
  }

  private static List<Debt> debts(Random chance, int size) {
    List<Debt> debts = new ArrayList<>();
    for (int j = 0; j < size; j++) {
      double balance = 500 + chance.nextInt(6000);
      double minimum = chance.nextInt(3) == 0 ? 0 : Math.rint(balance * 0.03) + 10;
      debts.add(
          new Debt(
              "d" + j,
              balance,
              chance.nextInt(30) / 100.0,
              Optional.of(minimum),
              chance.nextInt(3) == 0
                  ? Optional.of(new Debt.Promotion(0.01 * chance.nextInt(5), chance.nextInt(18)))
                  : Optional.empty(),
              Optional.of(minimum > 0 ? chance.nextInt(2) * 5.0 : 0),
              Optional.of(chance.nextInt(3) == 0 ? 0.02 : 0)));
    }
    return debts;
  }

  @Test
  void feesAreChargedWhileADebtIsOpenAndForWhatIsPaidAboveTheMinimum() {
    Debt withFees =
        new Debt(
            "loan",
            1000,
            0,
            Optional.of(100.0),
            Optional.empty(),
            Optional.of(10.0),
            Optional.of(0.05));
    Payoff alone = DebtPlans.of(List.of(withFees), 0).avalanche().orElseThrow();
    // 90 a month are repaid: after 11 months 10 are left, and a fee for the twelfth.
    assertThat(alone.months()).isEqualTo(12);
    assertThat(alone.fees()).isCloseTo(120, within(1e-9));
    Payoff faster = DebtPlans.of(List.of(withFees), 105).avalanche().orElseThrow();
    assertThat(faster.payments()[0][0]).isCloseTo(205, within(1e-9));
    assertThat(faster.fees()).isLessThan(alone.fees());
  }

  @Test
  void nothingOwedIsPaidOffAtOnce() {
    Payoff plan = DebtPlans.of(List.of(Debt.of("none", 0, 0.2, 50)), 0).cheapest();
    assertThat(plan.months()).isZero();
    assertThat(plan.cost()).isZero();
  }

  @Test
  void refusesWhatIsNeverPaidOff() {
    assertThatThrownBy(() -> DebtPlans.of(List.of(Debt.of("card", 10_000, 0.24, 200)), 0))
        .isInstanceOfSatisfying(
            InvalidData.class, e -> assertThat(e.code()).isEqualTo(InvalidData.Code.INFEASIBLE))
        .hasMessageContaining("extra");
    assertThatThrownBy(() -> DebtPlans.of(List.of(), 100)).hasMessageContaining("debts");
    assertThatThrownBy(
            () ->
                DebtPlans.of(
                    IntStream.range(0, 51).mapToObj(i -> Debt.of("d" + i, 1, 0, 0)).toList(), 100))
        .hasMessage("debts: expected 1 to 50, was 51");
    assertThatThrownBy(() -> DebtPlans.of(FOUR, Double.NaN)).hasMessageContaining("extra");
    assertThatThrownBy(() -> Debt.of("x", Double.NaN, 0.1, 0)).hasMessageContaining("balance");
    assertThatThrownBy(() -> Debt.of("x", 1, -0.1, 0)).hasMessageContaining("annualRate");
    assertThatThrownBy(
            () -> DebtPlans.allOrders(IntStream.range(0, 8).mapToObj(i -> FOUR.get(0)).toList(), 1))
        .hasMessageContaining("1 to 7");
  }
}
