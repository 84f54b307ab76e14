package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.StepRef;
import io.planwright.store.testing.TestingServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static ApplicationContext context;
  private static Outbox outbox;

  @BeforeAll
  static void start() {
    context = TestingServers.get().context();
    outbox = context.getBean(Outbox.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void aMessageIsToBeSentUntilItWas() {
    StepRef step = TestingRuns.step("run", "notify");

    assertThat(outbox.wasSent(step, "send")).isFalse();
    assertThat(outbox.open(step, "send", "log", "hello")).isTrue();
    assertThat(outbox.open(step, "send", "log", "hello")).isTrue();
    outbox.sent(step, "send");

    assertThat(outbox.wasSent(step, "send")).isTrue();
    assertThat(outbox.open(step, "send", "log", "hello")).isFalse();
    assertThat(outbox.open(step, "withdraw", "log", "never mind")).isTrue();
  }

  @Test
  void sendsOnceWithinTheTransactionThatNotesIt() {
    StepRef step = TestingRuns.step("run", "tell");
    List<String> lines = new ArrayList<>();

    assertThatThrownBy(
            () ->
                outbox.send(
                    step,
                    "send",
                    "log",
                    "hello",
                    () -> {
                      throw new IllegalStateException("the disk is full");
                    }))
        .hasStackTraceContaining("the disk is full");
    assertThat(outbox.wasSent(step, "send")).isFalse();

    outbox.send(step, "send", "log", "hello", () -> lines.add("first"));
    outbox.send(step, "send", "log", "hello", () -> lines.add("second"));
    assertThat(lines).containsExactly("first");
    assertThat(outbox.wasSent(step, "send")).isTrue();
  }

  @Test
  void sendsWhatAnEarlierAttemptOnlyNoted() {
    StepRef step = TestingRuns.step("run", "noted");
    List<String> lines = new ArrayList<>();
    outbox.open(step, "send", "log", "hello");

    outbox.send(step, "send", "log", "hello", () -> lines.add("sent"));
    assertThat(lines).containsExactly("sent");
    assertThat(outbox.wasSent(step, "send")).isTrue();
  }
}
