package io.planwright.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Text made fit for one line of a terminal. */
public final class Lines {
  private Lines() {}

  /** Without control characters: a title must not steer the reader's terminal. */
  public static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                plain.appendCodePoint(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? ' '
                        : c));
    return plain.toString();
  }

  /** The text's first part, or all of it. */
  public static String cut(String text, int width) {
    if (Cells.width(text) <= width) {
      return text;
    }
    return width < 1 ? "" : Cells.start(text, width - 1) + "…";
  }

  /** The text's last part, or all of it. */
  static String tail(String text, int width) {
    if (Cells.width(text) <= width) {
      return text;
    }
    return width < 1 ? "" : "…" + Cells.end(text, width - 1);
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - Cells.width(text)));
  }

  /** Like {@code 3.2s}, {@code 4m05s}, {@code 2h07m}, {@code 3d04h}. */
  public static String duration(Duration duration) {
    Duration shown = duration.isNegative() ? Duration.ZERO : duration;
    long seconds = shown.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1fs", shown.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }
    return String.format(Locale.ROOT, "%dd%02dh", seconds / 86_400, seconds / 3600 % 24);
  }

  /** As short as four digits allow. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
