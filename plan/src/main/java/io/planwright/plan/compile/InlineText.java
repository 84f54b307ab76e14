package io.planwright.plan.compile;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * The lines of text under a node. Walks without recursion: emphasis may be nested as deep as the
 * document is long.
 */
final class InlineText {
  private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>");

  private final LineText text = new LineText();
  private final Node block;
  private @Nullable Node leading;

  private InlineText(Node block) {
    this.block = block;
  }

  static List<Line> lines(Node block) {
    if (block.getFirstChild() instanceof PlainInlines.Read read) {
      return read.lines();
    }
    InlineText reading = new InlineText(block);
    reading.walk();
    reading.endLine();
    return reading.text.lines();
  }

  private void walk() {
    Node node = block.getFirstChild();
    while (node != null) {
      enter(node);
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        continue;
      }
      leave(node);
      while (node != null && node.getNext() == null) {
        node = node.getParent();
        if (node == null || node == block) {
          return;
        }
        leave(node);
      }
      node = node == null ? null : node.getNext();
    }
  }

  private void enter(Node node) {
    switch (node) {
      case Text leaf -> append(leaf.getLiteral(), leaf);
      case Code code -> append("`" + code.getLiteral() + "`", code);
      case HtmlInline html when BREAK.matcher(html.getLiteral()).matches() -> append(" ", html);
      case SoftLineBreak end -> endLine();
      case HardLineBreak end -> endLine();
      case Strikethrough strike -> text.strike();
      case StrongEmphasis strong -> startLead(strong);
      case Emphasis emphasis -> startLead(emphasis);
      default -> {}
    }
  }

  private void leave(Node node) {
    if (node instanceof Strikethrough) {
      text.endStrike();
    }
    if (node == leading) {
      text.endLead();
      leading = null;
    }
  }

  private void startLead(Node node) {
    startAt(node);
    if (leading == null && text.leads()) {
      leading = node;
    }
  }

  private void append(String literal, Node node) {
    startAt(node);
    text.append(literal);
  }

  private void startAt(Node node) {
    List<SourceSpan> spans = text.isStarted() ? List.of() : node.getSourceSpans();
    if (!spans.isEmpty()) {
      text.start(MarkdownReader.place(spans.getFirst()));
    }
  }

  private void endLine() {
    text.endLine(MarkdownReader.place(block));
    leading = null;
  }
}
