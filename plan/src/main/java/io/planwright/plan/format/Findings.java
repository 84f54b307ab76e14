package io.planwright.plan.format;

import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects what is to be said about a document. */
final class Findings {
  static final Source START = new Source(1, 1);
  static final int MOST = 1_000;

  /** To find the nearest of many names takes time. */
  private static final int MOST_HINTS = 100;

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int hints;
  private int left;
  private boolean leftAnError;

  void error(String code, Source at, String message, String hint) {
    add(code, Severity.ERROR, at, message, hint);
  }

  void warning(String code, Source at, String message, String hint) {
    add(code, Severity.WARNING, at, message, hint);
  }

  /** An error whose hint is the nearest of the names that could stand there. */
  void unknown(String code, Source at, String message, String written, Collection<String> known) {
    error(code, at, message, hints++ < MOST_HINTS ? Nearest.hint(written, known) : "");
  }

  private boolean full() {
    return diagnostics.size() >= MOST;
  }

  private void add(String code, Severity severity, Source at, String message, String hint) {
    if (full()) {
      left++;
      leftAnError |= severity == Severity.ERROR;
    } else {
      diagnostics.add(new Diagnostic(code, severity, message, hint, at.line(), at.column()));
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
              "at most %d diagnostics are listed, %d more %s found"
                  .formatted(MOST, left, left == 1 ? "was" : "were"),
              "repair the ones above and read the document again",
              START.line(),
              START.column()));
    }
    return all;
  }
}
