package io.planwright.api.runs;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.planwright.api.ApiLimits;
import io.planwright.store.Asked;
import io.planwright.store.Runs;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the runs that were noted and could not be started: because Temporal was away, or because
 * the API was lost in between. Every replica does so: a workflow of an id is started once.
 */
@Singleton
final class PendingStarts {
  static final int AT_A_TIME = 50;

  /** By then Temporal may have forgotten a workflow that was ended by hand. */
  static final Duration LONGEST = Duration.ofHours(24);

  private static final int MOST_KNOWN = 10_000;
  private static final Logger log = LoggerFactory.getLogger(PendingStarts.class);

  private final Runs runs;
  private final RunStarter starter;
  private final ApiLimits limits;

  /** Those that wait for a worker only: thousands may, and each is asked for once. */
  private final Map<String, Boolean> started =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pending-starts").factory());

  PendingStarts(Runs runs, RunStarter starter, ApiLimits limits) {
    this.runs = runs;
    this.starter = starter;
    this.limits = limits;
  }

  @EventListener
  void start(ServerStartupEvent event) {
    long pause = limits.restart().toMillis();
    var unused = rounds.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    rounds.shutdown();
    if (!rounds.awaitTermination(limits.temporalBudget().toMillis(), TimeUnit.MILLISECONDS)) {
      log.info("a start goes on while the API stops; it is repeated by the next");
    }
  }

  private void round() {
    try {
      makeUp();
    } catch (RuntimeException e) {
      // An exception would end the rounds for good; without the database, the next may do better.
      log.warn("runs that are to be started cannot be read: {}", e.toString());
    }
  }

  private void makeUp() {
    Optional<String> last = Optional.empty();
    while (true) {
      // Younger ones are in the hands of the request that brought them.
      List<Asked> page =
          runs.unstarted(limits.temporalBudget().multipliedBy(2), LONGEST, last, AT_A_TIME);
      for (Asked left : page) {
        String id = left.run().id();
        if (!started.containsKey(id)) {
          if (!starter.makeUp(left)) {
            return;
          }
          started.put(id, true);
          log.info("run {} was noted at {} and is started", id, left.run().createdAt());
        }
      }
      if (page.size() < AT_A_TIME) {
        return;
      }
      last = Optional.of(page.getLast().run().id());
    }
  }
}
