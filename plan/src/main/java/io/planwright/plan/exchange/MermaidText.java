package io.planwright.plan.exchange;

/**
 * Text in mermaid diagrams. Characters that its grammars give a meaning are written as {@code #n;},
 * which every one of its diagrams shows as the character.
 */
final class MermaidText {
  private MermaidText() {}

  /** Between quotes. */
  static String quoted(String text) {
    return '"' + escaped(Label.line(text), "\"#<>&`%{}\\") + '"';
  }

  /** As the free text before a colon. */
  static String plain(String text) {
    return escaped(Label.line(text), "\"#<>&`%{}\\:;");
  }

  private static String escaped(String text, String special) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (special.indexOf(c) >= 0) {
        escaped.append('#').append((int) c).append(';');
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
