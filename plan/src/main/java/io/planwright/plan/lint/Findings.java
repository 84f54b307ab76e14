package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the rules have found. */
public final class Findings {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Findings() {}

  void add(Rule rule, Source at, String message, String hint) {
    add(rule, rule.severity(), at, message, hint);
  }

  void add(Rule rule, Severity severity, Source at, String message, String hint) {
    diagnostics.add(new Diagnostic(rule.code(), severity, message, hint, at.line(), at.column()));
  }

  /** In the order of the document. */
  List<Diagnostic> inOrder() {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.sort(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column));
    return all;
  }
}
