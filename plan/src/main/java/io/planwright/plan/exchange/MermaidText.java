package io.planwright.plan.exchange;

/**
 * Text in mermaid diagrams. Characters that its grammars give a meaning are written as {@code #n;},
 * which every one of its diagrams shows as the character.
 */
final class MermaidText {
  private MermaidText() {}

  /** Between quotes. */
  static String quoted(String text) {
    return '"' + escaped(Label.line(text), "\"#<>&`%{}\\*~") + '"';
  }

  /** As the free text before a colon. */
  static String plain(String text) {
    return escaped(Label.line(text), "\"#<>&`%{}\\*~:;");
  }

  /** Whether an underscore could open or close emphasis. */
  private static boolean marks(String text, int i) {
    return i == 0
        || i + 1 == text.length()
        || text.charAt(i - 1) == '_'
        || text.charAt(i + 1) == '_'
        || !Character.isLetterOrDigit(text.charAt(i - 1))
        || !Character.isLetterOrDigit(text.charAt(i + 1));
  }

  private static String escaped(String text, String special) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (special.indexOf(c) >= 0 || c == '_' && marks(text, i)) {
        escaped.append('#').append((int) c).append(';');
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
