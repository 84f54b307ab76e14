package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.List;
import java.util.Optional;

/**
 * How the tasks are done that it is about; all that it says of them must hold.
 *
 * @param task a key or an id
 * @param source its place in the rules file
 */
record Rule(
    Optional<TextPattern> agent,
    Optional<TextPattern> title,
    Optional<TextPattern> label,
    Optional<TextPattern> phase,
    Optional<String> task,
    Annotation annotation,
    Source source) {

  /**
   * A task as rules see it.
   *
   * @param agent who does it, or its phase where nobody is named
   * @param phase its key, id and title
   * @param open whether nothing has bound it yet
   */
  record Subject(
      String key,
      String id,
      String title,
      Optional<String> agent,
      List<String> labels,
      List<String> phase,
      boolean open) {}

  /** To go before a message about a task of the document. */
  String said() {
    return "the rule in line " + source.line() + " of the rules file: ";
  }

  /** Whether all holds but which task it is. */
  boolean fits(Subject subject) {
    return holds(agent, subject.agent().stream().toList())
        && holds(title, List.of(subject.title()))
        && holds(label, subject.labels())
        && holds(phase, subject.phase());
  }

  private static boolean holds(Optional<TextPattern> pattern, List<String> texts) {
    return pattern.isEmpty() || texts.stream().anyMatch(pattern.get()::matches);
  }
}
