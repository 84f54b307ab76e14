package io.planwright.quant.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.goal.GoalSimulation.Milestone;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class GoalTest {
  private static final Goal DOUBLED = new Goal(100_000, 200_000, 0.07, 0.15, 10, Optional.empty());
  private static final Goal SAVED = new Goal(10_000, 75_000, 0.06, 0.12, 10, Optional.of(300.0));

  @Property(tries = 25)
  void simulationAgreesWithTheClosedForm(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.3, max = 3) double target,
      @ForAll @DoubleRange(min = 0.02, max = 0.6) double volatility) {
    Goal goal = new Goal(1, target, 0.05, volatility, 2, Optional.empty());
    GoalSimulation simulation = GoalSimulation.of(goal, List.of(), 4000, seed);
    assertThat(Math.abs(simulation.probability() - goal.success()))
        .isLessThan(5 * simulation.standardError() + 2.0 / 4000);
  }

  @Test
  void theStandardErrorIsTheOneOfAShare() {
    GoalSimulation simulation = GoalSimulation.of(DOUBLED, List.of(), 20_000, 7);
    double p = simulation.probability();
    assertThat(simulation.standardError())
        .isCloseTo(Math.sqrt(p * (1 - p) / 20_000), within(1e-12));
    assertThat(p).isCloseTo(DOUBLED.success(), within(3 * simulation.standardError()));
    assertThat(simulation.closedForm()).contains(DOUBLED.success());
  }

  /** 0.2910, median 64 787, 5 % 42 634, 95 % 101 354 by NumPy on 400 000 paths. */
  @Test
  void contributionsAreAddedAtTheEndOfEachMonth() {
    GoalSimulation simulation = GoalSimulation.of(SAVED, List.of(), 40_000, 1);
    assertThat(simulation.probability()).isCloseTo(0.2910, within(4 * simulation.standardError()));
    assertThat(simulation.wealth().get(0)).isCloseTo(42_634, within(400.0));
    assertThat(simulation.wealth().get(2)).isCloseTo(64_787, within(400.0));
    assertThat(simulation.wealth().get(4)).isCloseTo(101_354, within(1000.0));
    assertThat(simulation.closedForm()).isEmpty();
  }

  @Test
  void withoutRiskContributionsAreAnAnnuity() {
    Goal goal = new Goal(0, 80_000, 12 * Math.log(1.005), 0, 10, Optional.of(500.0));
    GoalSimulation simulation = GoalSimulation.of(goal, List.of(), 100, 1);
    assertThat(simulation.wealth().get(2))
        .isCloseTo(Annuity.futureValue(500, 0.06, 120), within(1e-6));
    assertThat(simulation.probability()).isOne();
    assertThat(simulation.standardError()).isPositive();
  }

  @Test
  void milestonesAreReachedByTheirOwnChance() {
    GoalSimulation simulation =
        GoalSimulation.of(
            DOUBLED, List.of(new Milestone(60, 141_421), new Milestone(120, 200_000)), 10_000, 3);
    Goal half = new Goal(100_000, 141_421, 0.07, 0.15, 5, Optional.empty());
    assertThat(simulation.milestones().get(0).probability())
        .isCloseTo(half.success(), within(4 * simulation.standardError()));
    assertThat(simulation.milestones().get(1).probability()).isEqualTo(simulation.probability());
  }

  @Test
  void eachAlternativeHasTheWantedChance() {
    Alternatives other = Alternatives.of(SAVED, 0.8, 10_000, 5);
    double error = 4 * 0.004 + 0.001;
    assertThat(chance(10_000, 75_000, other.monthly())).isCloseTo(0.8, within(error));
    assertThat(chance(other.wealth(), 75_000, 300)).isCloseTo(0.8, within(error));
    assertThat(chance(10_000, other.target(), 300)).isCloseTo(0.8, within(error));
    assertThat(other.target()).isCloseTo(52_073, within(600.0));
    assertThat(other.years().orElseThrow()).isBetween(12.0, 16.0);
  }

  private static double chance(double wealth, double target, double monthly) {
    Goal goal = new Goal(wealth, target, 0.06, 0.12, 10, Optional.of(monthly));
    return GoalSimulation.of(goal, List.of(), 10_000, 99).probability();
  }

  @Test
  void theSameSeedGivesTheSameAnswer() {
    assertThat(GoalSimulation.of(SAVED, List.of(), 500, 4))
        .isEqualTo(GoalSimulation.of(SAVED, List.of(), 500, 4));
  }

  @Test
  void usedUpWealthStaysUsedUp() {
    Goal retired = new Goal(100_000, 1, 0.03, 0.1, 30, Optional.of(-2000.0));
    GoalSimulation simulation = GoalSimulation.of(retired, List.of(), 200, 1);
    assertThat(simulation.probability()).isZero();
    assertThat(simulation.meanShortfall()).isEqualTo(1);
  }

  @Test
  void theEdgesOfTheClosedFormAreCertain() {
    assertThat(new Goal(0, 1, 0.1, 0.1, 1, Optional.empty()).success()).isZero();
    assertThat(new Goal(1, 1, 0.1, 0, 1, Optional.empty()).success()).isOne();
    assertThat(new Goal(1, 2, 0.1, 0, 1, Optional.empty()).success()).isZero();
  }

  @Test
  void refusesWhatIsNoGoal() {
    assertThatThrownBy(SAVED::success).hasMessageContaining("monthly");
    assertThatThrownBy(() -> new Goal(Double.NaN, 1, 0, 0, 1, Optional.empty()))
        .hasMessageContaining("wealth");
    assertThatThrownBy(() -> new Goal(1, 0, 0, 0, 1, Optional.empty()))
        .hasMessageContaining("target");
    assertThatThrownBy(() -> GoalSimulation.of(SAVED, List.of(new Milestone(121, 1)), 100, 1))
        .hasMessage("milestones row 0: expected month 1 to 120, was 121");
    assertThatThrownBy(() -> GoalSimulation.of(SAVED, List.of(), 99, 1))
        .hasMessageContaining("paths");
    assertThatThrownBy(
            () ->
                GoalSimulation.of(new Goal(1, 1, 0, 0, 1.01, Optional.empty()), List.of(), 100, 1))
        .hasMessageContaining("whole number of months");
    assertThatThrownBy(() -> Annuity.futureValue(1, -1, 1)).hasMessageContaining("annualRate");
  }

  @Test
  void thePaymentForAnAmountGrowsToIt() {
    double payment = Annuity.paymentFor(10_000, 0.03, 48);
    assertThat(Annuity.futureValue(payment, 0.03, 48)).isCloseTo(10_000, within(1e-8));
    assertThat(Annuity.futureValue(100, 0, 12)).isEqualTo(1200);
  }
}
