package io.planwright.workers;

import io.planwright.workflows.Executors;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReleaseReason;
import io.temporal.worker.tuning.SlotReserveContext;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.SlotSupplierFuture;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A step that computes has a core to itself. One that waits for others gives its core back as soon
 * as it begins: what a step is is not known while a slot is reserved for it. Where enough of them
 * wait already, the next one keeps its core.
 */
final class CoreSlots implements SlotSupplier<ActivitySlotInfo> {
  static final int MOST_WAITING = 30;

  private final int most;
  private final FixedSizeSlotSupplier<ActivitySlotInfo> cores;
  private final Set<SlotPermit> waiting = new HashSet<>();

  CoreSlots(int cores) {
    this.most = cores + MOST_WAITING;
    this.cores = new FixedSizeSlotSupplier<>(cores);
  }

  @Override
  public SlotSupplierFuture reserveSlot(SlotReserveContext<ActivitySlotInfo> context)
      throws Exception {
    return cores.reserveSlot(context);
  }

  @Override
  public Optional<SlotPermit> tryReserveSlot(SlotReserveContext<ActivitySlotInfo> context) {
    return cores.tryReserveSlot(context);
  }

  @Override
  public void markSlotUsed(SlotMarkUsedContext<ActivitySlotInfo> context) {
    ActivitySlotInfo step = context.getSlotInfo();
    if (Executors.waits(step.getActivityInfo().getActivityType())
        && begins(context.getSlotPermit())) {
      cores.releaseSlot(new GivenBack(step, context.getSlotPermit()));
    }
  }

  @Override
  public void releaseSlot(SlotReleaseContext<ActivitySlotInfo> context) {
    if (!ends(context.getSlotPermit())) {
      cores.releaseSlot(context);
    }
  }

  @Override
  public Optional<Integer> getMaximumSlots() {
    return Optional.of(most);
  }

  private synchronized boolean begins(SlotPermit permit) {
    return waiting.size() < MOST_WAITING && waiting.add(permit);
  }

  private synchronized boolean ends(SlotPermit permit) {
    return waiting.remove(permit);
  }

  private record GivenBack(ActivitySlotInfo step, SlotPermit permit)
      implements SlotReleaseContext<ActivitySlotInfo> {
    @Override
    public SlotReleaseReason getSlotReleaseReason() {
      return SlotReleaseReason.taskComplete();
    }

    @Override
    public SlotPermit getSlotPermit() {
      return permit;
    }

    @Override
    public ActivitySlotInfo getSlotInfo() {
      return step;
    }
  }
}
