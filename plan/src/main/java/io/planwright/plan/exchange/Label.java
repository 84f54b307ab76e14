package io.planwright.plan.exchange;

import java.util.Optional;

/** What is written on the box of a phase or a task: one line. */
final class Label {
  private Label() {}

  static String of(Optional<String> id, String title) {
    return line(id.map(own -> own + ": " + title).orElse(title));
  }

  /** As one line without control characters. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> line.appendCodePoint(Character.isISOControl(point) ? ' ' : point));
    return line.toString().strip();
  }
}
