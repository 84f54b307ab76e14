package io.planwright.workers;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.reactivestreams.Publisher;

/** Ready when the workers poll. A busy worker polls nothing for hours and is ready all the same. */
@Singleton
@Readiness
final class WorkersHealth implements HealthIndicator {
  private final LaneWorkers workers;

  WorkersHealth(LaneWorkers workers) {
    this.workers = workers;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    LaneWorkers.Phase phase = workers.phase();
    HealthStatus status =
        switch (phase) {
          case IDLE, RUNNING -> HealthStatus.UP;
          case STARTING, STOPPED -> HealthStatus.DOWN;
        };
    return Publishers.just(
        HealthResult.builder("workers", status)
            .details(phase.name().toLowerCase(Locale.ROOT))
            .build());
  }
}
