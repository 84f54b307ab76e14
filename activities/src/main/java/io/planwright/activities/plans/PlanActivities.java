package io.planwright.activities.plans;

import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.store.Plans;
import io.planwright.store.StoredPlan;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Loads plans from the store. A plan never changes under its hash, so the last few are kept. */
public final class PlanActivities implements PlanSteps {
  private static final int MOST_KEPT = 100;

  private final Plans plans;
  private final Map<String, Slices> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Slices> eldest) {
              return size() > MOST_KEPT;
            }
          });

  public PlanActivities(Plans plans) {
    this.plans = plans;
  }

  @Override
  public Skeleton skeleton(PlanChoice choice) {
    String hash = choice.hash().orElseGet(() -> newest(choice));
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

  private String newest(PlanChoice choice) {
    StoredPlan newest =
        plans
            .newestRunnable(choice.team(), choice.planId())
            .orElseThrow(
                () ->
                    FailureKind.PLAN_NOT_FOUND.failure(
                        "team "
                            + choice.team()
                            + " has no plan "
                            + choice.planId()
                            + " that can be run"));
    kept.put(newest.hash(), new Slices(newest.plan()));
    return newest.hash();
  }

  private Slices slices(String hash) {
    Slices found = kept.get(hash);
    if (found == null) {
      found =
          plans
              .byHash(hash)
              .map(Slices::new)
              .orElseThrow(
                  () -> FailureKind.PLAN_NOT_FOUND.failure("there is no plan of hash " + hash));
      kept.put(hash, found);
    }
    return found;
  }
}
