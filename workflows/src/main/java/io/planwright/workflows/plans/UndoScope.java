package io.planwright.workflows.plans;

import java.util.List;

/**
 * How far an undo goes.
 *
 * @param parts whose work is taken back
 * @param whole whether the run ends with it: sections that undo the whole plan apply then
 */
public record UndoScope(List<String> parts, boolean whole) {
  public UndoScope {
    parts = List.copyOf(parts);
  }
}
