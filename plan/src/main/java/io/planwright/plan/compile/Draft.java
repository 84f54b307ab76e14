package io.planwright.plan.compile;

import io.planwright.plan.Evidence;
import io.planwright.plan.Source;
import java.util.List;

/**
 * What was read of a document, before its references are resolved.
 *
 * @param phases in the document's order, also those without tasks
 * @param orderNotes sentences that say which phase or task waits for which
 * @param edges arrows of drawings
 */
record Draft(String title, List<PhaseDraft> phases, List<Note> orderNotes, List<Edge> edges) {

  /** {@code Phase 4: Depends on Phase 1}, from a section about dependencies. */
  record Note(String subject, Statement statement) {}

  /** An arrow of a drawing: what stands at its end waits for what stands at its start. */
  record Edge(String start, String end, Evidence.Form form, Source source) {}

  List<TaskDraft> tasks() {
    return phases.stream().flatMap(phase -> phase.tasks.stream()).toList();
  }
}
