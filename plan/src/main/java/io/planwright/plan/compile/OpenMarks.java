package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.Optional;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.jspecify.annotations.Nullable;

/**
 * Counts, in place of reading them, the marks of a paragraph that could open emphasis or an image.
 * The Markdown parser walks nested emphasis by recursion and copies the places of its lines at
 * every level: so their number bounds its stack, and their number times the lines its time.
 */
final class OpenMarks implements InlineParser {
  private @Nullable Source tooMany;

  /** Whether no part between blank lines has too many, so that no paragraph can. */
  static boolean few(String text) {
    long open = 0;
    long lines = 0;
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      int first = at;
      while (first < end && text.charAt(first) <= ' ') {
        first++;
      }
      open = first == end ? 0 : open + openers(text, first, end);
      lines = first == end ? 0 : lines + 1;
      if (open > Limits.MOST_OPEN_MARKS || open * lines > Limits.MOST_OPEN_MARKS_BY_LINES) {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  /** Where the first paragraph, cell or heading starts that has too many. */
  Optional<Source> tooMany() {
    return Optional.ofNullable(tooMany);
  }

  @Override
  public void parse(SourceLines lines, Node block) {
    if (tooMany != null) {
      return;
    }
    long open = 0;
    for (SourceLine line : lines.getLines()) {
      open += openers(line.getContent(), 0, line.getContent().length());
    }
    if (open > Limits.MOST_OPEN_MARKS
        || open * lines.getLines().size() > Limits.MOST_OPEN_MARKS_BY_LINES) {
      SourceSpan span = lines.getLines().getFirst().getSourceSpan();
      tooMany =
          span == null
              ? MarkdownReader.place(block)
              : new Source(span.getLineIndex() + 1, span.getColumnIndex() + 1);
    }
  }

  private static int openers(CharSequence line, int from, int to) {
    int found = 0;
    for (int i = from; i + 1 < to; i++) {
      char c = line.charAt(i);
      if (c != '*' && c != '_' && c != '~' && c != '!') {
        continue;
      }
      char next = line.charAt(i + 1);
      boolean opens =
          switch (c) {
            case '*', '~' -> true;
            case '_' -> i == from || !Character.isLetterOrDigit(line.charAt(i - 1));
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
