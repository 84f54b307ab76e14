package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.List;
import java.util.Optional;

/** A piece of a document. */
sealed interface Block {
  record Heading(int level, Line line) implements Block {
    Source source() {
      return line.source();
    }
  }

  record Paragraph(List<Line> lines) implements Block {}

  /**
   * A list.
   *
   * @param ordered numbered rather than bulleted
   */
  record Listing(boolean ordered, List<Item> items, Source source) implements Block {}

  /**
   * A fenced code block.
   *
   * @param starts where each line of its content starts
   */
  record Fence(String language, String content, List<Source> starts, Source source)
      implements Block {}

  /**
   * A table, the first row its header.
   *
   * @param columns what its header says; several readers ask, as for its tasks
   * @param tasks what its rows are, where they are tasks
   */
  record Grid(List<List<Line>> rows, Columns columns, Optional<TaskTable> tasks, Source source)
      implements Block {
    static Grid of(List<List<Line>> rows, Source source) {
      Columns columns = new Columns(rows.isEmpty() ? List.of() : rows.getFirst());
      return new Grid(rows, columns, TaskTable.of(rows, columns), source);
    }
  }

  /**
   * An item of a list.
   *
   * @param box what its first line is, where that starts with a checkbox
   * @param head its first paragraph's lines, which may be none
   */
  record Item(Optional<CheckboxItem> box, List<Line> head, List<Block> rest, Source source) {

    /**
     * Without the lines of its paragraph that start with a label and are not indented: CommonMark
     * takes them for its continuation, their author for what follows the list.
     */
    Item withoutLazyLines() {
      for (int i = 1; i < head.size(); i++) {
        Line line = head.get(i);
        if (line.source().column() <= source.column() && !line.lead().isEmpty()) {
          return new Item(box, head.subList(0, i), rest, source);
        }
      }
      return this;
    }
  }
}
