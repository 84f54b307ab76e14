package io.planwright.plan;

/**
 * A place in the plan document.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 */
public record Source(int line, int column) {
  public Source {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line and column must be >= 1, were " + line + ":" + column);
    }
  }
}
