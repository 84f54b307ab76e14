package io.planwright.workflows;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.State;
import java.util.List;
import java.util.Optional;

/**
 * How a phase ended.
 *
 * @param undo what to do to take its effects back, in the order of their starts
 * @param undoStored more of it, as artifacts
 * @param onFailure what a failed phase asks of the run
 * @param redo tasks that were to be done again when it was ending already
 */
public record PhaseEnd(
    String key,
    State state,
    Optional<Failure> failure,
    Optional<OnFailure> onFailure,
    List<UndoRecord> undo,
    List<String> redo,
    List<ArtifactRef> undoStored) {
  public PhaseEnd {
    undo = List.copyOf(undo);
    // Phases that ended before there were reruns have none.
    redo = redo == null ? List.of() : List.copyOf(redo);
    // Phases that ended before there was such a thing have all of it in themselves.
    undoStored = undoStored == null ? List.of() : List.copyOf(undoStored);
  }

  Effects effects() {
    return new Effects(undo, undoStored);
  }
}
