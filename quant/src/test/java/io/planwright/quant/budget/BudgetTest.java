package io.planwright.quant.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import io.planwright.quant.budget.Budget.Amount;
import io.planwright.quant.budget.Budget.Bound;
import io.planwright.quant.budget.Budget.Category;
import io.planwright.quant.budget.Budget.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class BudgetTest {
  private static Category category(String name, double wanted, double floor, double priority) {
    return new Category(name, wanted, Optional.of(floor), Optional.of(priority), Optional.empty());
  }

  @Test
  void cutsAllByTheSameShareWhereNothingElseIsAsked() {
    Budget budget =
        Budget.of(
            3000,
            600,
            List.of(category("rent", 2000, 0, 1), category("food", 1000, 0, 1)),
            List.of());
    assertThat(budget.amounts()).extracting(Amount::amount).containsExactly(1600.0, 800.0);
    assertThat(budget.amounts()).extracting(Amount::bound).containsOnly(Bound.SAVING);
    assertThat(budget.left()).isCloseTo(600, within(1e-9));
  }

  @Test
  void cutsWhatMattersTwiceAsMuchHalfAsMuch() {
    List<Amount> amounts =
        Budget.of(
                2000,
                300,
                List.of(category("food", 1000, 0, 2), category("play", 1000, 0, 1)),
                List.of())
            .amounts();
    assertThat(amounts.get(0).cut()).isCloseTo(0.1, within(1e-12));
    assertThat(amounts.get(1).cut()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void keepsFloorsAndLimitsOfGroups() {
    List<Category> categories =
        List.of(
            category("rent", 1500, 1500, 1),
            new Category("food", 600, Optional.empty(), Optional.empty(), Optional.of("fun")),
            new Category("play", 600, Optional.empty(), Optional.empty(), Optional.of("fun")));
    Budget budget = Budget.of(3000, 300, categories, List.of(new Limit("fun", 0.3)));
    assertThat(budget.amounts()).extracting(Amount::amount).containsExactly(1500.0, 450.0, 450.0);
    assertThat(budget.amounts())
        .extracting(Amount::bound)
        .containsExactly(Bound.NONE, Bound.GROUP, Bound.GROUP);
    assertThat(budget.left()).isCloseTo(600, within(1e-9));
    assertThat(budget.mostSaving()).isCloseTo(1500, within(1e-9));
  }

  @Property(tries = 200)
  void isNeverWorseThanACutOfTheSameShare(@ForAll long seed) {
    Random chance = new Random(seed);
    List<Category> categories = new ArrayList<>();
    double wanted = 0;
    for (int i = 0; i < 1 + chance.nextInt(8); i++) {
      double each = 10 + chance.nextInt(1000);
      wanted += each;
      categories.add(category("c" + i, each, 0, 0.5 + chance.nextDouble() * 3));
    }
    double share = 0.2 + 0.8 * chance.nextDouble();
    Budget budget = Budget.of(wanted, wanted * (1 - share), categories, List.of());
    double ours = 0;
    double equal = 0;
    double sum = 0;
    for (int i = 0; i < categories.size(); i++) {
      Category category = categories.get(i);
      Amount amount = budget.amounts().get(i);
      double weight = category.priority().orElseThrow() * category.wanted();
      ours += weight * amount.cut() * amount.cut();
      equal += weight * (1 - share) * (1 - share);
      sum += amount.amount();
      assertThat(amount.amount()).isBetween(0.0, category.wanted());
    }
    assertThat(ours).isLessThanOrEqualTo(equal * (1 + 1e-9) + 1e-12);
    assertThat(sum).isLessThanOrEqualTo(wanted * share * (1 + 1e-12));
  }

  @Test
  void refusesWhatCannotBePaid() {
    assertThatThrownBy(
            () -> Budget.of(1000, 300, List.of(category("rent", 900, 800, 1)), List.of()))
        .isInstanceOfSatisfying(
            InvalidData.class, e -> assertThat(e.code()).isEqualTo(InvalidData.Code.INFEASIBLE))
        .hasMessage("saving: expected at most 200.0 after all floors, was 300.0");
    assertThatThrownBy(() -> category("x", Double.NaN, 0, 1)).hasMessageContaining("wanted");
    assertThatThrownBy(() -> Budget.of(1, 0, List.of(), List.of()))
        .hasMessageContaining("categories");
    assertThatThrownBy(
            () ->
                Budget.of(
                    100,
                    0,
                    List.of(
                        new Category(
                            "a", 1, Optional.empty(), Optional.empty(), Optional.of("none"))),
                    List.of()))
        .hasMessageContaining("categories row 0");
  }
}
