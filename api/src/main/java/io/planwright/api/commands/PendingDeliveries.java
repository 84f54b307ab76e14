package io.planwright.api.commands;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.planwright.api.ApiLimits;
import io.planwright.store.Commands;
import io.planwright.store.StoredCommand;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers again what is still pending. Every replica does so: a command that two deliver at once
 * is taken once.
 */
@Singleton
final class PendingDeliveries {
  static final int AT_A_TIME = 50;

  private static final Logger log = LoggerFactory.getLogger(PendingDeliveries.class);

  private final Commands commands;
  private final Delivery delivery;
  private final ApiLimits limits;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pending-deliveries").factory());

  PendingDeliveries(Commands commands, Delivery delivery, ApiLimits limits) {
    this.commands = commands;
    this.delivery = delivery;
    this.limits = limits;
  }

  @EventListener
  void start(ServerStartupEvent event) {
    long pause = limits.redeliver().toMillis();
    var unused = rounds.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    rounds.shutdown();
    if (!rounds.awaitTermination(limits.temporalBudget().toMillis(), TimeUnit.MILLISECONDS)) {
      log.info("a delivery goes on while the API stops; it is repeated by the next");
    }
  }

  private void round() {
    try {
      deliver();
    } catch (RuntimeException e) {
      // An exception would end the rounds for good; without the database, the next may do better.
      log.warn("pending commands cannot be read: {}", e.toString());
    }
  }

  private void deliver() {
    Map<String, List<StoredCommand>> byRun = new LinkedHashMap<>();
    // Younger ones are in the hands of the request that brought them.
    for (StoredCommand command : commands.pending(limits.temporalBudget(), AT_A_TIME)) {
      byRun.computeIfAbsent(command.command().run(), _ -> new ArrayList<>()).add(command);
    }
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      byRun.values().forEach(inOrder -> each.execute(() -> deliver(inOrder)));
    }
  }

  private void deliver(List<StoredCommand> inOrder) {
    for (StoredCommand command : inOrder) {
      try {
        delivery.deliver(command);
      } catch (RuntimeException e) {
        // One run's broken command must not keep the others from theirs; it is tried again.
        log.error("command {} cannot be delivered", command.command().id(), e);
      }
    }
  }
}
