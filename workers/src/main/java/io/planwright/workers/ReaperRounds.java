package io.planwright.workers;

import io.micronaut.context.annotation.Property;
import io.planwright.activities.plans.LostRuns;
import io.planwright.activities.shares.Reaper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where workflows run, what they share is looked after, and what became of those that tell nothing
 * more; of several processes each takes a part.
 */
@Singleton
final class ReaperRounds {
  private static final Logger log = LoggerFactory.getLogger(ReaperRounds.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Reaper reaper;
  private final LostRuns lost;
  private final Duration unchecked;
  private final ScheduledExecutorService rounds =
      // One for each, so that a list that takes its time holds up no grant.
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("reaper").factory());

  ReaperRounds(
      Reaper reaper,
      LostRuns lost,
      @Property(name = "planwright.lease-check", defaultValue = "PT10S") Duration unchecked) {
    this.reaper = reaper;
    this.lost = lost;
    this.unchecked = unchecked;
  }

  void start() {
    each(PAUSE, "what runs share", () -> reaper.round(unchecked));
    each(unchecked, "runs that tell nothing more", lost::round);
  }

  @PreDestroy
  void stop() {
    rounds.shutdownNow();
  }

  private void each(Duration pause, String what, Runnable round) {
    var unused =
        rounds.scheduleWithFixedDelay(
            () -> {
              try {
                round.run();
              } catch (RuntimeException e) {
                // An exception would end the rounds for good; without a server, the next may do.
                log.warn("{} cannot be looked after: {}", what, e.toString());
              }
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }
}
