package io.planwright.workflows;

import io.planwright.workflows.plans.PhaseSteps;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Notices the end of a phase that can't tell of it. A run that was continued as new has no promise
 * of the phases that it opened before; one that is terminated sends no signal. So where nothing is
 * heard for long, Temporal is asked.
 */
final class PhaseWatch {
  static final Duration QUIET = Duration.ofMinutes(5);

  private final PhaseSteps phases = LocalSteps.of(PhaseSteps.class);
  private boolean asks;

  /** Of a run that goes on as new; one that did before there was this watch goes on without. */
  void begin() {
    asks = Workflow.getVersion("phase-watch", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /**
   * Waits for the condition.
   *
   * @param orphans open phases that an earlier execution of the run opened
   * @return false where it did not come for long
   */
  boolean await(List<String> orphans, Supplier<Boolean> condition) {
    if (!asks || orphans.isEmpty()) {
      Workflow.await(condition);
      return true;
    }
    return Workflow.await(QUIET, condition);
  }

  boolean isOpen(String workflowId) {
    return phases.isOpen(workflowId);
  }
}
