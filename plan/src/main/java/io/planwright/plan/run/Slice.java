package io.planwright.plan.run;

import io.planwright.plan.Task;
import java.util.List;

/** A part with its tasks: what one phase workflow works through. */
public record Slice(Skeleton.Part part, List<Step> steps) {
  public Slice {
    steps = List.copyOf(steps);
  }

  /**
   * A task with the keys of all that must have ended before it starts: tasks, or parts of phases.
   */
  public record Step(Task task, List<String> needs) {
    public Step {
      needs = List.copyOf(needs);
    }
  }
}
