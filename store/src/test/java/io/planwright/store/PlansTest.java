package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micronaut.context.ApplicationContext;
import io.planwright.store.testing.TestingServers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlansTest {
  private static ApplicationContext context;
  private static Plans plans;

  @BeforeAll
  static void start() {
    context = TestingServers.get().context();
    plans = context.getBean(Plans.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void givesBackThePlanThatWasStored() {
    StoredPlan stored = plans.save("a", "sprint", "# Sprint", TestingRuns.broken("Sprint"), "ada");

    assertThat(stored.version()).isEqualTo(1);
    assertThat(stored.plan()).isEqualTo(TestingRuns.plan("Sprint"));
    assertThat(stored.diagnostics()).isEqualTo(TestingRuns.broken("Sprint").diagnostics());
    assertThat(stored.runnable()).isFalse();
    assertThat(plans.find("a", "sprint", Optional.empty())).contains(stored);
    assertThat(plans.byHash(stored.hash())).contains(stored.plan());
    assertThat(stored.plan().hash()).isEqualTo(stored.hash());
    assertThat(plans.document("a", "sprint", 1)).contains("# Sprint");
  }

  @Test
  void theSamePlanIsTheSameVersion() {
    StoredPlan first = plans.save("b", "sprint", "# One", TestingRuns.compiled("One"), "ada");

    assertThat(plans.save("b", "sprint", "# One  ", TestingRuns.compiled("One"), "bob"))
        .isEqualTo(first);
    assertThat(plans.save("b", "sprint", "# Two", TestingRuns.compiled("Two"), "bob").version())
        .isEqualTo(2);
    assertThat(plans.save("b", "sprint", "# One", TestingRuns.compiled("One"), "bob").version())
        .isEqualTo(3);
    assertThat(plans.find("b", "sprint", Optional.of(1))).contains(first);
    assertThat(plans.document("b", "sprint", 1)).contains("# One");
  }

  @Test
  void aPlanWhoseErrorsWereMendedIsANewVersion() {
    plans.save("c", "sprint", "# One", TestingRuns.broken("One"), "ada");
    assertThat(plans.newestRunnable("c", "sprint")).isEmpty();

    StoredPlan mended = plans.save("c", "sprint", "# One!", TestingRuns.compiled("One"), "ada");

    assertThat(mended.version()).isEqualTo(2);
    plans.save("c", "sprint", "# Three", TestingRuns.broken("Three"), "ada");
    assertThat(plans.newestRunnable("c", "sprint")).contains(mended);
  }

  @Test
  void teamsSeeTheirOwnPlans() {
    plans.save("d", "one", "1", TestingRuns.compiled("1"), "ada");
    plans.save("d", "two", "2", TestingRuns.compiled("2"), "ada");
    plans.save("d", "two", "3", TestingRuns.compiled("3"), "ada");
    plans.save("e", "three", "4", TestingRuns.compiled("4"), "ada");

    assertThat(plans.list("d", 10))
        .extracting(StoredPlan::id, StoredPlan::version)
        .containsExactly(tuple("one", 1), tuple("two", 2));
    assertThat(plans.list("d", 1)).extracting(StoredPlan::id).containsExactly("one");
    assertThat(plans.find("d", "three", Optional.empty())).isEmpty();
  }

  @Test
  void saversOfOnePlanTakeTurns() throws Exception {
    try (ExecutorService savers = Executors.newFixedThreadPool(8)) {
      List<Callable<StoredPlan>> saves =
          IntStream.range(0, 8)
              .<Callable<StoredPlan>>mapToObj(
                  i ->
                      () ->
                          plans.save("f", "sprint", "# " + i, TestingRuns.compiled("" + i), "ada"))
              .toList();
      List<Integer> versions =
          savers.invokeAll(saves).stream().map(Future::resultNow).map(StoredPlan::version).toList();

      assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void aCharacterThatPostgresCannotHoldIsReplaced() {
    StoredPlan stored =
        plans.save("g", "sprint", "a\0b", TestingRuns.compiled("Null \0 here"), "ada");

    assertThat(stored.title()).isEqualTo("Null \uFFFD here");
    assertThat(stored.plan().title()).isEqualTo("Null \uFFFD here");
    assertThat(plans.document("g", "sprint", 1)).contains("a\uFFFDb");
  }
}
