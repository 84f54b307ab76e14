package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.List;
import java.util.Optional;

/**
 * How the tasks are done that it is about; all that it says of them must hold.
 *
 * @param task a key or an id
 * @param gate the phase whose gate it is about, rather than a task
 * @param source its place in the rules file
 */
record Rule(
    Optional<TextPattern> agent,
    Optional<TextPattern> title,
    Optional<TextPattern> label,
    Optional<TextPattern> phase,
    Optional<String> task,
    Optional<TextPattern> gate,
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
    return gate.isEmpty()
        && holds(agent, subject.agent().stream().toList())
        && holds(title, List.of(subject.title()))
        && holds(label, subject.labels())
        && holds(phase, subject.phase());
  }

  /** Whether it is about the gate of a phase of these names. */
  boolean gates(List<String> names) {
    return gate.isPresent() && holds(gate, names);
  }

  private static boolean holds(Optional<TextPattern> pattern, List<String> texts) {
    return pattern.isEmpty() || texts.stream().anyMatch(pattern.get()::matches);
  }
}
