package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of one paragraph, cell or heading while their text is read. */
final class LineText {
  /** What may stand beside a struck title: a box, an id, a remark. */
  private static final Pattern BESIDE_STRUCK =
      Pattern.compile(
          "\\s*(?:\\[.?\\]\\*?)?\\s*(?:"
              + Identifier.ANY
              + "[.:)]?)?\\s*(?:\\([^()]{0,80}\\)|[–—-].{0,80})?\\s*");

  private static final Pattern BOX = Pattern.compile("^\\[.?\\]\\*?\\s*");
  private static final Pattern ONLY_A_BOX = Pattern.compile("\\s*(\\[.?\\]\\*?)?\\s*");

  private List<Line> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder unstruck = new StringBuilder();
  private boolean strikes;
  private String lead = "";
  private int struck;
  private @Nullable Source start;

  List<Line> lines() {
    return lines;
  }

  /** For the next paragraph, cell or heading; the lines that were given stay as they are. */
  void restart() {
    lines = new ArrayList<>();
    text.setLength(0);
    unstruck.setLength(0);
    strikes = false;
    struck = 0;
    lead = "";
    start = null;
  }

  boolean isStarted() {
    return start != null;
  }

  void start(Source at) {
    start = at;
  }

  void append(String literal) {
    int room = Limits.LONGEST_LINE - text.length();
    String kept = Words.cut(literal, room);
    text.append(kept);
    if (strikes && struck == 0) {
      unstruck.append(kept);
    }
  }

  /** From a line's first strike on, what is not struck is kept apart. */
  void strike() {
    if (!strikes) {
      strikes = true;
      unstruck.append(struck == 0 ? text : "");
    }
    struck++;
  }

  void endStrike() {
    struck--;
  }

  /** Whether bold or italics that start now are the line's lead. */
  boolean leads() {
    return lead.isEmpty() && (text.isEmpty() || isOnlyABox());
  }

  private boolean isOnlyABox() {
    char first = text.charAt(0);
    return (first == '[' || first <= ' ') && ONLY_A_BOX.matcher(text).matches();
  }

  void endLead() {
    lead = text.toString().strip();
  }

  /** A line without markup. */
  void add(String line, Source at) {
    String whole = Words.spaced(line);
    if (!whole.isEmpty()) {
      addSpaced(whole, at);
    }
  }

  /** A line without markup, of which all space is single blanks between other characters. */
  void addSpaced(String line, Source at) {
    lines.add(new Line(line, "", false, at));
  }

  /**
   * @param otherwise where it starts if nothing said so
   */
  void endLine(Source otherwise) {
    String whole = Words.spaced(text.toString());
    if (!whole.isEmpty()) {
      boolean allStruck =
          strikes && unstruck.length() < text.length() && BESIDE_STRUCK.matcher(unstruck).matches();
      Source at = start == null ? otherwise : start;
      lines.add(new Line(whole, Words.spaced(withoutBox()), allStruck, at));
    }
    text.setLength(0);
    unstruck.setLength(0);
    strikes = struck > 0;
    lead = "";
    start = null;
  }

  private String withoutBox() {
    return lead.startsWith("[") ? BOX.matcher(lead).replaceFirst("") : lead;
  }
}
