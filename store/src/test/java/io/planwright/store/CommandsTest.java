package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.planwright.store.StoredCommand.Delivery;
import io.planwright.store.testing.TestingServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static ApplicationContext context;
  private static Commands commands;

  @BeforeAll
  static void start() {
    context = TestingServers.get().context();
    commands = context.getBean(Commands.class);
    context.getBean(Journal.class).append("r", "r", List.of(TestingRuns.opened(1, "p")));
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void aSecondCommandOfOneIdGivesTheFirst() {
    Verb verb = new Verb.Complete("fetch", Outcome.NONE.metric("rows", 2));
    Command command = new Command("twice", "r", verb, "ada", Optional.of("done"));
    StoredCommand first = commands.store(command);

    assertThat(first.command()).isEqualTo(command);
    assertThat(first.delivery()).isEqualTo(Delivery.PENDING);
    assertThat(first.message()).isEmpty();
    assertThat(
            commands.store(new Command("twice", "r", new Verb.Cancel(), "bob", Optional.empty())))
        .isEqualTo(first);
    assertThat(commands.find("twice")).contains(first);
  }

  @Test
  void theFirstSettlingHolds() {
    store("settled");
    StoredCommand rejected = commands.settle("settled", Delivery.REJECTED, "not waiting");

    assertThat(rejected.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(rejected.message()).contains("not waiting");
    assertThat(commands.settle("settled", Delivery.ACCEPTED, "")).isEqualTo(rejected);
  }

  @Test
  void nothingIsSettledAsPendingOrWithoutACommand() {
    store("open");
    assertThatThrownBy(() -> commands.settle("open", Delivery.PENDING, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> commands.settle("unknown", Delivery.ACCEPTED, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown");
  }

  @Test
  void undeliveredCommandsAreFoundOldestFirst() {
    store("wait-1");
    store("wait-2");
    store("wait-3");
    commands.settle("wait-2", Delivery.ACCEPTED, "");

    assertThat(commands.pending(Duration.ZERO, 100))
        .extracting(stored -> stored.command().id())
        .containsSubsequence("wait-1", "wait-3")
        .doesNotContain("wait-2");
    assertThat(commands.pending(Duration.ZERO, 1)).hasSize(1);
    assertThat(commands.pending(Duration.ofHours(1), 100)).isEmpty();
  }

  private static void store(String id) {
    commands.store(new Command(id, "r", new Verb.Cancel(), "ada", Optional.empty()));
  }
}
