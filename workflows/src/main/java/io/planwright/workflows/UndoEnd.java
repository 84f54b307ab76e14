package io.planwright.workflows;

import java.util.List;

/**
 * How an undo ended.
 *
 * @param left what could not be taken back and is for a person to do, by step
 */
public record UndoEnd(List<String> left) {
  public UndoEnd {
    left = List.copyOf(left);
  }
}
