package io.planwright.api.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.planwright.api.temporal.TemporalBudget;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whether Temporal answers. Where it does not, the API is degraded, not down: it still reads, and
 * takes commands that are delivered later, so it stays ready.
 */
@Singleton
final class TemporalHealth implements HealthIndicator {
  static final HealthStatus DEGRADED =
      new HealthStatus("DEGRADED", "Temporal does not answer", null, null);

  private final WorkflowClient temporal;
  private final TemporalBudget budget;

  TemporalHealth(WorkflowClient temporal, TemporalBudget budget) {
    this.temporal = temporal;
    this.budget = budget;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromCallable(this::ask).subscribeOn(Schedulers.boundedElastic());
  }

  private HealthResult ask() {
    HealthResult.Builder result = HealthResult.builder("temporal");
    try {
      budget.within(() -> temporal.getWorkflowServiceStubs().healthCheck());
      return result.status(HealthStatus.UP).build();
    } catch (RuntimeException e) {
      return result.status(DEGRADED).details(Map.of("error", e.toString())).build();
    }
  }
}
