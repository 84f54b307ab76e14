package io.planwright.plan.compile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that says which diagram a mermaid fence draws, after front matter and comments.
 *
 * @param kind the first word, in lower case
 * @param end the offset after the header
 */
record MermaidHeader(String kind, int end) {
  private static final Pattern GRAPH =
      Pattern.compile(
          "(graph|flowchart(?:-elk)?)(?:[ \\t]{1,50}(?:TB|TD|BT|RL|LR)\\b)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w-]{0,40}");

  boolean graph() {
    return kind.equals("graph") || kind.startsWith("flowchart");
  }

  boolean gantt() {
    return kind.equals("gantt");
  }

  /** Empty where the fence is not mermaid. A fence without a language must state a direction. */
  static Optional<MermaidHeader> of(Block.Fence fence) {
    String language = fence.language().toLowerCase(Locale.ROOT).replace("{", "").replace("}", "");
    boolean mermaid = language.equals("mermaid") || language.equals("mmd");
    if (!mermaid && !language.isEmpty() && !language.equals("text")) {
      return Optional.empty();
    }
    String text = fence.content();
    int at = start(text);
    Matcher graph = GRAPH.matcher(text).region(at, text.length());
    if (graph.lookingAt() && (mermaid || graph.end() > graph.end(1))) {
      return Optional.of(new MermaidHeader(graph.group(1).toLowerCase(Locale.ROOT), graph.end()));
    }
    Matcher word = WORD.matcher(text).region(at, text.length());
    if (!word.lookingAt() || (!mermaid && !alone(text, word))) {
      return Optional.empty();
    }
    return Optional.of(new MermaidHeader(word.group().toLowerCase(Locale.ROOT), word.end()));
  }

  /** Without a language, {@code gantt} must have its line to itself. */
  private static boolean alone(String text, Matcher word) {
    int end = text.indexOf('\n', word.end());
    return word.group().equals("gantt")
        && end >= 0
        && text.substring(word.end(), Math.min(end, word.end() + 50)).isBlank();
  }

  private static int start(String text) {
    int at = blank(text, 0);
    if (text.startsWith("---", at)) {
      int end = text.indexOf("\n---", at + 3);
      at = end < 0 ? text.length() : blank(text, lineEnd(text, end + 1));
    }
    while (text.startsWith("%%", at)) {
      int end = text.startsWith("%%{", at) ? text.indexOf("}%%", at) : -1;
      at = blank(text, end >= 0 ? end + 3 : lineEnd(text, at));
    }
    return at;
  }

  private static int blank(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
