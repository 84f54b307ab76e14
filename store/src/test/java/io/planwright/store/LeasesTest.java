package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Claim;
import io.planwright.plan.run.Claimed;
import io.planwright.plan.run.Need;
import io.planwright.plan.run.StepRef;
import io.planwright.plan.run.Waiting;
import io.planwright.store.testing.TestingServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LeasesTest {
  private static ApplicationContext context;
  private static Leases leases;

  @BeforeAll
  static void open() {
    context = TestingServers.get().context();
    leases = context.getBean(Leases.class);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @Test
  void grantsByPriorityThenByAgeAndTellsTheNext() {
    leases.declare("press", Need.Kind.NAMED, 1);
    Need press = Need.of("press", 1);
    assertThat(ask("p-first", Priority.P2, press)).isEqualTo(Claimed.GRANTED);
    assertThat(ask("p-first", Priority.P2, press)).isEqualTo(Claimed.GRANTED);
    assertThat(ask("p-second", Priority.P2, press).waiting())
        .contains(new Waiting("resource press", "needs 1, 0 of 1 free; held by p-first/task"));
    assertThat(ask("p-urgent", Priority.P0, press).waiting()).isPresent();

    leases.settle(step("p-first").id(), new TreeMap<>());

    assertThat(untold("p-")).containsExactly(step("p-urgent").id());
    leases.leave(new Leases.Party("p-urgent/phase", "first"));
    assertThat(untold("p-")).containsExactly(step("p-second").id());
    assertThat(ask("p-second", Priority.P2, press)).isEqualTo(Claimed.GRANTED);
    assertThat(untold("p-")).isEmpty();
  }

  @Test
  void oneThatWaitsForMuchIsNotOvertakenForEver() {
    leases.declare("hall", Need.Kind.NAMED, 2);
    ask("h-first", Priority.P2, Need.of("hall", 1));
    assertThat(ask("h-both", Priority.P2, Need.of("hall", 2)).waiting()).isPresent();

    assertThat(ask("h-late", Priority.P2, Need.of("hall", 1)).waiting()).isPresent();
  }

  @Test
  void aRunAtItsOwnLimitKeepsNobodyElseWaiting() {
    leases.declare("lift", Need.Kind.NAMED, 1);
    Need place = Need.placeOf("l-run", 1);
    assertThat(ask("l-run", Priority.P2, place)).isEqualTo(Claimed.GRANTED);
    StepRef other = new StepRef("l-run", "phase", "other", 1, "quant");
    assertThat(ask(other, Priority.P2, place, Need.of("lift", 1)).waiting())
        .contains(new Waiting("a place in the run", "the run does 1 tasks at once"));

    assertThat(ask("l-else", Priority.P2, Need.of("lift", 1))).isEqualTo(Claimed.GRANTED);
  }

  @Test
  void aBudgetKeepsWhatWasSpentAndWaitsForMore() {
    Need cost = Need.budget("b-run", "tokens", 60, 100);
    ask("b-run", Priority.P2, cost);
    leases.settle(step("b-run").id(), new TreeMap<>(Map.of(cost.resource(), 70.0)));
    leases.settle(step("b-run").id(), new TreeMap<>(Map.of(cost.resource(), 1.0)));
    StepRef next = new StepRef("b-run", "phase", "next", 1, "quant");

    assertThat(ask(next, Priority.P2, cost).waiting())
        .contains(new Waiting("an operator", "budget approval: needs 60 tokens, has 30 of 100"));
    leases.declare(cost.resource(), Need.Kind.BUDGET, 130);

    assertThat(untold("b-run")).containsExactly(next.id());
    assertThat(leases.budgets("b-run"))
        .singleElement()
        .satisfies(budget -> assertThat(budget.held()).isEqualTo(130));
  }

  @Test
  void aStepThatIsResumedPaysAgain() {
    Need cost = Need.budget("r-run", "usd", 5, 20);
    for (int time = 0; time < 2; time++) {
      assertThat(ask("r-run", Priority.P2, cost)).isEqualTo(Claimed.GRANTED);
      leases.settle(step("r-run").id(), new TreeMap<>());
    }

    assertThat(leases.budgets("r-run"))
        .singleElement()
        .satisfies(budget -> assertThat(budget.held()).isEqualTo(10));
  }

  @Test
  void refusesWhatCanNeverBeGranted() {
    leases.declare("van", Need.Kind.NAMED, 1);

    assertThatThrownBy(() -> ask("x", Priority.P2, Need.of("vam", 1)))
        .isInstanceOf(ResourceUnknown.class)
        .hasMessageContaining("nobody declared the resource vam")
        .hasMessageContaining("van");
    assertThatThrownBy(() -> ask("x", Priority.P2, Need.of("van", 2)))
        .hasMessage("needs 2 of the resource van, which has 1");
  }

  @Test
  void namesEachHolderToOneReaperAtATime() {
    leases.declare("dock", Need.Kind.NAMED, 1);
    ask("d-run", Priority.P2, Need.of("dock", 1));
    Leases.Party holder = new Leases.Party("d-run/phase", "first");

    assertThat(leases.toCheck(Duration.ZERO)).contains(holder);
    assertThat(leases.toCheck(Duration.ofMinutes(1))).doesNotContain(holder);
  }

  private static List<String> untold(String prefix) {
    return leases.untold().stream()
        .map(Leases.Grant::step)
        .filter(step -> step.startsWith(prefix))
        .toList();
  }

  private static StepRef step(String run) {
    return new StepRef(run, "phase", "task", 1, "quant");
  }

  private static Claimed ask(String run, Priority priority, Need... needs) {
    return ask(step(run), priority, needs);
  }

  private static Claimed ask(StepRef step, Priority priority, Need... needs) {
    return leases.ask(new Claim(step, step.run() + "/phase", "first", priority, List.of(needs)));
  }
}
