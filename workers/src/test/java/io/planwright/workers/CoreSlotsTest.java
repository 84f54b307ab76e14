package io.planwright.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInfo;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReleaseReason;
import io.temporal.worker.tuning.SlotReserveContext;
import io.temporal.worker.tuning.SlotSupplierFuture;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CoreSlotsTest {
  private final CoreSlots slots = new CoreSlots(2);

  @Test
  void aStepThatComputesKeepsItsCore() {
    Begun first = begin("model.evaluate");
    begin("features.build");
    assertThat(slots.tryReserveSlot(new Asking())).isEmpty();

    end(first);
    assertThat(slots.tryReserveSlot(new Asking())).isPresent();
    assertThat(slots.tryReserveSlot(new Asking())).isEmpty();
  }

  @Test
  void stepsThatWaitForOthersTakeNoCore() {
    List<Begun> waiting = new ArrayList<>();
    for (int i = 0; i < CoreSlots.MOST_WAITING; i++) {
      waiting.add(begin(List.of("notify.send", "model.promote", "data.fetch.undo").get(i % 3)));
    }
    Begun first = begin("notify.send");
    begin("model.evaluate");
    assertThat(slots.tryReserveSlot(new Asking())).as("enough of them wait").isEmpty();

    end(first);
    waiting.forEach(this::end);
    assertThat(slots.tryReserveSlot(new Asking())).isPresent();
    assertThat(slots.tryReserveSlot(new Asking())).isEmpty();
  }

  @Test
  void asksForMoreThanCoresAreFreeUntilAStepComputes() {
    end(begin("notify.send"));
    List<SlotPermit> asked = new ArrayList<>();
    for (int i = 0; i < 2 + CoreSlots.AHEAD; i++) {
      asked.add(slots.tryReserveSlot(new Asking()).orElseThrow());
    }
    assertThat(slots.tryReserveSlot(new Asking())).isEmpty();

    // All that was asked for computes: no more is asked for until a core is free again.
    List<Begun> begun = asked.stream().map(permit -> begin("model.evaluate", permit)).toList();
    begun.stream().limit(CoreSlots.AHEAD).forEach(this::end);
    assertThat(slots.tryReserveSlot(new Asking())).isEmpty();
    end(begun.getLast());
    assertThat(slots.tryReserveSlot(new Asking())).isPresent();
    assertThat(slots.tryReserveSlot(new Asking())).isEmpty();
  }

  @Test
  void whoWaitsForACoreGetsTheNextThatIsFree() {
    Begun first = begin("model.evaluate");
    begin("model.evaluate");
    SlotSupplierFuture asked = slots.reserveSlot(new Asking());
    assertThat(asked).isNotDone();

    end(first);
    assertThat(asked).isDone();
  }

  @Test
  void whoGivesUpAskingTakesNoCore() {
    Begun first = begin("model.evaluate");
    begin("model.evaluate");
    SlotSupplierFuture given = slots.reserveSlot(new Asking());
    SlotSupplierFuture asked = slots.reserveSlot(new Asking());
    assertThat(given.abortReservation()).isNull();

    end(first);
    assertThat(asked).isDone();
    assertThat(slots.tryReserveSlot(new Asking())).isEmpty();
  }

  private Begun begin(String type) {
    return begin(type, slots.tryReserveSlot(new Asking()).orElseThrow());
  }

  private Begun begin(String type, SlotPermit permit) {
    Begun begun = new Begun(new ActivitySlotInfo(named(type), "worker", "build"), permit);
    slots.markSlotUsed(begun);
    return begun;
  }

  private void end(Begun begun) {
    slots.releaseSlot(begun);
  }

  private static ActivityInfo named(String type) {
    return (ActivityInfo)
        Proxy.newProxyInstance(
            ActivityInfo.class.getClassLoader(),
            new Class<?>[] {ActivityInfo.class},
            (_, method, _) -> {
              if (!method.getName().equals("getActivityType")) {
                throw new IllegalStateException("expected to be asked for the type, was " + method);
              }
              return type;
            });
  }

  private record Begun(ActivitySlotInfo step, SlotPermit permit)
      implements SlotMarkUsedContext<ActivitySlotInfo>, SlotReleaseContext<ActivitySlotInfo> {
    @Override
    public ActivitySlotInfo getSlotInfo() {
      return step;
    }

    @Override
    public SlotPermit getSlotPermit() {
      return permit;
    }

    @Override
    public SlotReleaseReason getSlotReleaseReason() {
      return SlotReleaseReason.taskComplete();
    }
  }

  private record Asking() implements SlotReserveContext<ActivitySlotInfo> {
    @Override
    public String getTaskQueue() {
      return "cpu";
    }

    @Override
    public Map<SlotPermit, ActivitySlotInfo> getUsedSlots() {
      return Map.of();
    }

    @Override
    public String getWorkerIdentity() {
      return "worker";
    }

    @Override
    public String getWorkerBuildId() {
      return "build";
    }

    @Override
    public int getNumIssuedSlots() {
      return 0;
    }
  }
}
