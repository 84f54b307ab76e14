package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.State;
import io.planwright.store.testing.TestingServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static ApplicationContext context;
  private static Plans plans;
  private static Runs runs;
  private static Journal journal;

  @BeforeAll
  static void start() {
    context = TestingServers.get().context();
    plans = context.getBean(Plans.class);
    runs = context.getBean(Runs.class);
    journal = context.getBean(Journal.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void aRepeatedRequestFindsItsRun() {
    StoredPlan plan = plan("team", "repeat");
    Asked asked = runs.reserve("repeat-1", plan, "ada", Priority.P1, "request", Start.USUAL);

    Run run = asked.run();
    assertThat(run.state()).isEqualTo(State.PENDING);
    assertThat(run.planHash()).isEqualTo(plan.hash());
    assertThat(run.stream()).isZero();
    assertThat(asked.repeated()).isFalse();
    assertThat(runs.reserve("repeat-1", plan, "ada", Priority.P1, "request", Start.USUAL))
        .isEqualTo(new Asked(run, asked.start(), true));
  }

  @Test
  void anotherRequestUnderTheSameIdIsRefused() {
    StoredPlan plan = plan("team", "changed");
    runs.reserve("changed-1", plan, "ada", Priority.P1, "request", Start.USUAL);

    assertThatThrownBy(
            () -> runs.reserve("changed-1", plan, "ada", Priority.P1, "another", Start.USUAL))
        .isInstanceOf(RequestChanged.class)
        .hasMessageContaining("changed-1");
  }

  @Test
  void aReservedRunIsOpenedByItsFirstLine() {
    StoredPlan plan = plan("team", "merged");
    Run reserved = runs.reserve("merged-1", plan, "ada", Priority.P1, "request", Start.USUAL).run();
    journal.append("merged-1", "merged-1", List.of(TestingRuns.opened(1, "merged")));

    Run opened = runs.find("merged-1").orElseThrow();
    assertThat(opened.createdAt()).isEqualTo(reserved.createdAt());
    assertThat(opened.schedule()).contains("nightly");
    assertThat(opened.stream()).isEqualTo(1);
    assertThat(runs.reserve("merged-1", plan, "ada", Priority.P1, "request", Start.USUAL).run())
        .isEqualTo(opened);
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    StoredPlan plan = plan("pages", "paged");
    for (int i = 1; i <= 5; i++) {
      runs.reserve("paged-" + i, plan, "ada", Priority.P2, "request", Start.USUAL);
    }
    journal.append("paged-2", "paged-2", List.of(TestingRuns.run(1, State.RUNNING)));

    Optional<String> team = Optional.of("pages");
    List<Run> first = runs.list(team, Optional.empty(), Optional.empty(), Optional.empty(), 3);
    assertThat(first).extracting(Run::id).containsExactly("paged-5", "paged-4", "paged-3");
    assertThat(runs.list(team, Optional.empty(), Optional.empty(), Optional.of("paged-3"), 3))
        .extracting(Run::id)
        .containsExactly("paged-2", "paged-1");
    assertThat(
            runs.list(team, Optional.of("paged"), Optional.of(State.RUNNING), Optional.empty(), 3))
        .extracting(Run::id)
        .containsExactly("paged-2");
    assertThat(runs.list(team, Optional.of("other"), Optional.empty(), Optional.empty(), 3))
        .isEmpty();
    assertThat(
            runs.list(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100))
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void tellsWhichOfSomeHaveNotEnded() {
    StoredPlan plan = plan("open", "open");
    for (int i = 1; i <= 3; i++) {
      runs.reserve("open-" + i, plan, "ada", Priority.P2, "request", Start.USUAL);
    }
    journal.append("open-2", "open-2", List.of(TestingRuns.run(1, State.RUNNING)));
    journal.append("open-3", "open-3", List.of(TestingRuns.run(1, State.FAILED)));

    assertThat(runs.open(List.of("open-2", "open-3", "open-1", "unknown")))
        .containsExactlyInAnyOrder("open-1", "open-2");
    assertThat(runs.open(List.of())).isEmpty();
  }

  @Test
  void tellsOfRunsThatHaveNotBegun() {
    StoredPlan plan = plan("late", "late");
    Shares shares =
        new Shares(
            Optional.empty(), Optional.of(3), new TreeMap<>(Map.of(Shares.USD, 5.0)), List.of());
    Start limited = new Start(true, List.of(), shares, Optional.of("1.4.0"));
    runs.reserve("late-1", plan, "ada", Priority.P1, "request", limited);
    runs.reserveRepeated("late-2", "late-1", "ada", "request", List.of("1.1"));
    runs.reserve("late-3", plan, "ada", Priority.P1, "request", Start.USUAL);
    journal.append("late-3", "late-3", List.of(TestingRuns.run(1, State.RUNNING)));
    Duration day = Duration.ofDays(1);

    List<Asked> left =
        runs.unstarted(Duration.ZERO, day, Optional.empty(), 1_000).stream()
            .filter(unstarted -> unstarted.run().team().equals("late"))
            .toList();

    assertThat(left).extracting(u -> u.run().id()).containsExactly("late-1", "late-2");
    assertThat(left)
        .extracting(Asked::start)
        .containsExactly(limited, new Start(false, List.of("1.1"), shares, Optional.empty()));
    assertThat(runs.unstarted(Duration.ZERO, day, Optional.of("late-1"), 1_000))
        .extracting(u -> u.run().id())
        .contains("late-2")
        .doesNotContain("late-1");
    assertThat(runs.unstarted(day, day.multipliedBy(2), Optional.empty(), 1_000)).isEmpty();
  }

  private static StoredPlan plan(String team, String id) {
    return plans.save(team, id, "# " + id, TestingRuns.compiled(id), "ada");
  }
}
