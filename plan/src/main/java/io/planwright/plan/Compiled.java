package io.planwright.plan;

import java.util.List;

/**
 * What was understood of a document: always a plan, perhaps an empty one, and what is to be said.
 */
public record Compiled(Plan plan, List<Diagnostic> diagnostics) {
  public Compiled {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether a run may be started from it. */
  public boolean runnable() {
    return diagnostics.stream().noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
