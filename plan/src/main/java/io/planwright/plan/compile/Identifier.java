package io.planwright.plan.compile;

import io.planwright.plan.Key;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How authors number tasks: {@code 1.1}, {@code T001}, {@code BE-021}, {@code WP3A}, {@code #91}.
 */
final class Identifier {
  private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,9}){0,6}";

  /** {@code P1.6-T01}. */
  private static final String DOTTED_CODE =
      "[\\p{L}]{1,4}\\d{1,4}(?:\\.\\d{1,4}){0,3}-[\\p{L}]{1,4}-?\\d{1,6}";

  private static final String CODE =
      "[\\p{L}]{1,12}(?:-[\\p{L}]{1,8}){0,3}[-_]?" + NUMBER + "(?:-\\d{1,6})?[A-Za-z]?";

  /** Any form of id, for use inside other patterns; has no groups. */
  static final String ANY =
      "(?:#?(?:"
          + DOTTED_CODE
          + "|"
          + CODE
          + "|\\d{1,3}/\\d{1,3}|"
          + NUMBER
          + "[A-Za-z]?)|#[a-z][\\w.-]{0,60})";

  private static final Pattern WHOLE = Pattern.compile(ANY);

  /** A code that needs no punctuation after it to be seen as one. */
  private static final Pattern PLAIN_CODE =
      Pattern.compile(
          "(?:"
              + DOTTED_CODE
              + "|\\d{1,3}/\\d{1,3}|T\\d+|WP-?\\d+|US-?\\d+|TASK-?\\d+|[A-Z]{1,6}(?:-[A-Z]{1,6}){0,3}-\\d+"
              + "|[A-Z]{1,4}\\d+(?:\\.\\d+)+)[A-Za-z]?");

  private static final Pattern START =
      Pattern.compile("^\\[?(" + ANY + ")]?\\*?(\\s*[:.)|]|\\s+[-–—:|]+)?(?=\\s)\\s*(.*)$");

  /** Names of things that only look like ids. */
  private static final Set<String> NAMES =
      Set.of(
          "utf", "gpt", "sha", "iso", "rfc", "http", "tls", "aes", "rsa", "cve", "covid", "rs",
          "usb", "es", "pep", "ipv", "mp", "md", "h", "p", "x", "base", "llama", "claude", "oauth",
          "fr", "nfr", "sc", "adr", "req");

  private static final int LONGEST = 80;

  /** As the patterns above have it. */
  private static final int MOST_LETTERS = 12;

  private static final int MOST_DIGITS = 9;
  private static final int MOST_PARTS = 7;

  private Identifier() {}

  /** An id at the start of a text, and what follows it. */
  record Led(String id, String rest) {}

  static boolean matches(String text) {
    return mayBe(text) && (plainEnd(text) == text.length() || WHOLE.matcher(text).matches());
  }

  /** An id has a digit, or starts with a hash. */
  private static boolean mayBe(String text) {
    if (text.startsWith("#")) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        return true;
      }
      if (c <= ' ') {
        return false;
      }
    }
    return false;
  }

  /** Whether it names one thing in the whole document: it has a letter or a dot. */
  static boolean global(String id) {
    return Key.global(id);
  }

  /** An id that starts a text by its own form, as in {@code T001 Title} or {@code 1.1 Title}. */
  static Optional<Led> leading(String text) {
    if (!mayLead(text)) {
      return Optional.empty();
    }
    int end = ledBy(text);
    if (end > 0) {
      int space = text.indexOf(' ', end);
      return led(text.substring(0, end), space > end, text.substring(space));
    }
    Matcher matcher = START.matcher(text);
    return matcher.matches() && !matcher.group(3).isBlank()
        ? led(matcher.group(1), matcher.group(2) != null || text.startsWith("["), matcher.group(3))
        : Optional.empty();
  }

  private static Optional<Led> led(String written, boolean marked, String rest) {
    String id = clean(written);
    boolean hash = written.startsWith("#");
    boolean stands =
        Character.isDigit(id.charAt(0))
            ? marked || hash || id.indexOf('.') > 0
            : hash
                || (marked && Character.isUpperCase(id.charAt(0)))
                || PLAIN_CODE.matcher(id).matches();
    return stands && !named(id) ? Optional.of(new Led(id, rest.strip())) : Optional.empty();
  }

  /**
   * The end of a plain id with a blank and a word behind it, perhaps a mark between; 0 without one.
   */
  private static int ledBy(String text) {
    int end = plainEnd(text);
    int space = end < text.length() && ".:)".indexOf(text.charAt(end)) >= 0 ? end + 1 : end;
    boolean word =
        space + 1 < text.length()
            && text.charAt(space) == ' '
            && Character.isLetterOrDigit(text.charAt(space + 1));
    return word && isOneLine(text) ? end : 0;
  }

  /**
   * The end of an id as most are written, which needs no pattern: {@code T001}, {@code US-2} or
   * {@code 1.1}; 0 where a text starts otherwise.
   */
  private static int plainEnd(String text) {
    int at = 0;
    while (at < text.length() && isLatinLetter(text.charAt(at))) {
      at++;
    }
    if (at > MOST_LETTERS) {
      return 0;
    }
    at += at > 0 && text.startsWith("-", at) ? 1 : 0;
    int end = numberEnd(text, at);
    return end > at ? end : 0;
  }

  /** The end of a number with its parts; its start where there is none, or one too long. */
  private static int numberEnd(String text, int start) {
    int from = start;
    for (int part = 0; part < MOST_PARTS; part++) {
      int end = from;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      if (end == from || end - from > MOST_DIGITS) {
        return start;
      }
      if (!text.startsWith(".", end)
          || end + 1 == text.length()
          || !isDigit(text.charAt(end + 1))) {
        return end;
      }
      from = end + 1;
    }
    return start;
  }

  private static boolean isLatinLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        return false;
      }
    }
    return true;
  }

  /** An id has a digit in its first word, or starts with a hash. */
  static boolean mayLead(String text) {
    if (text.isEmpty() || text.charAt(0) == '#') {
      return !text.isEmpty();
    }
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        return true;
      }
      if (Character.isWhitespace(c)) {
        return false;
      }
    }
    return false;
  }

  private static boolean named(String id) {
    int end = 0;
    while (end < id.length() && Character.isLetter(id.charAt(end))) {
      end++;
    }
    return NAMES.contains(id.substring(0, end).toLowerCase(Locale.ROOT));
  }

  /** As it is compared: no {@code #}, lower case, no trailing full stop. */
  static String normal(String id) {
    return clean(id).toLowerCase(Locale.ROOT);
  }

  private static String clean(String id) {
    return id.startsWith("#") && id.length() > 1 ? id.substring(1) : id;
  }

  /** The letters before an id's first digit, in lower case. */
  static String family(String id) {
    String normal = normal(id);
    int end = 0;
    while (end < normal.length() && !Character.isDigit(normal.charAt(end))) {
      end++;
    }
    return normal.substring(0, end);
  }
}
