package io.planwright.plan.compile;

import io.planwright.plan.Evidence;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of prose such as {@code US1 (Phase 3): Depends on Phase 2 - reason}. */
final class OrderNote {
  private static final Pattern NOTE =
      Pattern.compile(
          "^([^:：]{1,200}?)\\s*[:：]\\s*(?:.*?\\b(?:"
              + "depends? (?:up)?on|blocked by|requires?|(?:run|start|begin|starts|runs|begins|comes|come) after"
              + "|depende de)\\b)\\s*:?\\s*(.+)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE =
      Pattern.compile(
          "^(.{1,100}?)\\s+(depends? (?:up)?on|is blocked by|requires?|(?:must|can|should|may) (?:run|start|begin) (?:only )?after|(?:runs|starts|begins|comes|follows) after|follows|waits for|blocks)"
              + "\\s+(.+)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_MATTER = Pattern.compile("(?i)\\bno dependenc(?:y|ies) on\\b");

  private OrderNote() {}

  static Optional<Draft.Note> of(Line line) {
    String text = NO_MATTER.matcher(line.text()).replaceAll("independent of");
    Matcher note = NOTE.matcher(text);
    if (note.matches()) {
      return Optional.of(
          new Draft.Note(
              note.group(1),
              new Statement(note.group(2), false, Evidence.Form.PROSE, line.source())));
    }
    Matcher sentence = SENTENCE.matcher(text);
    if (sentence.matches()) {
      boolean reversed = sentence.group(2).equalsIgnoreCase("blocks");
      return Optional.of(
          new Draft.Note(
              sentence.group(1),
              new Statement(sentence.group(3), reversed, Evidence.Form.PROSE, line.source())));
    }
    return Optional.empty();
  }
}
