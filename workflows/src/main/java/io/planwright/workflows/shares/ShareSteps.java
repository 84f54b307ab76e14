package io.planwright.workflows.shares;

import io.planwright.plan.run.Claim;
import io.planwright.plan.run.Claimed;
import io.planwright.plan.run.Need;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.SortedMap;

/**
 * Claiming what runs share: local activities, each idempotent. What one frees is granted to who
 * waits, and that one's workflow hears of it by a signal.
 */
@ActivityInterface
public interface ShareSteps {
  /** Claims, or tells how the step's claim stands. Fails with RESOURCE_UNKNOWN. */
  @ActivityMethod(name = "share.ask")
  Claimed ask(Claim claim);

  /**
   * The step has ended, or will not begin.
   *
   * @param step its id
   * @param spent of budgets, by their resources' names
   */
  @ActivityMethod(name = "share.settle")
  void settle(String step, SortedMap<String, Double> spent);

  /** The workflow has ended. */
  @ActivityMethod(name = "share.leave")
  void leave(String workflow, String workflowRun);

  /** Sets how much there is of what a run brings along: its capacity. */
  @ActivityMethod(name = "share.allow")
  void allow(Need need);
}
