package io.planwright.plan.run;

import io.planwright.plan.Priority;
import java.util.List;

/**
 * A step asks for all that it needs at once: it gets all or nothing.
 *
 * @param workflow that runs the step
 * @param workflowRun that one's first run id in Temporal: it stays when it continues as new
 */
public record Claim(
    StepRef step, String workflow, String workflowRun, Priority priority, List<Need> needs) {
  public Claim {
    needs = List.copyOf(needs);
  }
}
