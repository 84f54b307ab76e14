package io.planwright.store;

import io.planwright.plan.Priority;
import io.planwright.plan.run.State;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The runs and where their phases and tasks stand: read here, written by the {@link Journal}. */
@Singleton
public class Runs {
  /**
   * Notes that a run was asked for, in state pending, before its workflow is started. The same id
   * with the same request gives the run that is there; with another request, {@link
   * RequestChanged}.
   *
   * @param request a hash of what was asked
   */
  public Run reserve(String id, StoredPlan plan, String actor, Priority priority, String request) {
    throw new UnsupportedOperationException();
  }

  public Optional<Run> find(String id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Newest first.
   *
   * @param before id of the last run of the page before
   */
  public List<Run> list(
      Optional<String> team,
      Optional<String> planId,
      Optional<State> state,
      Optional<String> before,
      int limit) {
    throw new UnsupportedOperationException();
  }

  /** Its phases and tasks that have left the state pending. */
  public List<StepState> steps(String run) {
    throw new UnsupportedOperationException();
  }
}
