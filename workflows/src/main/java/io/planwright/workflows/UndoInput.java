package io.planwright.workflows;

import java.util.List;

/** What is to be taken back in a run. */
public record UndoInput(String run, List<UndoRecord> records) {
  public UndoInput {
    records = List.copyOf(records);
  }
}
