package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.List;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.CustomNode;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.text.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Reads at once what most paragraphs are: lines of plain text with code, brackets that link
 * nowhere, and bold or italics that open and close in their line and are not nested. Everything
 * else is left to CommonMark's own parser; both give the same {@link Line}s.
 */
final class PlainInlines implements InlineParser {
  private static final int NO = -1;
  private static final int LAST_LATIN = 0x7F;

  /** What may be markup, by character. */
  private static final boolean[] MARKS = marks("\\~`*[]_!<&");

  private final InlineParserContext context;
  private final OpenMarks marks;
  private final LineText text = new LineText();
  private @Nullable InlineParser all;

  PlainInlines(InlineParserContext context, OpenMarks marks) {
    this.context = context;
    this.marks = marks;
  }

  private static boolean[] marks(String characters) {
    boolean[] marks = new boolean[LAST_LATIN + 1];
    characters.chars().forEach(c -> marks[c] = true);
    return marks;
  }

  /** The lines of a block, in place of nodes. */
  static final class Read extends CustomNode {
    private final List<Line> lines;

    Read(List<Line> lines) {
      this.lines = lines;
    }

    List<Line> lines() {
      return lines;
    }
  }

  @Override
  public void parse(SourceLines lines, Node block) {
    text.restart();
    for (SourceLine line : lines.getLines()) {
      String content = line.getContent().toString();
      SourceSpan span = line.getSourceSpan();
      Source source = span == null ? MarkdownReader.place(block) : MarkdownReader.place(span);
      if (isText(content)) {
        text.addSpaced(content, source);
        continue;
      }
      if (!new Scan(content).read(source)) {
        if (marks.allow(lines, block)) {
          all().parse(lines, block);
        }
        return;
      }
    }
    if (!text.lines().isEmpty()) {
      block.appendChild(new Read(text.lines()));
    }
  }

  /** Made when it is first needed, since many documents need none. */
  private InlineParser all() {
    if (all == null) {
      all = new InlineParserImpl(context);
    }
    return all;
  }

  /** Whether nothing in it is markup, nor space but single blanks between other characters. */
  private static boolean isText(String line) {
    boolean blank = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ') {
        if (blank) {
          return false;
        }
        blank = true;
      } else {
        if (c <= LAST_LATIN ? c < ' ' || MARKS[c] : Character.isSpaceChar(c)) {
          return false;
        }
        blank = false;
      }
    }
    return !blank && line.length() <= Limits.LONGEST_LINE;
  }

  /** One line. */
  private final class Scan {
    private final String line;

    /** Where the text starts that is not yet taken. */
    private int from;

    /** The length of the mark that opened bold or italics. */
    private int open;

    private boolean leading;
    private int bracket = NO;

    Scan(String line) {
      this.line = line;
    }

    /** Whether all of it could be read. */
    boolean read(Source source) {
      int end = line.length();
      if (end > Limits.LONGEST_LINE || isSpace(0)) {
        return false;
      }
      for (int at = 0; at < end; ) {
        char c = line.charAt(at);
        if (c >= MARKS.length || !MARKS[c]) {
          at++;
          continue;
        }
        int next =
            switch (c) {
              case '\\', '~' -> NO;
              case '`' -> code(at);
              case '*' -> mark(at);
              case '[' -> openBracket(at);
              case ']' -> closeBracket(at);
              case '_' -> inWord(at) ? at + 1 : NO;
              case '!' -> at + 1 < end && line.charAt(at + 1) == '[' ? NO : at + 1;
              case '<', '&' -> isSpace(at + 1) ? at + 1 : NO;
              default -> at + 1;
            };
        if (next < 0) {
          return false;
        }
        at = next;
      }
      if (open != 0 || bracket != NO) {
        return false;
      }
      if (from == 0) {
        text.add(line, source);
      } else {
        take(end);
        text.endLine(source);
      }
      return true;
    }

    private boolean isSpace(int at) {
      return at >= line.length() || Characters.isWhitespaceCodePoint(line.charAt(at));
    }

    private boolean inWord(int at) {
      return at > 0
          && at + 1 < line.length()
          && Character.isLetterOrDigit(line.charAt(at - 1))
          && Character.isLetterOrDigit(line.charAt(at + 1));
    }

    private void take(int end) {
      if (end > from) {
        text.append(line.substring(from, end));
      }
      from = end;
    }

    private int code(int at) {
      int end = line.indexOf('`', at + 1);
      boolean single = end > at + 1 && (end + 1 == line.length() || line.charAt(end + 1) != '`');
      if (!single) {
        return NO;
      }
      String code = line.substring(at + 1, end);
      boolean padded = code.startsWith(" ") && code.endsWith(" ") && Characters.hasNonSpace(code);
      if (padded) {
        take(at);
        text.append("`" + code.substring(1, code.length() - 1) + "`");
        from = end + 1;
      }
      return end + 1;
    }

    /** By the rules for runs that can open emphasis or close it; one that can both is not read. */
    private int mark(int at) {
      int end = at;
      while (end < line.length() && line.charAt(end) == '*') {
        end++;
      }
      char before = at == 0 ? '\n' : line.charAt(at - 1);
      char after = end == line.length() ? '\n' : line.charAt(end);
      if (end - at > 2 || Character.isSurrogate(before) || Character.isSurrogate(after)) {
        return NO;
      }
      boolean spaceBefore = Characters.isWhitespaceCodePoint(before);
      boolean spaceAfter = Characters.isWhitespaceCodePoint(after);
      boolean signBefore = Characters.isPunctuationCodePoint(before);
      boolean signAfter = Characters.isPunctuationCodePoint(after);
      boolean opens = !spaceAfter && (!signAfter || spaceBefore || signBefore);
      boolean closes = !spaceBefore && (!signBefore || spaceAfter || signAfter);
      if (!opens && !closes) {
        return end;
      }
      if (opens == closes || open != (opens ? 0 : end - at)) {
        return NO;
      }
      take(at);
      from = end;
      if (opens) {
        open = end - at;
        leading = text.leads();
      } else {
        open = 0;
        if (leading) {
          text.endLead();
        }
      }
      return end;
    }

    private int openBracket(int at) {
      boolean inner = bracket != NO;
      bracket = at;
      return inner ? NO : at + 1;
    }

    private int closeBracket(int at) {
      if (bracket == NO) {
        return at + 1;
      }
      String label = line.substring(bracket + 1, at);
      boolean mayLink =
          at + 1 < line.length() && (line.charAt(at + 1) == '(' || line.charAt(at + 1) == '[');
      bracket = NO;
      // A box is the label of no definition.
      return mayLink
              || (!label.isBlank()
                  && context.getDefinition(LinkReferenceDefinition.class, label) != null)
          ? NO
          : at + 1;
    }
  }
}
