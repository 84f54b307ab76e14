package io.planwright.api.plans;

import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.plan.Diagnostic;
import io.planwright.store.Plans;
import io.planwright.store.StoredPlan;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The versions of plans that runs can be started from. */
@Singleton
public final class RunnablePlans {
  private final Plans plans;

  RunnablePlans(Plans plans) {
    this.plans = plans;
  }

  /** The version that is named, or the newest that can be run. */
  public StoredPlan find(String team, String planId, Optional<Integer> version) {
    if (version.isEmpty()) {
      Optional<StoredPlan> newest = plans.newestRunnable(team, planId);
      if (newest.isPresent()) {
        return newest.get();
      }
    }
    StoredPlan plan =
        plans.find(team, planId, version).orElseThrow(() -> PlanNotFound.problem(planId, version));
    if (!plan.runnable()) {
      throw invalid(plan);
    }
    return plan;
  }

  private static ProblemException invalid(StoredPlan plan) {
    long errors =
        plan.diagnostics().stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).count();
    return ProblemKind.PLAN_INVALID
        .problem(
            "expected a version without errors, version "
                + plan.version()
                + " of "
                + plan.id()
                + " has "
                + errors)
        .errors(plan.diagnostics());
  }
}
