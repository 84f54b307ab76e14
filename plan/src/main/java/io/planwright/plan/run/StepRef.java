package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One execution of one task of one run: what a step's effects are keyed by, so that a repeated
 * attempt finds what an earlier one did.
 *
 * @param execution 1 for the first, more after a rerun
 */
public record StepRef(String run, String phase, String task, int execution, String team) {
  @JsonIgnore
  public String id() {
    return run + "/" + phase + "/" + task + "#" + execution;
  }

  /** The same step taken back: an execution of its own, so that effects are keyed apart. */
  public StepRef forUndo() {
    return new StepRef(run, phase, task, -execution, team);
  }
}
