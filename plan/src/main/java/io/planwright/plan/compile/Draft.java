package io.planwright.plan.compile;

import java.util.List;

/**
 * What was read of a document, before its references are resolved.
 *
 * @param phases in the document's order, also those without tasks
 * @param orderNotes sentences that say which phase or task waits for which
 */
record Draft(String title, List<PhaseDraft> phases, List<Note> orderNotes) {

  /** {@code Phase 4: Depends on Phase 1}, from a section about dependencies. */
  record Note(String subject, Statement statement) {}

  List<TaskDraft> tasks() {
    return phases.stream().flatMap(phase -> phase.tasks.stream()).toList();
  }
}
