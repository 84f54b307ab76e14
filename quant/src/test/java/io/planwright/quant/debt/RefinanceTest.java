package io.planwright.quant.debt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.debt.Refinance.Loan;
import io.planwright.quant.debt.Refinance.Offer;
import io.planwright.quant.debt.Refinance.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RefinanceTest {
  private static final Loan OLD = new Loan(200_000, 0.07, 300);

  private static Offer offer(double rate, int months, double costs) {
    return new Offer(rate, months, costs, Optional.empty());
  }

  @Test
  void aLowerRateOverTheSameTermPaysFromTheMonthInWhichItsCostsAreBack() {
    Refinance refinance = Refinance.of(OLD, offer(0.05, 300, 4000), 300, 0);
    assertThat(refinance.verdict()).isEqualTo(Verdict.REFINANCE);
    assertThat(refinance.monthlySaving())
        .isCloseTo(
            Amortisation.payment(200_000, 0.07, 300) - Amortisation.payment(200_000, 0.05, 300),
            within(1e-9));
    // The interest falls by about 333 in the first month, then by less: 4000 are not quite back
    // after 12.
    assertThat(refinance.breakEvenMonth()).contains(13);
    assertThat(refinance.simpleBreakEven().orElseThrow()).isBetween(16.0, 17.0);
    assertThat(refinance.savedAtHorizon())
        .isCloseTo(refinance.monthlySaving() * 300 - 4000, within(1e-6));
    assertThat(refinance.presentValue()).isCloseTo(refinance.savedAtHorizon(), within(1e-6));
  }

  @Test
  void whoMovesSoonKeepsTheLoan() {
    Refinance refinance = Refinance.of(OLD, offer(0.065, 300, 4000), 24, 0.03);
    assertThat(refinance.verdict()).isEqualTo(Verdict.KEEP);
    assertThat(refinance.breakEvenMonth()).isEmpty();
    assertThat(refinance.savedAtHorizon()).isNegative();
  }

  @Test
  void aLongerTermIsCheaperPerMonthButDearerInAll() {
    Refinance refinance = Refinance.of(new Loan(200_000, 0.07, 180), offer(0.06, 360, 0), 60, 0);
    assertThat(refinance.verdict()).isEqualTo(Verdict.REFINANCE_AND_PAY_AS_BEFORE);
    assertThat(refinance.monthlySaving()).isPositive();
    assertThat(refinance.interestSaved()).isNegative();
  }

  @Test
  void financedCostsAreOwed() {
    Refinance refinance = Refinance.of(OLD, new Offer(0.05, 300, 4000, Optional.of(true)), 300, 0);
    assertThat(refinance.newPayment())
        .isCloseTo(Amortisation.payment(204_000, 0.05, 300), within(1e-9));
  }

  @Test
  void refusesHorizonsThatAreNone() {
    assertThatThrownBy(() -> Refinance.of(OLD, offer(0.05, 300, 0), 0, 0))
        .hasMessageContaining("horizon");
    assertThatThrownBy(() -> offer(0.05, 300, -1)).hasMessageContaining("costs");
  }
}
