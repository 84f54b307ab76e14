package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.List;
import java.util.Optional;

/** A piece of a document, with its place. */
sealed interface Block {
  Source source();

  record Heading(int level, Line line) implements Block {
    @Override
    public Source source() {
      return line.source();
    }
  }

  record Paragraph(List<Line> lines, Source source) implements Block {}

  record Listing(List<Item> items, Source source) implements Block {}

  /**
   * A fenced code block.
   *
   * @param starts where each line of its content starts
   */
  record Fence(String language, String content, List<Source> starts, Source source)
      implements Block {}

  record Grid(List<List<Line>> rows, Source source) implements Block {}

  /**
   * An item of a list.
   *
   * @param box what its first line is, where that starts with a checkbox
   * @param head its first paragraph's lines, which may be none
   */
  record Item(Optional<CheckboxItem> box, List<Line> head, List<Block> rest, Source source) {}
}
