package io.planwright.plan.compile;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a label in a drawing, without HTML, entities, icons and Markdown. */
final class LabelText {
  private static final Pattern BREAK =
      Pattern.compile("<br\\s{0,9}/?>|\\\\n", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,200}>");
  private static final Pattern ICON = Pattern.compile("(?<![\\w])fa[a-z]?:fa-[\\w-]{1,60}");
  private static final Pattern ENTITY = Pattern.compile("[&#]#?(\\w{1,10});");
  private static final Pattern MARKS = Pattern.compile("\\*\\*|__|`|~~");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("quot", "\""),
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("lpar", "("),
          Map.entry("rpar", ")"),
          Map.entry("lbrack", "["),
          Map.entry("rbrack", "]"),
          Map.entry("colon", ":"),
          Map.entry("semi", ";"),
          Map.entry("comma", ","),
          Map.entry("num", "#"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("rarr", "→"),
          Map.entry("le", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("hellip", "…"));

  private LabelText() {}

  static String plain(String written) {
    String text = written;
    if (text.indexOf('<') >= 0 || text.indexOf('\\') >= 0) {
      text = TAG.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("");
    }
    text = text.contains(":fa-") ? ICON.matcher(text).replaceAll("") : text;
    text = mayMark(text) ? MARKS.matcher(text).replaceAll("") : text;
    text = mayRun(text) ? SPACE.matcher(text).replaceAll(" ").strip() : text.strip();
    text = inside(inside(inside(text, '"'), '*'), '_');
    if (text.indexOf(';') >= 0) {
      // What is written as an entity is no mark.
      text =
          ENTITY
              .matcher(text)
              .replaceAll(found -> Matcher.quoteReplacement(entity(found.group(), found.group(1))))
              .strip();
    }
    return text;
  }

  private static boolean mayMark(String text) {
    return text.indexOf('`') >= 0
        || text.contains("**")
        || text.contains("__")
        || text.contains("~~");
  }

  /** Whether there is space that is not a single blank. */
  private static boolean mayRun(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c == ' ' && text.startsWith(" ", i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static String entity(String written, String name) {
    if (name.chars().allMatch(Character::isDigit)) {
      return character(written, name, 10);
    }
    if (name.startsWith("x") && written.startsWith("&#")) {
      return character(written, name.substring(1), 16);
    }
    return ENTITIES.getOrDefault(name, written);
  }

  private static String character(String written, String digits, int radix) {
    try {
      int point = Integer.parseInt(digits, radix);
      return Character.isValidCodePoint(point) && !Character.isISOControl(point)
          ? Character.toString(point)
          : written;
    } catch (NumberFormatException e) {
      return written;
    }
  }

  private static String inside(String text, char mark) {
    return text.length() > 2 && text.charAt(0) == mark && text.indexOf(mark, 1) == text.length() - 1
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }
}
