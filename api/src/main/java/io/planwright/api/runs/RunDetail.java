package io.planwright.api.runs;

import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import io.planwright.store.Resource;
import io.planwright.store.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run with its plan's phases and tasks, and where each stands.
 *
 * @param budgets that steps of it have asked of: what is there, reserved and spent
 */
public record RunDetail(Run run, List<PhaseDetail> phases, Links links, List<Resource> budgets) {
  public RunDetail {
    budgets = List.copyOf(budgets);
    phases = List.copyOf(phases);
  }

  /**
   * @param dependsOn keys of phases and tasks that must have ended first
   */
  public record PhaseDetail(
      String key, String title, State state, List<String> dependsOn, List<TaskDetail> tasks) {
    public PhaseDetail {
      dependsOn = List.copyOf(dependsOn);
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * @param id the author's own
   * @param since when it came to its state; absent before it came to any
   * @param waiting for whom and why, while it waits
   * @param execution 1 for the first, more after a retry or a rerun
   */
  public record TaskDetail(
      String key,
      Optional<String> id,
      String title,
      String executor,
      State state,
      Optional<Instant> since,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<String> actor,
      Optional<String> reason,
      Optional<Outcome> outcome,
      Optional<Failure> failure,
      Optional<String> assignee,
      Optional<Waiting> waiting,
      int execution) {}

  /**
   * @param temporal the run in Temporal's Web UI, where one is configured
   */
  public record Links(Optional<String> temporal, String api) {}
}
