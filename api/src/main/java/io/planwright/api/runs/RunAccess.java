package io.planwright.api.runs;

import io.planwright.api.access.Principal;
import io.planwright.api.problem.ProblemKind;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import jakarta.inject.Singleton;

/** The runs that a caller can see: those of other teams are not there. */
@Singleton
public final class RunAccess {
  private final Runs runs;

  RunAccess(Runs runs) {
    this.runs = runs;
  }

  public Run find(Principal caller, String id) {
    return runs.find(id)
        .filter(run -> caller.sees(run.team()))
        .orElseThrow(() -> ProblemKind.RUN_NOT_FOUND.problem("the team has no run " + id));
  }
}
