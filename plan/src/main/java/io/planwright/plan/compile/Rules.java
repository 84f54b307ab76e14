package io.planwright.plan.compile;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Diagnostic;
import java.util.List;

/**
 * What a team's {@code bindings.yaml} says of how tasks are done that bear no planwright block. A
 * rule is a person's word, so it may bind what has an effect. The first that fits a task binds it.
 */
public final class Rules {
  public static final Rules NONE = new Rules(List.of());

  private final List<Rule> rules;

  Rules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * What came of a rules file.
   *
   * @param rules none where there is an error
   * @param diagnostics with places in the rules file
   */
  public record Reading(Rules rules, List<Diagnostic> diagnostics) {
    public Reading {
      diagnostics = List.copyOf(diagnostics);
    }

    public boolean valid() {
      return diagnostics.stream().noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    }
  }

  /**
   * Pure, and never throws for what a file holds.
   *
   * @param catalogue the executors that rules may name
   */
  public static Reading read(byte[] file, Catalogue catalogue) {
    Problems problems = new Problems();
    List<Rule> rules = RuleReader.read(file, catalogue, problems);
    Reading reading = new Reading(new Rules(rules), problems.inOrder());
    return reading.valid() ? reading : new Reading(NONE, reading.diagnostics());
  }

  public int size() {
    return rules.size();
  }

  List<Rule> all() {
    return rules;
  }
}
