package io.planwright.plan.schedule;

import static io.planwright.plan.schedule.TestingPlan.days;
import static io.planwright.plan.schedule.TestingPlan.duration;
import static io.planwright.plan.schedule.TestingPlan.points;
import static io.planwright.plan.schedule.TestingPlan.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.planwright.plan.Progress;
import io.planwright.plan.schedule.Schedule.Ignored;
import io.planwright.plan.schedule.Schedule.Timing;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ScheduleTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final Assumptions ASSUMED = Assumptions.from(Calendar.from(MONDAY));

  private static Schedule schedule(TestingPlan plan) {
    return Schedule.of(plan.plan(), ASSUMED);
  }

  private static Timing timing(Schedule schedule, String key) {
    return schedule.tasks().stream().filter(t -> t.key().equals(key)).findFirst().orElseThrow();
  }

  private static TestingPlan textbook() {
    return new TestingPlan()
        .task("A", 3)
        .task("B", 4, "A")
        .task("C", 2, "A")
        .task("D", 5, "B")
        .task("E", 1, "C")
        .task("F", 2, "C")
        .task("G", 4, "D", "E")
        .task("H", 3, "F", "G");
  }

  @Test
  void findsTheCriticalPathAndTheSlackOfTheTextbook() {
    Schedule schedule = schedule(textbook());
    assertThat(schedule.length()).isEqualTo(duration(19));
    assertThat(schedule.criticalPath()).containsExactly("A", "B", "D", "G", "H");
    assertThat(schedule.tasks())
        .extracting(
            Timing::key,
            t -> t.earliestStart().toHours() / 8,
            t -> t.earliestFinish().toHours() / 8,
            t -> t.latestStart().toHours() / 8,
            t -> t.latestFinish().toHours() / 8,
            t -> t.slack().toHours() / 8,
            Timing::critical)
        .containsExactly(
            tuple("A", 0L, 3L, 0L, 3L, 0L, true),
            tuple("B", 3L, 7L, 3L, 7L, 0L, true),
            tuple("C", 3L, 5L, 9L, 11L, 6L, false),
            tuple("D", 7L, 12L, 7L, 12L, 0L, true),
            tuple("E", 5L, 6L, 11L, 12L, 6L, false),
            tuple("F", 5L, 7L, 14L, 16L, 9L, false),
            tuple("G", 12L, 16L, 12L, 16L, 0L, true),
            tuple("H", 16L, 19L, 16L, 19L, 0L, true));
  }

  @Test
  void endsAPhaseWithItsLastTask() {
    Schedule schedule =
        schedule(
            new TestingPlan()
                .task("a", 1)
                .task("b", 3)
                .phase("p2", "p1")
                .task("c", 2)
                .phase("p3")
                .task("d", 1, "p2"));
    assertThat(timing(schedule, "c").earliestStart()).isEqualTo(duration(3));
    assertThat(timing(schedule, "d").earliestStart()).isEqualTo(duration(5));
    assertThat(schedule.criticalPath()).containsExactly("b", "c", "d");
    assertThat(timing(schedule, "a").slack()).isEqualTo(duration(2));
  }

  @Test
  void datesSkipDaysOffAndHolidays() {
    Calendar calendar =
        new Calendar(
            LocalDate.of(2026, 3, 6),
            Calendar.from(MONDAY).workdays(),
            Duration.ofHours(8),
            List.of(LocalDate.of(2026, 3, 9), LocalDate.of(2026, 3, 8)),
            Calendar.from(MONDAY).zone());
    Schedule schedule =
        Schedule.of(
            new TestingPlan().task("a", 1).task("b", 2, "a").task("c", 0.5, "b").plan(),
            Assumptions.from(calendar));
    assertThat(schedule.tasks())
        .extracting(Timing::key, t -> t.start().toString(), t -> t.finish().toString())
        .containsExactly(
            tuple("a", "2026-03-06", "2026-03-06"),
            tuple("b", "2026-03-10", "2026-03-11"),
            tuple("c", "2026-03-12", "2026-03-12"));
    assertThat(schedule.finish()).isEqualTo("2026-03-12");
  }

  @Test
  void stretchesWorkOverShorterDays() {
    Calendar short4 =
        new Calendar(
            MONDAY,
            Calendar.from(MONDAY).workdays(),
            Duration.ofHours(4),
            List.of(),
            Calendar.from(MONDAY).zone());
    Schedule schedule =
        Schedule.of(new TestingPlan().task("a", 3).plan(), Assumptions.from(short4));
    assertThat(schedule.finish()).isEqualTo("2026-03-09");
  }

  @Test
  void takesDoneWorkForNothingAndLeavesCancelledWorkOut() {
    Schedule schedule =
        schedule(
            new TestingPlan()
                .task("late", 5)
                .task("done", "", Progress.DONE, days(9), "late")
                .task("gone", "", Progress.CANCELLED, days(9), "late")
                .task("next", 1, "done", "gone"));
    assertThat(schedule.tasks()).extracting(Timing::key).containsExactly("late", "done", "next");
    assertThat(timing(schedule, "done").duration()).isZero();
    assertThat(timing(schedule, "next").earliestStart()).isZero();
    assertThat(schedule.length()).isEqualTo(duration(5));
  }

  @Test
  void saysWhatHasNoEstimateAndCountsPoints() {
    Schedule schedule =
        schedule(
            new TestingPlan()
                .task("a", "", Progress.TODO, Optional.empty())
                .task("b", "", Progress.TODO, points(3), "a")
                .task("c", "", Progress.TODO, range(2, 4), "b"));
    assertThat(schedule.unestimated()).containsExactly("a");
    assertThat(schedule.length()).isEqualTo(Duration.ofHours(8 + 3 * 4 + 3 * 8));
  }

  @Test
  void doesWithoutTheDependenciesOfACycleAndSaysSo() {
    Schedule schedule =
        schedule(
            new TestingPlan()
                .task("a", 1, "c")
                .task("b", 1, "a")
                .task("c", 1, "b")
                .task("d", 2, "c", "d", "nowhere")
                .phase("p2", "p3")
                .task("e", 1, "p2")
                .phase("p3", "p2")
                .task("f", 1));
    assertThat(schedule.ignored())
        .extracting(Ignored::of, Ignored::dependsOn, Ignored::reason)
        .containsExactlyInAnyOrder(
            tuple("a", "c", Ignored.Reason.CYCLE),
            tuple("b", "a", Ignored.Reason.CYCLE),
            tuple("c", "b", Ignored.Reason.CYCLE),
            tuple("d", "d", Ignored.Reason.CYCLE),
            tuple("d", "nowhere", Ignored.Reason.UNKNOWN),
            tuple("p2", "p3", Ignored.Reason.CYCLE),
            tuple("e", "p2", Ignored.Reason.CYCLE),
            tuple("p3", "p2", Ignored.Reason.CYCLE));
    assertThat(schedule.length()).isEqualTo(duration(3));
    assertThat(timing(schedule, "d").earliestStart()).isEqualTo(duration(1));
  }

  @Test
  void lastsNoTimeWhereThereIsNothingToDo() {
    Schedule schedule = schedule(new TestingPlan().task("a", "", Progress.DONE, days(1)));
    assertThat(schedule.length()).isZero();
    assertThat(schedule.criticalPath()).isEmpty();
    assertThat(schedule.finish()).isEqualTo(MONDAY);
    assertThat(schedule.forecast().p95().work()).isZero();
    assertThat(schedule(new TestingPlan()).length()).isZero();
  }

  @Test
  void levelsTheWorkOfEachOwner() {
    TestingPlan plan =
        new TestingPlan()
            .of("Ann", "a", 2)
            .of("ann ", "b", 3)
            .of("Bob", "c", 4, "a")
            .of("Bob", "d", 1);
    Schedule free = schedule(plan);
    assertThat(free.length()).isEqualTo(duration(6));
    assertThat(timing(free, "b").earliestStart()).isZero();
    Schedule levelled = Schedule.of(plan.plan(), ASSUMED.byOwner());
    assertThat(levelled.tasks())
        .extracting(
            Timing::key,
            t -> t.earliestStart().toHours() / 8,
            t -> t.earliestFinish().toHours() / 8)
        .containsExactly(
            tuple("a", 0L, 2L), tuple("b", 2L, 5L), tuple("c", 2L, 6L), tuple("d", 0L, 1L));
    assertThat(levelled.length()).isEqualTo(duration(6));
  }

  @Test
  void forecastsLevelledWorkOneTaskAfterTheOther() {
    TestingPlan plan = new TestingPlan().of("Ann", "a", 1).of("Ann", "b", 1).of("Ann", "c", 1);
    Schedule levelled = Schedule.of(plan.plan(), ASSUMED.byOwner());
    assertThat(levelled.length()).isEqualTo(duration(3));
    assertThat(levelled.criticalPath()).containsExactly("a", "b", "c");
    assertThat(levelled.tasks()).extracting(Timing::criticality).containsOnly(1.0);
    assertThat(levelled.forecast().p50().work()).isGreaterThan(duration(2.9));
  }

  @Test
  void isTheSameEachTime() {
    assertThat(schedule(textbook())).isEqualTo(schedule(textbook()));
  }

  @Test
  void readsNoEstimateOfThousandsOfYearsAsADateThatIsNone() {
    TestingPlan plan = new TestingPlan();
    for (int i = 0; i < 5; i++) {
      plan.task("t" + i, 5_000_000, i == 0 ? new String[0] : new String[] {"t" + (i - 1)});
    }
    assertThat(schedule(plan).finish()).isEqualTo(Calendar.LAST);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void schedulesTheLargestPlanInTime() {
    TestingPlan plan = new TestingPlan();
    for (int i = 0; i < 5_000; i++) {
      plan.of(
          "owner " + i % 7,
          "t" + i,
          1 + i % 3,
          i < 10 ? new String[0] : new String[] {"t" + i / 2});
    }
    Schedule schedule = Schedule.of(plan.plan(), ASSUMED.byOwner());
    assertThat(schedule.forecast().draws()).isEqualTo(4_000);
    assertThat(schedule.tasks()).hasSize(5_000);
  }

  @Test
  void refusesWhatIsNoCalendar() {
    assertThatThrownBy(
            () ->
                new Calendar(
                    MONDAY,
                    List.of(),
                    Duration.ofHours(8),
                    List.of(),
                    Calendar.from(MONDAY).zone()))
        .hasMessage("expected a working day at least, there is none");
    assertThatThrownBy(
            () -> new Assumptions(ASSUMED.calendar(), Duration.ZERO, Duration.ZERO, 3, 1, 1, false))
        .hasMessage("sigma must be between 0 and 2, was 3.0");
  }
}
