package io.planwright.plan.compile;

/** A format of other tools that a plan may be read from. */
public enum ImportFormat {
  /** Task Master's {@code tasks.json}. */
  TASKMASTER,
  /** Rows of tasks under a header. */
  CSV,
  /** A flowchart or a gantt. */
  MERMAID,
  /** A digraph of Graphviz. */
  DOT
}
