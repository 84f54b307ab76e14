package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.StepRef;
import io.planwright.store.testing.TestingServers;
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
}
