package io.planwright.workflows;

import java.util.List;
import java.util.Optional;

/**
 * What is to be taken back in a run.
 *
 * @param planHash of the plan whose order is reversed; absent: the reversed order of starts
 */
public record UndoInput(String run, List<UndoRecord> records, Optional<String> planHash) {
  public UndoInput {
    records = List.copyOf(records);
  }
}
