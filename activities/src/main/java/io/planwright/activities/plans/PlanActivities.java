package io.planwright.activities.plans;

import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.store.Plans;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import java.util.LinkedHashMap;
import java.util.Map;

/** Idempotent: reads only. */
public final class PlanActivities implements PlanSteps {
  private static final int MOST_KEPT = 64;

  private final Plans plans;

  /** A plan of a hash never changes, and each of its phases asks for it. */
  private final Map<String, Slices> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Slices> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public PlanActivities(Plans plans) {
    this.plans = plans;
  }

  @Override
  public Skeleton skeleton(PlanChoice choice) {
    String hash =
        choice
            .hash()
            .orElseGet(
                () ->
                    plans
                        .newestRunnable(choice.team(), choice.planId())
                        .orElseThrow(
                            () ->
                                FailureKind.PLAN_NOT_FOUND.failure(
                                    "team %s has no plan %s that can be run"
                                        .formatted(choice.team(), choice.planId())))
                        .hash());
    return slices(hash).skeleton(choice.planId(), hash);
  }

  @Override
  public Slice slice(String planHash, String part) {
    Slices slices = slices(planHash);
    try {
      return slices.slice(part);
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure("plan " + planHash + " has no part " + part, e);
    }
  }

  private Slices slices(String hash) {
    synchronized (kept) {
      Slices known = kept.get(hash);
      if (known != null) {
        return known;
      }
    }
    Slices slices =
        new Slices(
            plans
                .byHash(hash)
                .orElseThrow(
                    () -> FailureKind.PLAN_NOT_FOUND.failure("no plan has the hash " + hash)));
    synchronized (kept) {
      kept.put(hash, slices);
    }
    return slices;
  }
}
