package io.planwright.workflows.plans;

import java.util.Optional;

/**
 * Which plan a run follows.
 *
 * @param hash of a version; absent: the newest version that can be run when the run starts
 */
public record PlanChoice(String team, String planId, Optional<String> hash) {
  /** The same plan, held to a version. */
  public PlanChoice pinned(String version) {
    return new PlanChoice(team, planId, Optional.of(version));
  }
}
