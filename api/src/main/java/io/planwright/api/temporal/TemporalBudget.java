package io.planwright.api.temporal;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.planwright.api.ApiLimits;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

  /**
   * Calls, with the budget as deadline of every gRPC call in it. A process that stops calls no
   * more: for who asks, Temporal is then unavailable.
   */
  public <T> T within(Supplier<T> call) {
    Context.CancellableContext context = deadline();
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }

  private Context.CancellableContext deadline() {
    try {
      return Context.current()
          .withDeadline(Deadline.after(budget.toMillis(), TimeUnit.MILLISECONDS), expiry);
    } catch (RejectedExecutionException stopped) {
      throw Status.UNAVAILABLE
          .withDescription("this process is stopping")
          .withCause(stopped)
          .asRuntimeException();
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
