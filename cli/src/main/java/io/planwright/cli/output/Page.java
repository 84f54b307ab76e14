package io.planwright.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Lines for a reader, none wider than the terminal. */
final class Page {
  private final int width;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  Page(int width, boolean colour) {
    this.width = width;
    this.colour = colour;
  }

  int width() {
    return width;
  }

  List<String> lines() {
    return lines;
  }

  /** Begins a part of the page. */
  void heading(String title, String note) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    String text = Lines.cut(Lines.plain(title), width);
    String more =
        note.isEmpty() ? "" : Lines.cut("  " + Lines.plain(note), width - Cells.width(text));
    lines.add(Colour.BOLD.paint(text, colour) + Colour.FAINT.paint(more, colour).stripTrailing());
  }

  void blank() {
    lines.add("");
  }

  /** Wrapped; the lines after the first are indented as the first is. */
  void text(int indent, Colour paint, String text) {
    if (text.isEmpty()) {
      return;
    }
    for (String line : Cells.wrap(Lines.plain(text), width - indent)) {
      lines.add(" ".repeat(indent) + paint.paint(line, colour));
    }
  }

  /** A word in a column of its own before a wrapped text. */
  void tagged(int indent, String tag, int column, Colour paint, String text) {
    int start = indent + column;
    boolean first = true;
    for (String line : Cells.wrap(Lines.plain(text), width - start)) {
      lines.add(
          first
              ? " ".repeat(indent) + paint.paint(Lines.pad(tag, column), colour) + line
              : " ".repeat(start) + line);
      first = false;
    }
  }

  /** A row of a table; what does not fit a column goes on below. */
  void row(int indent, List<Cell> cells) {
    List<List<String>> wrapped =
        cells.stream().map(cell -> Cells.wrap(Lines.plain(cell.text()), cell.width())).toList();
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder(" ".repeat(indent));
      for (int j = 0; j < cells.size(); j++) {
        String part = i < wrapped.get(j).size() ? wrapped.get(j).get(i) : "";
        int gap = cells.get(j).width() - Cells.width(part) + (j == cells.size() - 1 ? 0 : 2);
        line.append(part.isEmpty() ? "" : cells.get(j).paint().paint(part, colour))
            .append(" ".repeat(Math.max(0, gap)));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** What stands in one column of a row. */
  record Cell(String text, int width, Colour paint) {}
}
