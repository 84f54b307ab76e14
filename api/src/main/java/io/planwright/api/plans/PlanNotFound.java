package io.planwright.api.plans;

import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import java.util.Optional;

/** A plan that the caller's team does not have. */
public final class PlanNotFound {
  private PlanNotFound() {}

  public static ProblemException problem(String id, Optional<Integer> version) {
    return ProblemKind.PLAN_NOT_FOUND.problem(
        "the team has no plan " + id + version.map(v -> " of version " + v).orElse(""));
  }
}
