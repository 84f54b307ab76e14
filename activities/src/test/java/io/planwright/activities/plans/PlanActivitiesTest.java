package io.planwright.activities.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Source;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.Skeleton;
import io.planwright.store.Plans;
import io.planwright.store.Runs;
import io.planwright.store.testing.TestingServers;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.TeamWeights;
import io.planwright.workflows.plans.PlanChoice;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlanActivitiesTest {
  private static ApplicationContext context;
  private static Plans plans;
  private static PlanActivities activities;

  @BeforeAll
  static void start() {
    context = TestingServers.get().context();
    plans = context.getBean(Plans.class);
    activities =
        new PlanActivities(
            plans,
            context.getBean(Runs.class),
            context.getBean(io.planwright.store.Leases.class),
            new TeamWeights(new java.util.TreeMap<>(java.util.Map.of("team", 3.0))));
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void withoutAHashTheNewestVersionThatCanBeRunIsTaken() {
    String first = save("newest", "One", List.of());
    PlanChoice newest = new PlanChoice("team", "newest", Optional.empty());
    assertThat(activities.skeleton(newest))
        .isEqualTo(
            new Skeleton("newest", first, "One", List.of(), 0).taking(Shares.USUAL.weighing(3)));

    String second = save("newest", "Two", List.of());
    save(
        "newest",
        "Three",
        List.of(new Diagnostic("cycle", Diagnostic.Severity.ERROR, "no cycle", "", 1, 1)));

    assertThat(activities.skeleton(newest).planHash()).isEqualTo(second);
    assertThat(activities.skeleton(new PlanChoice("team", "newest", Optional.of(first))).title())
        .isEqualTo("One");
  }

  @Test
  void aPlanThatIsNotThereIsNotFound() {
    assertFails(
        FailureKind.PLAN_NOT_FOUND,
        () -> activities.skeleton(new PlanChoice("team", "none", Optional.empty())));
    assertFails(
        FailureKind.PLAN_NOT_FOUND,
        () -> activities.skeleton(new PlanChoice("team", "none", Optional.of("no-hash"))));
    assertFails(FailureKind.PLAN_NOT_FOUND, () -> activities.slice("no-hash", "data"));
  }

  @Test
  void aPartThatThePlanHasNotIsInvalid() {
    String hash = save("parts", "Parts", List.of());

    assertFails(FailureKind.INPUT_INVALID, () -> activities.slice(hash, "nowhere"));
  }

  private static void assertFails(FailureKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(kind.name());
              assertThat(failure.isNonRetryable()).isTrue();
            });
  }

  private static String save(String id, String title, List<Diagnostic> diagnostics) {
    Phase empty =
        new Phase(
            "data",
            Optional.empty(),
            "Data",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            new Source(1, 1));
    Plan plan = Plan.of(title, List.of(empty));
    return plans.save("team", id, "# " + title, new Compiled(plan, diagnostics), "ada").hash();
  }
}
