package io.planwright.workflows;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.plans.UndoScope;
import java.util.List;
import java.util.Optional;

/**
 * What is to be taken back in a run.
 *
 * @param planHash of the plan whose order is reversed; absent: the reversed order of starts
 * @param stored more of the records, as artifacts
 * @param scope what of the document's rollback sections applies; absent: nothing
 */
public record UndoInput(
    String run,
    List<UndoRecord> records,
    Optional<String> planHash,
    Optional<UndoScope> scope,
    List<ArtifactRef> stored) {
  public UndoInput {
    records = List.copyOf(records);
    // Undos that began before there was such a thing have all of it in themselves.
    stored = stored == null ? List.of() : List.copyOf(stored);
  }
}
