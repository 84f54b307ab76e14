package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.Optional;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.jspecify.annotations.Nullable;

/**
 * Counts, before it is read, the marks of a paragraph that could open emphasis or an image. The
 * Markdown parser walks nested emphasis by recursion and copies the places of its lines at every
 * level: so their number bounds its stack, and their number times the lines its time.
 */
final class OpenMarks {
  private @Nullable Source tooMany;

  /** Where the first paragraph, cell or heading starts that has too many. */
  Optional<Source> tooMany() {
    return Optional.ofNullable(tooMany);
  }

  /** Whether a block's lines can be parsed within bounds; after one that can't, none is. */
  boolean allow(SourceLines lines, Node block) {
    if (tooMany != null) {
      return false;
    }
    long open = 0;
    for (SourceLine line : lines.getLines()) {
      open += openers(line.getContent());
    }
    if (open > Limits.MOST_OPEN_MARKS
        || open * lines.getLines().size() > Limits.MOST_OPEN_MARKS_BY_LINES) {
      SourceSpan span = lines.getLines().getFirst().getSourceSpan();
      tooMany = span == null ? MarkdownReader.place(block) : MarkdownReader.place(span);
    }
    return tooMany == null;
  }

  private static int openers(CharSequence line) {
    int found = 0;
    for (int i = 0; i + 1 < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '*' && c != '_' && c != '~' && c != '!') {
        continue;
      }
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
