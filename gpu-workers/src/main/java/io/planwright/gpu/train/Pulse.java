package io.planwright.gpu.train;

import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats while native code is busy, always with the last checkpoint, which a heartbeat without
 * it would make Temporal forget. What a heartbeat throws is kept for the working thread.
 */
final class Pulse implements AutoCloseable {
  private final ActivityExecutionContext context;
  private final AtomicReference<@Nullable Checkpoint> last;
  private final AtomicReference<@Nullable RuntimeException> end = new AtomicReference<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("train-pulse").factory());

  Pulse(ActivityExecutionContext context, Optional<Checkpoint> last, Duration interval) {
    this.context = context;
    this.last = new AtomicReference<>(last.orElse(null));
    thread.scheduleAtFixedRate(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells of a checkpoint that is on the disk. */
  void tell(Checkpoint checkpoint) {
    last.set(checkpoint);
    context.heartbeat(checkpoint);
  }

  /** Throws what a heartbeat threw: the step was cancelled, paused, or its worker stops. */
  void check() {
    RuntimeException thrown = end.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  private void beat() {
    try {
      context.heartbeat(last.get());
    } catch (RuntimeException e) {
      end.compareAndSet(null, e);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
