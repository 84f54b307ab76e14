package io.planwright.routing;

import java.util.Arrays;
import java.util.List;

/** What a title means, as a person reads it. */
record Label(String id, String title, String context, String executor, String document) {

  static List<Label> training() {
    return read("train-labels.tsv");
  }

  /** Committed before the first tuning; never changed. */
  static List<Label> test() {
    return read("test-labels.tsv");
  }

  private static List<Label> read(String name) {
    return Resources.lines(name).stream()
        .skip(1)
        .map(Arrays::asList)
        .map(c -> new Label(c.get(0), c.get(1), c.get(2), c.get(3), c.get(4)))
        .toList();
  }
}
