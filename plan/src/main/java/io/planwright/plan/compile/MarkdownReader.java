package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.front.matter.YamlFrontMatterBlock;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Turns Markdown text into {@link Block}s. */
final class MarkdownReader {
  /** Blocks deeper than what is read, so that the depth is seen and reported. */
  private static final int OPEN_BLOCKS = 2 * Limits.DEEPEST_NESTING + 20;

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          YamlFrontMatterExtension.create());

  private final Problems problems;
  private boolean tooDeep;

  MarkdownReader(Problems problems) {
    this.problems = problems;
  }

  List<Block> read(String text) {
    List<Block> blocks = new ArrayList<>();
    parse(text).ifPresent(document -> readChildren(document, 0, blocks));
    return blocks;
  }

  private Optional<Node> parse(String text) {
    OpenMarks marks = new OpenMarks();
    Node document =
        Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(OPEN_BLOCKS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .inlineParserFactory(context -> new PlainInlines(context, marks))
            .build()
            .parse(text);
    if (marks.tooMany().isEmpty()) {
      return Optional.of(document);
    }
    problems.error(
        "nesting-too-deep",
        marks.tooMany().get(),
        "a paragraph must open emphasis at most " + Limits.MOST_OPEN_MARKS + " times",
        "split it, or put code between code fences");
    return Optional.empty();
  }

  private void readChildren(Node parent, int depth, List<Block> out) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      read(node, depth, out);
    }
  }

  private void read(Node node, int depth, List<Block> out) {
    switch (node) {
      case org.commonmark.node.Heading heading -> readHeading(heading, out);
      case org.commonmark.node.Paragraph paragraph ->
          out.add(new Block.Paragraph(InlineText.lines(paragraph)));
      case FencedCodeBlock fence -> out.add(readFence(fence));
      case TableBlock table -> out.add(readTable(table));
      case ListBlock list when shallow(list, depth) -> out.add(readList(list, depth));
      case BlockQuote quote when shallow(quote, depth) -> readChildren(quote, depth + 1, out);
      case YamlFrontMatterBlock frontMatter -> {}
      default -> {}
    }
  }

  private boolean shallow(Node node, int depth) {
    if (depth < Limits.DEEPEST_NESTING) {
      return true;
    }
    if (!tooDeep) {
      tooDeep = true;
      problems.error(
          "nesting-too-deep",
          place(node),
          "lists and quotes must be nested at most " + Limits.DEEPEST_NESTING + " deep",
          "use headings instead of deeper lists");
    }
    return false;
  }

  private static void readHeading(org.commonmark.node.Heading heading, List<Block> out) {
    List<Line> lines = InlineText.lines(heading);
    if (!lines.isEmpty()) {
      Line line = lines.getFirst();
      Source start = place(heading);
      out.add(
          new Block.Heading(
              heading.getLevel(), new Line(line.text(), line.lead(), line.struck(), start)));
    }
  }

  private Block readList(ListBlock list, int depth) {
    List<Block.Item> items = new ArrayList<>();
    for (Node node = list.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof ListItem item) {
        items.add(readItem(item, depth));
      }
    }
    return new Block.Listing(list instanceof OrderedList, items, place(list));
  }

  private Block.Item readItem(ListItem item, int depth) {
    List<Block> blocks = new ArrayList<>();
    readChildren(item, depth + 1, blocks);
    if (!blocks.isEmpty() && blocks.getFirst() instanceof Block.Paragraph head) {
      return new Block.Item(
          head.lines().isEmpty() ? Optional.empty() : CheckboxItem.of(head.lines().getFirst()),
          head.lines(),
          blocks.subList(1, blocks.size()),
          place(item));
    }
    return new Block.Item(Optional.empty(), List.of(), blocks, place(item));
  }

  private static Block readFence(FencedCodeBlock fence) {
    String info = fence.getInfo() == null ? "" : fence.getInfo().strip();
    int space = info.indexOf(' ');
    String language = space < 0 ? info : info.substring(0, space);
    String content = fence.getLiteral() == null ? "" : fence.getLiteral();
    return new Block.Fence(language, content, starts(fence, content), place(fence));
  }

  /** The first span is the opening fence; then each line that is not blank has one. */
  private static List<Source> starts(FencedCodeBlock fence, String content) {
    List<SourceSpan> spans = fence.getSourceSpans();
    List<Source> starts = new ArrayList<>();
    int next = 1;
    int lineStart = 0;
    while (!spans.isEmpty() && lineStart < content.length()) {
      int lineEnd = content.indexOf('\n', lineStart);
      int length = (lineEnd < 0 ? content.length() : lineEnd) - lineStart;
      int line = spans.getFirst().getLineIndex() + 1 + starts.size();
      int column = 1;
      if (next < spans.size() && spans.get(next).getLineIndex() == line) {
        SourceSpan span = spans.get(next++);
        column = span.getColumnIndex() + Math.max(0, span.getLength() - length) + 1;
      }
      starts.add(new Source(line + 1, column));
      lineStart += length + 1;
    }
    return starts;
  }

  private static Block readTable(TableBlock table) {
    List<List<Line>> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow) {
          rows.add(readRow(row));
        }
      }
    }
    return Block.Grid.of(rows, place(table));
  }

  private static List<Line> readRow(Node row) {
    List<Line> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell) {
        List<Line> lines = InlineText.lines(cell);
        cells.add(lines.isEmpty() ? new Line("", "", false, place(row)) : lines.getFirst());
      }
    }
    return cells;
  }

  static Source place(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      List<SourceSpan> spans = at.getSourceSpans();
      if (!spans.isEmpty()) {
        return place(spans.getFirst());
      }
    }
    return Problems.START;
  }

  static Source place(SourceSpan span) {
    return new Source(span.getLineIndex() + 1, span.getColumnIndex() + 1);
  }
}
