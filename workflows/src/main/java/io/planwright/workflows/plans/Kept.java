package io.planwright.workflows.plans;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;

/**
 * A task as an earlier opening of its phase, or an earlier run, left it.
 *
 * @param valid whether its outcome holds; where not, it is done again
 * @param execution of which this is the outcome
 * @param stored whether the outcome is to be read by itself: all together were too much
 */
public record Kept(
    String task, boolean valid, State state, Outcome outcome, int execution, boolean stored) {

  /** The same with its outcome. */
  public Kept giving(Outcome read) {
    return new Kept(task, valid, state, read, execution, false);
  }
}
