package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Counts the marks that could open emphasis or an image before a paragraph, an item or a table's
 * row ends. The Markdown parser walks nested emphasis by recursion, so that their number bounds its
 * stack.
 */
final class OpenMarks {
  private static final Pattern ITEM = Pattern.compile("^\\s*[-*+]\\s.*");
  private static final Pattern DELIMITER_ROW = Pattern.compile("^\\s*\\|?[\\s:|-]*-[\\s:|-]*$");

  private OpenMarks() {}

  /** The line in which there are too many. */
  static Optional<Source> tooMany(String text) {
    int open = 0;
    int line = 0;
    boolean table = false;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      String content = text.substring(start, end < 0 ? text.length() : end);
      line++;
      boolean blank = content.isBlank();
      table = !blank && (table || DELIMITER_ROW.matcher(content).matches());
      if (blank || table || ITEM.matcher(content).matches()) {
        open = 0;
      }
      open += openers(content);
      if (open > Limits.MOST_OPEN_MARKS) {
        return Optional.of(new Source(line, 1));
      }
      start = end < 0 ? text.length() : end + 1;
    }
    return Optional.empty();
  }

  private static int openers(String line) {
    int found = 0;
    for (int i = 0; i + 1 < line.length(); i++) {
      char c = line.charAt(i);
      char next = line.charAt(i + 1);
      boolean opens =
          switch (c) {
            case '*', '~' -> true;
            case '_' -> i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1));
            case '!' -> next == '[';
            default -> false;
          };
      if (opens && !Character.isWhitespace(next) && next != c) {
        found++;
      }
    }
    return found;
  }
}
