package io.planwright.plan.schedule;

import static io.planwright.plan.schedule.TestingPlan.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.plan.Progress;
import java.time.Duration;
import java.time.LocalDate;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The simulation against closed forms, within three standard errors of 10,000 draws. */
final class ForecastTest {
  private static final double SIGMA = 0.4;
  private static final Assumptions ASSUMED =
      Assumptions.from(Calendar.from(LocalDate.of(2026, 3, 2)));

  private static Schedule schedule(TestingPlan plan) {
    return Schedule.of(plan.plan(), ASSUMED);
  }

  private static double days(Duration work) {
    return work.getSeconds() / 28_800.0;
  }

  @Test
  void aSingleFigureIsTheMedianOfALognormal() {
    Forecast forecast = schedule(new TestingPlan().task("a", 10)).forecast();
    assertThat(forecast.draws()).isEqualTo(10_000);
    assertThat(days(forecast.p50().work())).isCloseTo(10, Percentage.withPercentage(2));
    assertThat(days(forecast.p80().work()))
        .isCloseTo(10 * Math.exp(SIGMA * 0.841621), Percentage.withPercentage(2));
    assertThat(days(forecast.p95().work()))
        .isCloseTo(10 * Math.exp(SIGMA * 1.644854), Percentage.withPercentage(2));
    assertThat(days(forecast.mean()))
        .isCloseTo(10 * Math.exp(SIGMA * SIGMA / 2), Percentage.withPercentage(1.3));
  }

  @Test
  void aChainOfLognormalsIsNormalInTheEnd() {
    int n = 50;
    TestingPlan plan = new TestingPlan();
    for (int i = 0; i < n; i++) {
      plan.task("t" + i, 1, i == 0 ? new String[0] : new String[] {"t" + (i - 1)});
    }
    double mean = n * Math.exp(SIGMA * SIGMA / 2);
    double deviation = Math.sqrt(n * Math.exp(SIGMA * SIGMA) * Math.expm1(SIGMA * SIGMA));
    Forecast forecast = schedule(plan).forecast();
    assertThat(days(forecast.mean())).isCloseTo(mean, Percentage.withPercentage(0.3));
    assertThat(days(forecast.p95().work()))
        .isCloseTo(mean + 1.644854 * deviation, Percentage.withPercentage(1));
    assertThat(days(forecast.p80().work()))
        .isCloseTo(mean + 0.841621 * deviation, Percentage.withPercentage(1));
  }

  @Test
  void aChainOfRangesHasTheVarianceOfPert() {
    int n = 40;
    TestingPlan plan = new TestingPlan();
    for (int i = 0; i < n; i++) {
      plan.task(
          "t" + i,
          "",
          Progress.TODO,
          range(2, 8),
          i == 0 ? new String[0] : new String[] {"t" + (i - 1)});
    }
    Forecast forecast = schedule(plan).forecast();
    // Beta(3, 3) has mean 1/2 and variance 1/28.
    double deviation = 6 * Math.sqrt(n / 28.0);
    assertThat(days(forecast.mean())).isCloseTo(5 * n, Percentage.withPercentage(0.2));
    assertThat(days(forecast.p95().work()))
        .isCloseTo(5 * n + 1.644854 * deviation, Percentage.withPercentage(0.5));
  }

  @Test
  void theLaterOfTwoLognormalsIsLaterThanEither() {
    Schedule schedule = schedule(new TestingPlan().task("a", 10).task("b", 10));
    // E max(X, Y) = 2 m exp(σ²/2) Φ(σ/√2); Φ(0.282843) = 0.611351.
    assertThat(days(schedule.forecast().mean()))
        .isCloseTo(20 * Math.exp(SIGMA * SIGMA / 2) * 0.611351, Percentage.withPercentage(1));
    assertThat(schedule.tasks())
        .allSatisfy(task -> assertThat(task.criticality()).isCloseTo(0.5, within(0.02)));
  }

  @Test
  void theLaterOfTwoRangesIsTheSecondOrderStatistic() {
    Schedule schedule =
        schedule(
            new TestingPlan()
                .task("a", "", Progress.TODO, range(0, 1))
                .task("b", "", Progress.TODO, range(0, 1)));
    double expected = 0;
    int steps = 10_000;
    for (int i = 0; i < steps; i++) {
      double x = (i + 0.5) / steps;
      double cumulative = x * x * x * (10 - 15 * x + 6 * x * x);
      expected += (1 - cumulative * cumulative) / steps;
    }
    assertThat(days(schedule.forecast().mean())).isCloseTo(expected, Percentage.withPercentage(1));
  }

  @Test
  void aShortTaskBesideALongOneIsSeldomCritical() {
    Schedule schedule = schedule(new TestingPlan().task("a", 1).task("b", 10));
    assertThat(schedule.tasks().get(0).criticality()).isLessThan(0.001);
    assertThat(schedule.tasks().get(1).criticality()).isGreaterThan(0.999);
  }

  @Test
  void aSeedGivesItsOwnDraws() {
    Assumptions other =
        new Assumptions(
            ASSUMED.calendar(), ASSUMED.unestimated(), ASSUMED.perPoint(), 0.4, 10_000, 2, false);
    TestingPlan plan = new TestingPlan().task("a", 10);
    assertThat(Schedule.of(plan.plan(), other).forecast().mean())
        .isNotEqualTo(schedule(plan).forecast().mean());
  }

  @Test
  void withoutASpreadEachDrawIsThePlan() {
    Assumptions sure =
        new Assumptions(
            ASSUMED.calendar(), ASSUMED.unestimated(), ASSUMED.perPoint(), 0, 10, 1, false);
    Schedule schedule = Schedule.of(new TestingPlan().task("a", 3).task("b", 4, "a").plan(), sure);
    assertThat(schedule.forecast().p50().work()).isEqualTo(schedule.length());
    assertThat(schedule.forecast().p95().date()).isEqualTo(schedule.finish());
  }

  @Test
  void largePlansGetFewerDraws() {
    assertThat(Forecast.draws(10_000, 1)).isEqualTo(10_000);
    assertThat(Forecast.draws(10_000, 2_000)).isEqualTo(10_000);
    assertThat(Forecast.draws(10_000, 5_000)).isEqualTo(4_000);
    assertThat(Forecast.draws(10_000, 0)).isEqualTo(10_000);
  }

  @Test
  void theNormalQuantileIsExact() {
    assertThat(Spread.normal(0.5)).isCloseTo(0, within(1e-8));
    assertThat(Spread.normal(0.975)).isCloseTo(1.959963985, within(1e-8));
    assertThat(Spread.normal(0.001)).isCloseTo(-3.090232306, within(1e-8));
  }
}
