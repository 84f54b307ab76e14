package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;

/** One thing that is looked for in plans. */
public sealed interface Rule
    permits CriterionUnmeasured,
        DependencyCancelled,
        DoneTooEarly,
        DurationShort,
        EffortSum,
        EffortTotal,
        GateUndecided,
        OrphanTask,
        OwnerMissing,
        PhaseEmpty,
        ChecklistContradiction,
        TitleDuplicated,
        TitleWordless,
        UndoMissing {
  /** Stable, lower-case words joined by hyphens. */
  String code();

  /** The most severe that its findings are. */
  Severity severity();

  /** What it looks for, in a sentence. */
  String about();

  /** Reports where it is found. */
  void check(Plan plan, Findings findings);
}
