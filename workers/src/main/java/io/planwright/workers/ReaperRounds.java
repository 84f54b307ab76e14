package io.planwright.workers;

import io.micronaut.context.annotation.Property;
import io.planwright.activities.shares.Reaper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where workflows run, what they share is looked after; of several processes each takes a part. */
@Singleton
final class ReaperRounds {
  private static final Logger log = LoggerFactory.getLogger(ReaperRounds.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Reaper reaper;
  private final Duration unchecked;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reaper").factory());

  ReaperRounds(
      Reaper reaper,
      @Property(name = "planwright.lease-check", defaultValue = "PT10S") Duration unchecked) {
    this.reaper = reaper;
    this.unchecked = unchecked;
  }

  void start() {
    var unused =
        rounds.scheduleWithFixedDelay(
            this::round, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    rounds.shutdownNow();
  }

  private void round() {
    try {
      reaper.round(unchecked);
    } catch (RuntimeException e) {
      // An exception would end the rounds for good; without the database, the next may do better.
      log.warn("what runs share cannot be looked after: {}", e.toString());
    }
  }
}
