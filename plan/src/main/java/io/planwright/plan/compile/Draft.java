package io.planwright.plan.compile;

import io.planwright.plan.Evidence;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was read of a document, before its references are resolved.
 *
 * @param phases in the document's order, also those without tasks
 * @param orderNotes sentences that say which phase or task waits for which
 */
record Draft(
    String title,
    List<PhaseDraft> phases,
    List<Note> orderNotes,
    List<Drawing> drawings,
    List<Sequence> sequences,
    AboutPlan about) {

  /** {@code Phase 4: Depends on Phase 1}, from a section about dependencies. */
  record Note(String subject, Statement statement) {}

  /**
   * A drawing of boxes and arrows, of tasks perhaps.
   *
   * @param announced its heading says that it shows an order
   * @param labels of its boxes
   */
  record Drawing(Evidence.Form form, boolean announced, List<Label> labels, List<Arrow> arrows) {}

  /**
   * A numbered list of what happens one after the other.
   *
   * @param scope names the phase that it is about; may name none
   * @param steps each with what happens in it side by side
   */
  record Sequence(String scope, List<List<Label>> steps) {}

  record Label(String text, Source source) {}

  /** What stands at its end waits for what stands at its start. */
  record Arrow(String start, String end, double confidence, Source source) {}

  List<TaskDraft> tasks() {
    List<TaskDraft> tasks = new ArrayList<>();
    phases.forEach(phase -> tasks.addAll(phase.tasks));
    return Collections.unmodifiableList(tasks);
  }
}
