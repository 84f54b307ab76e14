package io.planwright.bench;

import java.util.Locale;

/**
 * Shares of runs beside what is promised of them, printed line by line.
 *
 * <p>A share of n runs has a standard error of {@code √(s (1 − s)/n)}; a promise is broken where
 * the share is more than three of them, and what a method's limit theorem leaves at its size, on
 * the wrong side.
 */
final class PromiseTable {
  private final double scale;
  private boolean broken;

  /**
   * @param scale of the number of runs
   */
  PromiseTable(double scale) {
    this.scale = scale;
  }

  /** Whether any line was not as promised. */
  boolean broken() {
    return broken;
  }

  int runs(int usual) {
    return Math.max(100, (int) (usual * scale));
  }

  void head(String what) {
    System.out.printf(Locale.ROOT, "%n%-52s %8s %8s %8s%n", what, "share", "error", "runs");
  }

  /** One line; the share must be from low to high but for chance and the method's own limit. */
  void row(String what, int hits, int runs, double low, double high, double limit) {
    double share = (double) hits / runs;
    double error = Math.sqrt(Math.max(share * (1 - share), 1.0 / runs) / runs);
    row(what, share, error, runs, low, high, limit);
  }

  /** The same of a mean of shares with its own standard error. */
  void row(
      String what, double share, double error, int runs, double low, double high, double limit) {
    boolean kept = share >= low - 3 * error - limit && share <= high + 3 * error + limit;
    broken |= !kept;
    System.out.printf(
        Locale.ROOT,
        "  %-50s %8.4f %8.4f %8d%s%n",
        what,
        share,
        error,
        runs,
        kept ? "" : "  BROKEN: expected %s to %s".formatted(low, high));
  }
}
