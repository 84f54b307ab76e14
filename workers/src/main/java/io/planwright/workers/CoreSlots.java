package io.planwright.workers;

import io.planwright.workflows.Executors;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReserveContext;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.SlotSupplierFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A step that computes has a core to itself. One that waits for others gives its core back as soon
 * as it begins: what a step is is not known while a slot is reserved for it. Where enough of them
 * wait already, the next one keeps its core.
 *
 * <p>A poll takes longer than many a step that waits. After such a step, polls go out ahead of the
 * cores that are free, until a step comes that computes; what comes to those that are out by then
 * shares the cores.
 */
final class CoreSlots implements SlotSupplier<ActivitySlotInfo> {
  static final int MOST_WAITING = 30;
  static final int AHEAD = 3;

  private final int most;
  private final Deque<CompletableFuture<SlotPermit>> asking = new ArrayDeque<>();
  private final Set<SlotPermit> waiting = new HashSet<>();
  private boolean ahead;

  /** Below zero where more compute than there are cores. */
  private int free;

  CoreSlots(int cores) {
    this.most = cores + AHEAD + MOST_WAITING;
    this.free = cores;
  }

  @Override
  public synchronized SlotSupplierFuture reserveSlot(SlotReserveContext<ActivitySlotInfo> context) {
    CompletableFuture<SlotPermit> asked = new CompletableFuture<>();
    asking.add(asked);
    grant();
    return SlotSupplierFuture.fromCompletableFuture(asked, () -> asked.cancel(false));
  }

  @Override
  public synchronized Optional<SlotPermit> tryReserveSlot(
      SlotReserveContext<ActivitySlotInfo> context) {
    if (free <= 0) {
      return Optional.empty();
    }
    free--;
    return Optional.of(new SlotPermit());
  }

  @Override
  public synchronized void markSlotUsed(SlotMarkUsedContext<ActivitySlotInfo> context) {
    boolean waits = Executors.waits(context.getSlotInfo().getActivityInfo().getActivityType());
    if (waits && waiting.size() < MOST_WAITING && waiting.add(context.getSlotPermit())) {
      free++;
    }
    if (waits != ahead) {
      ahead = waits;
      free += waits ? AHEAD : -AHEAD;
    }
    grant();
  }

  @Override
  public synchronized void releaseSlot(SlotReleaseContext<ActivitySlotInfo> context) {
    if (!waiting.remove(context.getSlotPermit())) {
      free++;
      grant();
    }
  }

  /** Whoever gave up asking is passed over. */
  private void grant() {
    while (free > 0 && !asking.isEmpty()) {
      if (asking.remove().complete(new SlotPermit())) {
        free--;
      }
    }
  }

  @Override
  public Optional<Integer> getMaximumSlots() {
    return Optional.of(most);
  }
}
