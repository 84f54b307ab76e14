package io.planwright.store;

import io.planwright.plan.run.Shares;
import java.util.List;
import java.util.Optional;

/**
 * How a run is to be started.
 *
 * @param all whether tasks that the document marks done are run too
 * @param redo of one that repeats another: keys of tasks that are done again
 * @param shares what was asked for beside the plan's own
 * @param build of the workers that it stays on
 */
public record Start(boolean all, List<String> redo, Shares shares, Optional<String> build) {
  public static final Start USUAL = new Start(false, List.of(), Shares.USUAL, Optional.empty());

  public Start {
    redo = List.copyOf(redo);
  }

  public Start all(boolean all) {
    return new Start(all, redo, shares, build);
  }
}
