package io.planwright.plan.criteria;

import static io.planwright.plan.criteria.Token.Kind.BREAK;
import static io.planwright.plan.criteria.Token.Kind.COMPARISON;
import static io.planwright.plan.criteria.Token.Kind.MARK;
import static io.planwright.plan.criteria.Token.Kind.NUMBER;
import static io.planwright.plan.criteria.Token.Kind.WORD;

import io.planwright.plan.criteria.Token.Kind;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Cuts a criterion into tokens in one pass. Full-width signs are read as their narrow ones. Scripts
 * without spaces are cut around the words that {@link Vocabulary} knows, longest first.
 * Identifiers, versions, dates and times of day stay words, so that no part of them is taken for a
 * figure.
 */
final class Lexer {
  private static final String BREAKS = ",;:()[]{}|!?。、，；：（）「」『』.\"“”…";
  private static final String MARKS = "%/+±$€£¥₽₩₹&#@\\";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean glued;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(narrow(text).toLowerCase(Locale.ROOT));
    lexer.run();
    return lexer.tokens;
  }

  private static String narrow(String text) {
    StringBuilder narrow = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '\uFF01' && c <= '\uFF5E') {
        narrow = narrow == null ? new StringBuilder(text) : narrow;
        narrow.setCharAt(i, (char) (c - 0xFEE0));
      }
    }
    return narrow == null ? text : narrow.toString();
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (digit(c)) {
        number();
      } else if (cjk(c)) {
        unspaced();
      } else if (Character.isLetter(c)) {
        word();
      } else if (!comparison(c)) {
        sign(c);
      }
    }
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean cjk(char c) {
    if (c < '\u1100') {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HANGUL
        || c == 'ー';
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : ' ';
  }

  private void add(Kind kind, String word, double value, int length) {
    tokens.add(new Token(kind, word, value, glued));
    at += length;
    glued = true;
  }

  private void number() {
    int end = at;
    while (end < text.length()
        && (digit(text.charAt(end)) || (".,_\u00A0\u202F".indexOf(text.charAt(end)) >= 0))) {
      end++;
    }
    while (!digit(text.charAt(end - 1))) {
      end--;
    }
    int length = end - at;
    boolean behindMark =
        glued && !tokens.isEmpty() && (tokens.getLast().mark("#") || tokens.getLast().mark("@"));
    OptionalDouble value =
        behindMark || clockOrDate(end)
            ? OptionalDouble.empty()
            : NumberText.value(text.substring(at, end));
    int letters = end;
    while (letters < text.length() && latin(text.charAt(letters))) {
      letters++;
    }
    String suffix = text.substring(end, letters);
    boolean mixed = letters < text.length() && digit(text.charAt(letters)) && letters > end;
    if (value.isEmpty() || mixed || !(suffix.isEmpty() || Units.gluable(suffix))) {
      identifier(length);
      return;
    }
    add(NUMBER, text.substring(at, end), value.getAsDouble(), length);
    if (!suffix.isEmpty()) {
      add(WORD, suffix, 0, suffix.length());
    }
  }

  /** 2026-01-31 or 10:30. */
  private boolean clockOrDate(int end) {
    if (end + 1 >= text.length() || !digit(text.charAt(end + 1))) {
      return false;
    }
    char c = text.charAt(end);
    if (c == '-') {
      int next = end + 1;
      while (next < text.length() && digit(text.charAt(next))) {
        next++;
      }
      return next + 1 < text.length() && text.charAt(next) == '-' && digit(text.charAt(next + 1));
    }
    return c == ':';
  }

  private static boolean latin(char c) {
    return Character.isLetter(c) && !cjk(c);
  }

  private void identifier(int least) {
    int end = at + least;
    while (end < text.length()
        && (latin(text.charAt(end))
            || digit(text.charAt(end))
            || (".-:_".indexOf(text.charAt(end)) >= 0
                && end + 1 < text.length()
                && (latin(text.charAt(end + 1)) || digit(text.charAt(end + 1)))))) {
      end++;
    }
    add(WORD, text.substring(at, end), 0, end - at);
  }

  private void word() {
    if (text.startsWith("sub-", at) && digit(peek(4))) {
      add(WORD, "sub", 0, 3);
      at++;
      return;
    }
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean inner =
          ("-._".indexOf(c) >= 0 || ("’'".indexOf(c) >= 0 && end - at > 2))
              && end + 1 < text.length()
              && (latin(text.charAt(end + 1)) || digit(text.charAt(end + 1)));
      if (!latin(c) && !digit(c) && !inner && Character.getType(c) != Character.NON_SPACING_MARK) {
        break;
      }
      end++;
    }
    add(WORD, text.substring(at, end), 0, end - at);
  }

  /** A run of a script without spaces. */
  private void unspaced() {
    boolean counted = !tokens.isEmpty() && tokens.getLast().isNumber();
    int end = at;
    while (end < text.length() && cjk(text.charAt(end))) {
      int known = counted ? Units.longest(text, end) : 0;
      known = Math.max(known, Vocabulary.longestUnspaced(text, end));
      counted = false;
      if (known > 0) {
        if (end > at) {
          add(WORD, text.substring(at, end), 0, end - at);
        }
        add(WORD, text.substring(end, end + known), 0, known);
        end = at;
      } else {
        end++;
      }
    }
    if (end > at) {
      add(WORD, text.substring(at, end), 0, end - at);
    }
  }

  private boolean comparison(char c) {
    char next = peek(1);
    if ((c == '-' || c == '=' || c == '–' || c == '—') && next == '>') {
      add(MARK, "→", 0, 2);
    } else if (c == '-' && next == '-' && peek(2) == '>') {
      add(MARK, "→", 0, 3);
    } else if (c == '!' && next == '=') {
      add(MARK, "!=", 0, 2);
    } else if ("<>=".indexOf(c) >= 0 && next == '=') {
      add(COMPARISON, c == '=' ? "=" : c + "=", 0, 2);
    } else if (c == '=' && next == '<') {
      add(COMPARISON, "<=", 0, 2);
    } else if (c == '<' && next == '-') {
      add(MARK, "←", 0, 2);
    } else if (c == '<' || c == '>') {
      add(COMPARISON, String.valueOf(c), 0, 1);
    } else if (c == '=') {
      // page=1 is code, p = 1 a comparison.
      add(glued ? MARK : COMPARISON, "=", 0, 1);
    } else if ("≤⩽≦".indexOf(c) >= 0) {
      add(COMPARISON, "<=", 0, 1);
    } else if ("≥⩾≧".indexOf(c) >= 0) {
      add(COMPARISON, ">=", 0, 1);
    } else if ("→⇒➔➜⟶".indexOf(c) >= 0) {
      add(MARK, "→", 0, 1);
    } else if ("≈~〜∼".indexOf(c) >= 0) {
      add(MARK, "~", 0, 1);
    } else {
      return false;
    }
    return true;
  }

  private void sign(char c) {
    if ("-–—−‐‑".indexOf(c) >= 0) {
      boolean spaced = !glued && peek(1) == ' ';
      boolean afterNumber = !tokens.isEmpty() && figure(tokens.getLast());
      add(spaced && !afterNumber ? BREAK : MARK, "-", 0, 1);
    } else if (BREAKS.indexOf(c) >= 0) {
      add(BREAK, String.valueOf(c), 0, 1);
    } else if (MARKS.indexOf(c) >= 0) {
      add(MARK, String.valueOf(c), 0, 1);
    } else {
      at++;
      glued = false;
    }
  }

  private static boolean figure(Token token) {
    return token.isNumber() || token.mark("%") || Units.named(token.text()).isPresent();
  }
}
