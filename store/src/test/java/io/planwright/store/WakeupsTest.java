package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.State;
import io.planwright.store.testing.TestingServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.embedded.RedisServer;

@Timeout(60)
class WakeupsTest {
  @Test
  void anAppendWakesWatchersInOtherProcesses() throws Exception {
    Map<String, Object> properties = TestingServers.get().properties();
    try (ApplicationContext writer = ApplicationContext.run(properties);
        ApplicationContext reader = ApplicationContext.run(properties)) {
      Journal journal = writer.getBean(Journal.class);
      Wakeups wakeups = reader.getBean(Wakeups.class);
      Semaphore calls = new Semaphore(0);
      Semaphore callsOfOther = new Semaphore(0);
      try (AutoCloseable one = wakeups.listen("seen", calls::release);
          AutoCloseable other = wakeups.listen("unseen", callsOfOther::release)) {
        assertThat(List.of(one, other)).hasSize(2);
        awaitCall(calls);
        awaitCall(callsOfOther);
        journal.append("seen", "seen", List.of(TestingRuns.opened(1, "p")));
        awaitCall(calls);
      }
      assertThat(callsOfOther.availablePermits()).isZero();
    }
  }

  @Test
  void watchersOfOneRunAreWokenUntilTheyLeave() throws Exception {
    try (ApplicationContext context = TestingServers.get().context()) {
      Wakeups wakeups = context.getBean(Wakeups.class);
      Semaphore stays = new Semaphore(0);
      Semaphore leaves = new Semaphore(0);
      try (AutoCloseable listening = wakeups.listen("r", stays::release)) {
        assertThat(listening).isNotNull();
        awaitCall(stays);
        AutoCloseable leaving = wakeups.listen("r", leaves::release);
        awaitCall(leaves);
        leaving.close();
        leaving.close();
        wakeups.wake("r");
        awaitCall(stays);
        assertThat(leaves.availablePermits()).isZero();
      }
      Semaphore again = new Semaphore(0);
      try (AutoCloseable listening = wakeups.listen("r", again::release)) {
        assertThat(listening).isNotNull();
        awaitCall(again);
      }
    }
  }

  @Test
  void withoutRedisTheJournalIsWrittenAndWatchersAreWokenOnceItIsThere() throws Exception {
    int port = TestingServers.freePort();
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put("redis.uri", "redis://127.0.0.1:" + port);
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      Journal journal = context.getBean(Journal.class);
      Wakeups wakeups = context.getBean(Wakeups.class);
      Semaphore calls = new Semaphore(0);
      try (AutoCloseable listening = wakeups.listen("r", calls::release)) {
        assertThat(listening).isNotNull();
        long start = System.nanoTime();
        journal.append("r", "r", List.of(TestingRuns.opened(1, "p")));
        journal.append("r", "r", List.of(TestingRuns.run(2, State.RUNNING)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(journal.read("r", 0, 10)).hasSize(2);
        assertThat(calls.availablePermits()).isZero();

        RedisServer redis = TestingServers.redis(port);
        redis.start();
        try {
          awaitCall(calls);
        } finally {
          redis.stop();
        }
        journal.append("r", "r", List.of(TestingRuns.run(3, State.SUCCEEDED)));
        assertThat(journal.read("r", 2, 10)).hasSize(1);

        RedisServer next = TestingServers.redis(port);
        next.start();
        try {
          awaitCall(calls);
        } finally {
          next.stop();
        }
      }
    }
  }

  private static void awaitCall(Semaphore calls) throws InterruptedException {
    assertThat(calls.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }
}
