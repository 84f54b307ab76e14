package io.planwright.api.temporal;

import io.grpc.Context;
import io.grpc.Deadline;
import io.planwright.api.ApiLimits;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds calls to Temporal: its client repeats failed calls for a minute, longer than a caller over
 * HTTP waits.
 */
@Singleton
public final class TemporalBudget {
  private final ScheduledExecutorService expiry =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("temporal-budget").factory());
  private final Duration budget;

  TemporalBudget(ApiLimits limits) {
    this.budget = limits.temporalBudget();
  }

  /** Calls, with the budget as deadline of every gRPC call in it. */
  public <T> T within(Supplier<T> call) {
    Context.CancellableContext context =
        Context.current()
            .withDeadline(Deadline.after(budget.toMillis(), TimeUnit.MILLISECONDS), expiry);
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }

  public Duration time() {
    return budget;
  }

  @PreDestroy
  void close() {
    expiry.shutdownNow();
  }
}
