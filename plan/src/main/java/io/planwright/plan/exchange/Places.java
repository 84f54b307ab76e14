package io.planwright.plan.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of a text by number, with their places in it. */
final class Places {
  private static final Pattern FENCE = Pattern.compile("^[\\s>]*(?:[-*+]\\s+)?(```+|~~~+).*");

  private final String text;
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final List<Boolean> fenced = new ArrayList<>();

  Places(String text) {
    this.text = text;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        add(start, i);
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    add(start, text.length());
    markFences();
  }

  private void add(int start, int end) {
    starts.add(start);
    ends.add(end);
  }

  private void markFences() {
    String open = "";
    for (int line = 1; line <= count(); line++) {
      var fence = FENCE.matcher(line(line));
      boolean inside = !open.isEmpty();
      if (fence.matches() && (open.isEmpty() || fence.group(1).startsWith(open))) {
        open = inside ? "" : fence.group(1);
        inside = true;
      }
      fenced.add(inside);
    }
  }

  int count() {
    return starts.size();
  }

  boolean has(int line) {
    return line >= 1 && line <= count();
  }

  /** Without its end. */
  String line(int line) {
    return text.substring(start(line), ends.get(line - 1));
  }

  int start(int line) {
    return starts.get(line - 1);
  }

  boolean fenced(int line) {
    return fenced.get(line - 1);
  }
}
