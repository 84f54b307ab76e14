package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text that stands in a document, and where each of its characters stands there. */
final class Places {
  private final String text;
  private final int[] offsets;
  private final List<Source> starts;

  private Places(String text, List<Source> starts, Source fallback) {
    this.text = text;
    this.offsets = offsets(text);
    this.starts = starts.isEmpty() ? List.of(fallback) : starts;
  }

  /** One line without its end. */
  record Row(String text, int offset) {}

  static Places of(Block.Fence fence) {
    return new Places(fence.content(), fence.starts(), fence.source());
  }

  /** A whole document. */
  static Places of(String document) {
    return new Places(document, List.of(), Problems.START);
  }

  /** The lines of a document from one of them on, the first being 0. */
  static Places of(String text, int firstLine) {
    return new Places(text, List.of(), new Source(firstLine + 1, 1));
  }

  private static int[] offsets(String text) {
    int[] found = new int[16];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = at + 1;
    }
    return Arrays.copyOf(found, count);
  }

  String text() {
    return text;
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>(offsets.length);
    for (int i = 0; i < offsets.length; i++) {
      int end = i + 1 < offsets.length ? offsets[i + 1] - 1 : text.length();
      if (end > offsets[i] && text.charAt(end - 1) == '\r') {
        end--;
      }
      rows.add(new Row(text.substring(offsets[i], end), offsets[i]));
    }
    return rows;
  }

  Source at(int offset) {
    int found = Arrays.binarySearch(offsets, Math.max(0, offset));
    int row = found >= 0 ? found : -found - 2;
    int beyond = Math.max(0, row - starts.size() + 1);
    Source start = starts.get(row - beyond);
    int column = (beyond == 0 ? start.column() : 1) + Math.max(0, offset) - offsets[row];
    return new Source(start.line() + beyond, column);
  }
}
