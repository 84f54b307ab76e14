package io.planwright.plan.compile;

import io.planwright.plan.Evidence;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
          "^(.{1,100}?)\\s+(depends? (?:up)?on|is blocked by|requires?|(?:must|can|should|may) (?:run|start|begin) (?:only )?after|(?:runs|starts|begins|comes|follows) after|follows|waits for|must (?:come|finish|be done) before|comes before|precedes|blocks)"
              + "\\s+(.+)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_MATTER = Pattern.compile("(?i)\\bno dependenc(?:y|ies) on\\b");

  /** Only ids and phases are taken from within a sentence. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\b(depends? (?:up)?on|(?:is )?blocked (?:by|on)|waits? for|blocks)\\s+"
              + "((?:(?:\\p{L}+\\s+)?#?[A-Za-z]{0,6}-?\\d[\\w.-]{0,12}(?:\\s*(?:,|and|&|\\+)\\s*)?){1,10})",
          Pattern.CASE_INSENSITIVE);

  /** One of these stands in all that is read here. */
  private static final List<String> STEMS =
      List.of("depend", "block", "require", "after", "follow", "wait");

  private OrderNote() {}

  private static boolean mayOrder(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String stem : STEMS) {
      if (lower.contains(stem)) {
        return true;
      }
    }
    return false;
  }

  /** What a remark says in passing: {@code Blocks Phase 10.}, {@code blocked on P3-05}. */
  static List<Statement> inside(String text, Source at) {
    if (!mayOrder(text)) {
      return List.of();
    }
    List<Statement> statements = new ArrayList<>();
    for (Matcher inside = INSIDE.matcher(text); inside.find(); ) {
      boolean reversed = inside.group(1).equalsIgnoreCase("blocks");
      statements.add(new Statement(inside.group(2).strip(), reversed, Evidence.Form.PROSE, at));
    }
    return statements;
  }

  private static boolean hasColon(String text) {
    return text.indexOf(':') >= 0 || text.indexOf('：') >= 0;
  }

  static Optional<Draft.Note> of(Line line) {
    if (!mayOrder(line.text())) {
      return Optional.empty();
    }
    String text = NO_MATTER.matcher(line.text()).replaceAll("independent of");
    Matcher note = NOTE.matcher(text);
    if (hasColon(text) && note.matches()) {
      return Optional.of(
          new Draft.Note(
              note.group(1),
              new Statement(note.group(2), false, Evidence.Form.PROSE, line.source())));
    }
    Matcher sentence = SENTENCE.matcher(text);
    if (sentence.matches()) {
      String verb = sentence.group(2).toLowerCase(Locale.ROOT);
      boolean reversed =
          verb.equals("blocks") || verb.endsWith("before") || verb.equals("precedes");
      return Optional.of(
          new Draft.Note(
              sentence.group(1),
              new Statement(sentence.group(3), reversed, Evidence.Form.PROSE, line.source())));
    }
    return Optional.empty();
  }
}
