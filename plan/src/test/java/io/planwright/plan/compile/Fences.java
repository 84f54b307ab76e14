package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;

/** Fences as they stand in a document whose first line opens them. */
final class Fences {
  private Fences() {}

  static Block.Fence of(String language, String content) {
    List<Source> starts = new ArrayList<>();
    long rows = content.chars().filter(c -> c == '\n').count() + 1;
    for (int i = 0; i < rows; i++) {
      starts.add(new Source(i + 2, 1));
    }
    return new Block.Fence(language, content, starts, new Source(1, 1));
  }

  static String place(Source source) {
    return source.line() + ":" + source.column();
  }
}
