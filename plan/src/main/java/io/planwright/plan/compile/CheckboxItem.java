package io.planwright.plan.compile;

import io.planwright.plan.Progress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a checklist's item: {@code [ ] 1.1 Title}, {@code [x] T001 [P] Title}, {@code
 * [-] Title}.
 *
 * @param optional marked as one that may be left out
 * @param kind the word before the id, as {@link Words#task} has it; empty without one
 * @param id empty where the author gave none
 */
record CheckboxItem(Progress state, boolean optional, String kind, String id, String title) {
  private static final String MARKS = " xX~/!>-";
  private static final Pattern WORD =
      Pattern.compile(
          "^(\\p{L}+)\\s+#?\\[?(" + Identifier.ANY + ")]?\\s*(?:[:：.)]|[–—-](?=\\s))\\s*(.+)$");
  private static final Pattern BARE_WORD = Pattern.compile("^\\p{L}+\\s*[:：]\\s+(.+)$");

  static Optional<CheckboxItem> of(Line line) {
    Optional<Boxed> boxed = boxed(line.text());
    if (boxed.isEmpty()) {
      return Optional.empty();
    }
    Progress state = line.struck() ? Progress.CANCELLED : boxed.get().state();
    boolean optional = boxed.get().optional();
    String text = boxed.get().text();
    String kind = Words.task(text.substring(0, Words.end(text, 0)));
    if (!kind.isEmpty()) {
      Matcher word = WORD.matcher(text);
      if (word.matches()) {
        return Optional.of(
            new CheckboxItem(state, optional, kind, word.group(2), word.group(3).strip()));
      }
    }
    Optional<Identifier.Led> led = Identifier.leading(text);
    if (led.isPresent()) {
      return Optional.of(new CheckboxItem(state, optional, "", led.get().id(), led.get().rest()));
    }
    String title = kind.equals("task") ? BARE_WORD.matcher(text).replaceFirst("$1") : text;
    return Optional.of(new CheckboxItem(state, optional, "", "", title));
  }

  /** A heading's text after a checkbox, if it starts with one; a box may also stand in headings. */
  static Optional<Boxed> boxed(String text) {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    if (close < 1 || close > 2 || (close == 2 && MARKS.indexOf(text.charAt(1)) < 0)) {
      return Optional.empty();
    }
    boolean optional = text.startsWith("*", close + 1);
    int end = optional ? close + 2 : close + 1;
    return end < text.length() && text.charAt(end) <= ' '
        ? Optional.of(
            new Boxed(
                close == 1 ? Progress.TODO : state(text.charAt(1)),
                optional,
                text.substring(end).strip()))
        : Optional.empty();
  }

  /** What a box says, and what follows it. */
  record Boxed(Progress state, boolean optional, String text) {}

  private static Progress state(char mark) {
    return switch (mark) {
      case 'x', 'X' -> Progress.DONE;
      case '-', '/', '>' -> Progress.IN_PROGRESS;
      case '~', '!' -> Progress.BLOCKED;
      default -> Progress.TODO;
    };
  }
}
