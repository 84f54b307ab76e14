package io.planwright.gpu;

import io.planwright.plan.run.StepRef;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;

/** Names the attempts of a step in the journal, where each numbers its own lines. */
public final class Attempts {
  private Attempts() {}

  /** A step that lost its worker at its last attempt is called anew, and counts from 1 again. */
  public static String writer(StepRef step, ActivityExecutionContext context) {
    ActivityInfo info = context.getInfo();
    return "%s@%s.%d".formatted(step.id(), info.getActivityId(), info.getAttempt());
  }
}
