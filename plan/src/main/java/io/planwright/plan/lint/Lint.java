package io.planwright.plan.lint;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import java.util.List;

/** Looks for what is doubtful in a plan beyond what keeps it from being run. */
public final class Lint {
  private final List<Rule> rules;

  /**
   * @param catalogue tells which executors have an effect, and which can undo it
   */
  public Lint(Catalogue catalogue) {
    this.rules =
        List.of(
            new EffortSum(),
            new EffortTotal(),
            new DurationShort(),
            new ChecklistContradiction(),
            new DoneTooEarly(),
            new DependencyCancelled(),
            new OrphanTask(),
            new OwnerMissing(),
            new GateUndecided(),
            new UndoMissing(catalogue),
            new CriterionUnmeasured(catalogue),
            new TitleWordless(),
            new TitleDuplicated(),
            new PhaseEmpty());
  }

  public List<Rule> rules() {
    return rules;
  }

  /** What the rules find, in the document's order; what the compiler said is not repeated. */
  public List<Diagnostic> of(Compiled compiled) {
    Findings findings = new Findings();
    rules.forEach(rule -> rule.check(compiled.plan(), findings));
    return findings.inOrder();
  }
}
