package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
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
  /** What may stand beside a struck title: a box, an id, a remark. */
  private static final Pattern BESIDE_STRUCK =
      Pattern.compile(
          "\\s*(?:\\[.?\\]\\*?)?\\s*(?:"
              + Identifier.ANY
              + "[.:)]?)?\\s*(?:\\([^()]{0,80}\\)|[–—-].{0,80})?\\s*");

  private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>");
  private static final Pattern ONLY_A_BOX = Pattern.compile("\\s*(\\[.?\\]\\*?)?\\s*");

  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder unstruck = new StringBuilder();
  private final Node block;
  private String lead = "";
  private int struck;
  private @Nullable Node leading;
  private @Nullable Source start;

  private InlineText(Node block) {
    this.block = block;
  }

  static List<Line> lines(Node block) {
    InlineText reading = new InlineText(block);
    reading.walk();
    reading.endLine();
    return reading.lines;
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
      case Strikethrough strike -> struck++;
      case StrongEmphasis strong -> startLead(strong);
      case Emphasis emphasis -> startLead(emphasis);
      default -> {}
    }
  }

  private void leave(Node node) {
    if (node instanceof Strikethrough) {
      struck--;
    }
    if (node == leading) {
      lead = text.toString().strip();
      leading = null;
    }
  }

  private void startLead(Node node) {
    startAt(node);
    if (leading == null && lead.isEmpty() && ONLY_A_BOX.matcher(text).matches()) {
      leading = node;
    }
  }

  private void append(String literal, Node node) {
    startAt(node);
    int room = Limits.LONGEST_LINE - text.length();
    String kept = Words.cut(literal, room);
    text.append(kept);
    if (struck == 0) {
      unstruck.append(kept);
    }
  }

  private void startAt(Node node) {
    if (start == null) {
      List<SourceSpan> spans = node.getSourceSpans();
      start = spans.isEmpty() ? null : MarkdownReader.place(spans.getFirst());
    }
  }

  private void endLine() {
    String whole = Words.spaced(text.toString());
    if (!whole.isEmpty()) {
      boolean allStruck =
          unstruck.length() < text.length() && BESIDE_STRUCK.matcher(unstruck).matches();
      Source at = start == null ? MarkdownReader.place(block) : start;
      lines.add(new Line(whole, Words.spaced(withoutBox()), allStruck, at));
    }
    text.setLength(0);
    unstruck.setLength(0);
    lead = "";
    leading = null;
    start = null;
  }

  private String withoutBox() {
    return lead.startsWith("[") ? lead.replaceFirst("^\\[.?\\]\\*?\\s*", "") : lead;
  }
}
