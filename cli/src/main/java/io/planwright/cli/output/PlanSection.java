package io.planwright.cli.output;

/** The parts in which a plan is shown, named as on the command line. */
public enum PlanSection {
  phases,
  graph,
  criteria,
  risks,
  rollbacks,
  settings,
  notes,
  schedule,
  findings
}
