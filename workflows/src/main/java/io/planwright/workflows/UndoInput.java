package io.planwright.workflows;

import io.planwright.workflows.plans.UndoScope;
import java.util.List;
import java.util.Optional;

/**
 * What is to be taken back in a run.
 *
 * @param planHash of the plan whose order is reversed; absent: the reversed order of starts
 * @param scope what of the document's rollback sections applies; absent: nothing
 */
public record UndoInput(
    String run, List<UndoRecord> records, Optional<String> planHash, Optional<UndoScope> scope) {
  public UndoInput {
    records = List.copyOf(records);
  }
}
