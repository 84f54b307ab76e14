package io.planwright.gpu.llm;

/** Text from elsewhere, made harmless for journals, terminals and pages. */
final class Text {
  private Text() {}

  /** Without control and formatting characters, but for line ends and tabs. */
  static String clean(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(Text::isHarmless).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  static String oneLine(String text) {
    return clean(text).replaceAll("\\s+", " ").strip();
  }

  /** At most so many characters, never half a surrogate pair. */
  static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  private static boolean isHarmless(int c) {
    return c == '\n'
        || c == '\t'
        || !(Character.isISOControl(c)
            || Character.getType(c) == Character.SURROGATE
            || isBidirectionalControl(c));
  }

  /** These reorder what a reader sees; joiners of scripts and emoji stay. */
  private static boolean isBidirectionalControl(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }
}
