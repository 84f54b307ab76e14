package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read at once is what CommonMark's own parser would have given. */
final class PlainInlinesTest {
  private static final String[] PIECES = {
    "a", "b", "1", "é", "任", "。", "：", ".", ",", ":", "(", ")", "-", " ", " ", " ", "  ", "\t",
    "\u00A0", "*", "*", "**", "**", "***", "_", "__", "`", "`", "``", "[", "]", "[ ] ", "[x]",
    "[ref]", "](u)", "![", "<", "<b>", "<br>", "<a@b.c>", "&", "&amp;", "~", "~~", "\\", "!", "\n",
    "\n", "|", "😀", "\"", "^"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text",
        "[ ] **T1** a task, *soon* and `code`  \n**Owner**: Ann",
        "## 1. **Bold** heading",
        "| **a** | `b` |\n|---|---|\n| [x] c | 2 * 3 * 4 |",
        "R & D in < 3 days, snake_case, [1] and ** and *"
      })
  void readsWhatMostLinesAre(String document) {
    assertThat(read(document, true)).isEqualTo(read(document, false)).isNotEmpty();
    assertThat(isReadAtOnce(document)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a [link](u)",
        "[ref]\n\n[ref]: u",
        "**a *b* c**",
        "**a\nb**",
        "a*b*c",
        "_a_",
        "``a``",
        "a\\*",
        "~~a~~",
        "<br>",
        "&amp;",
        "![a](u)",
        "***a***"
      })
  void leavesTheRestToTheParser(String document) {
    assertThat(read(document, true)).isEqualTo(read(document, false));
    assertThat(isReadAtOnce(document)).isFalse();
  }

  @Test
  void readsAnyMixtureAsTheParserDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 60_000; i++) {
      StringBuilder document = new StringBuilder();
      for (int length = random.nextInt(14); length >= 0; length--) {
        document.append(PIECES[random.nextInt(PIECES.length)]);
      }
      if (random.nextInt(3) == 0) {
        document.append("\n\n[ref]: u");
      }
      String text = document.toString();
      assertThat(read(text, true)).as(text).isEqualTo(read(text, false));
    }
  }

  private static List<List<Line>> read(String document, boolean atOnce) {
    List<List<Line>> all = new ArrayList<>();
    parser(atOnce)
        .parse(document)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Paragraph paragraph) {
                all.add(InlineText.lines(paragraph));
              }

              @Override
              public void visit(Heading heading) {
                all.add(InlineText.lines(heading));
              }

              @Override
              public void visit(CustomNode node) {
                if (node instanceof TableCell) {
                  all.add(InlineText.lines(node));
                }
                visitChildren(node);
              }
            });
    return all;
  }

  private static boolean isReadAtOnce(String document) {
    List<CustomNode> found = new ArrayList<>();
    parser(true)
        .parse(document)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(CustomNode node) {
                if (node instanceof PlainInlines.Read) {
                  found.add(node);
                }
                visitChildren(node);
              }
            });
    return !found.isEmpty();
  }

  private static Parser parser(boolean atOnce) {
    Parser.Builder builder =
        Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()));
    return (atOnce
            ? builder.inlineParserFactory(context -> new PlainInlines(context, new OpenMarks()))
            : builder)
        .build();
  }
}
