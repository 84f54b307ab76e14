package io.planwright.plan.compile;

import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is to be said about a document. */
final class Problems {
  static final Source START = new Source(1, 1);

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int left;
  private boolean leftAnError;

  void error(String code, Source at, String message, String hint) {
    add(code, Severity.ERROR, at, message, hint);
  }

  void warning(String code, Source at, String message, String hint) {
    add(code, Severity.WARNING, at, message, hint);
  }

  void info(String code, Source at, String message) {
    add(code, Severity.INFO, at, message, "");
  }

  void addAll(Problems others) {
    others.diagnostics.forEach(
        one ->
            add(
                one.code(),
                one.severity(),
                new Source(one.line(), one.column()),
                one.message(),
                one.hint()));
    left += others.left;
    leftAnError |= others.leftAnError;
  }

  private void add(String code, Severity severity, Source at, String message, String hint) {
    if (diagnostics.size() >= Limits.MOST_DIAGNOSTICS && severity != Severity.INFO) {
      dropLastInfo();
    }
    if (diagnostics.size() >= Limits.MOST_DIAGNOSTICS) {
      left++;
      leftAnError |= severity == Severity.ERROR;
      return;
    }
    diagnostics.add(new Diagnostic(code, severity, message, hint, at.line(), at.column()));
  }

  /** What is to be repaired is worth more than a remark. */
  private void dropLastInfo() {
    for (int i = diagnostics.size() - 1; i >= 0; i--) {
      if (diagnostics.get(i).severity() == Severity.INFO) {
        diagnostics.remove(i);
        left++;
        return;
      }
    }
  }

  /** In the order of the document. */
  List<Diagnostic> inOrder() {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.sort(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column));
    if (left > 0) {
      all.add(
          new Diagnostic(
              "too-many-diagnostics",
              leftAnError ? Severity.ERROR : Severity.WARNING,
              "at most "
                  + Limits.MOST_DIAGNOSTICS
                  + " diagnostics are listed, "
                  + left
                  + " more were found",
              "repair the ones above and compile again",
              START.line(),
              START.column()));
    }
    return all;
  }
}
