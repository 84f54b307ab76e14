package io.planwright.quant.debt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class AmortisationTest {
  @Property
  void theRowsPayOffExactlyTheLoan(
      @ForAll @DoubleRange(min = 1, max = 1e6) double principal,
      @ForAll @DoubleRange(min = 0, max = 0.4) double rate,
      @ForAll @IntRange(min = 1, max = 480) int months) {
    Amortisation loan = Amortisation.of(principal, rate, months, 0);
    assertThat(loan.months()).isEqualTo(months);
    assertThat(loan.rows().getLast().balance()).isZero();
    double repaid = loan.rows().stream().mapToDouble(Amortisation.Row::principal).sum();
    assertThat(repaid).isCloseTo(principal, within(1e-6));
    assertThat(repaid + loan.interest())
        .isCloseTo(loan.payment() * months, within(principal * 1e-6));
  }

  @Test
  void extraPaymentsEndTheLoanEarlier() {
    Amortisation faster = Amortisation.of(200_000, 0.06, 360, 300);
    assertThat(faster.months())
        .isEqualTo(Amortisation.months(200_000, 0.06, faster.payment() + 300))
        .isLessThan(260);
    assertThat(faster.interest()).isLessThan(Amortisation.of(200_000, 0.06, 360, 0).interest());
  }

  @Test
  void withoutInterestAllPartsAreEqual() {
    assertThat(Amortisation.payment(1200, 0, 12)).isEqualTo(100);
    assertThat(Amortisation.months(1200, 0, 100)).isEqualTo(12);
  }

  @Test
  void refusesWhatNeverEnds() {
    assertThatThrownBy(() -> Amortisation.months(100_000, 0.12, 1000))
        .isInstanceOfSatisfying(
            InvalidData.class, e -> assertThat(e.code()).isEqualTo(InvalidData.Code.INFEASIBLE));
    assertThatThrownBy(() -> Amortisation.payment(1, 0.1, 0)).hasMessageContaining("months");
    assertThatThrownBy(() -> Amortisation.payment(Double.NaN, 0.1, 1))
        .hasMessageContaining("principal");
  }
}
