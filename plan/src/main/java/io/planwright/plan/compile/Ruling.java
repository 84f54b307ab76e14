package io.planwright.plan.compile;

import io.planwright.plan.compile.Rule.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rule binds which task of one plan. */
final class Ruling {
  private static final int MOST_NAMED = 10;

  private final Map<String, Rule> byKey = new LinkedHashMap<>();
  private final Map<String, Rule> gates = new LinkedHashMap<>();

  private Ruling() {}

  /**
   * A phase that may get a gate.
   *
   * @param open whether nothing has bound its gate yet
   */
  record Gated(String key, List<String> names, boolean open) {}

  static Ruling of(Rules rules, List<Subject> subjects, List<Gated> phases, Problems problems) {
    Ruling ruling = new Ruling();
    List<Rule> unused = new ArrayList<>();
    for (Rule rule : rules.all()) {
      boolean binds = false;
      for (Subject subject : about(rule, subjects, problems)) {
        binds |= subject.open() && ruling.byKey.putIfAbsent(subject.key(), rule) == null;
      }
      for (Gated phase : phases) {
        binds |=
            phase.open()
                && rule.gates(phase.names())
                && ruling.gates.putIfAbsent(phase.key(), rule) == null;
      }
      if (!binds) {
        unused.add(rule);
      }
    }
    if (!unused.isEmpty()) {
      problems.info(
          "rule-unused",
          Problems.START,
          (unused.size() == 1 ? "the rule in line " : "the rules in lines ")
              + lines(unused)
              + " of the rules file bind nothing: none fits, or something before binds it");
    }
    return ruling;
  }

  Optional<Rule> of(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  Optional<Rule> gate(String phase) {
    return Optional.ofNullable(gates.get(phase));
  }

  boolean isEmpty() {
    return byKey.isEmpty() && gates.isEmpty();
  }

  private static List<Subject> about(Rule rule, List<Subject> subjects, Problems problems) {
    if (rule.task().isEmpty()) {
      return subjects.stream().filter(rule::fits).toList();
    }
    String named = rule.task().get();
    List<Subject> byKey = subjects.stream().filter(s -> s.key().equals(named)).toList();
    List<Subject> found =
        (byKey.isEmpty() ? subjects.stream().filter(s -> s.id().equals(named)).toList() : byKey)
            .stream().filter(rule::fits).toList();
    if (found.size() > 1) {
      // To run the wrong one may not be undone.
      problems.error(
          "rule-ambiguous",
          Problems.START,
          rule.said()
              + "task must name one task, "
              + named
              + " names "
              + String.join(", ", found.stream().limit(MOST_NAMED).map(Subject::key).toList()),
          "write the task's key, or add its phase");
      return List.of();
    }
    return found;
  }

  private static String lines(List<Rule> rules) {
    String lines =
        String.join(
            ", ",
            rules.stream()
                .limit(MOST_NAMED)
                .map(rule -> Integer.toString(rule.source().line()))
                .toList());
    return rules.size() <= MOST_NAMED ? lines : lines + " …";
  }
}
