package io.planwright.plan.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any text on one line of Markdown that shows it and gives it back: backslashes before what would
 * be markup, character references for what no line can hold. Code in backticks stays as it is.
 */
final class MarkdownText {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final Pattern REFERENCE = Pattern.compile("&#(\\d{1,7});");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");
  private static final Pattern NUMBERED = Pattern.compile("\\d{1,9}(?=[.)](?: |$))");
  private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?]");

  private final String text;
  private final String stops;
  private final boolean severalTildes;
  private final int lastBracket;
  private final StringBuilder out = new StringBuilder();

  private MarkdownText(String text, String stops) {
    this.text = text;
    this.stops = stops;
    this.severalTildes = text.indexOf('~') != text.lastIndexOf('~');
    this.lastBracket = text.lastIndexOf(']');
  }

  /** At the start of a line or of an item. */
  static String block(String text) {
    Matcher number = NUMBERED.matcher(text);
    if (number.lookingAt()) {
      return number.group() + "\\" + inline(text.substring(number.end()));
    }
    boolean marks = !text.isEmpty() && "#-+>=|[:".indexOf(text.charAt(0)) >= 0;
    String written = inline(text);
    return marks && written.charAt(0) != '\\' ? "\\" + written : written;
  }

  /** Within a line. */
  static String inline(String text) {
    return inline(text, "");
  }

  /**
   * @param stops further characters that end the text where it stands
   */
  static String inline(String text, String stops) {
    return new MarkdownText(text, stops).escaped();
  }

  private String escaped() {
    for (int i = 0; i < text.length(); ) {
      int span = span(text, i);
      if (span > i && plainCode(i, span)) {
        out.append(text, i, span);
        i = span;
        continue;
      }
      int point = text.codePointAt(i);
      int size = Character.charCount(point);
      if (!writable(point, i, size)) {
        out.append("&#").append(point).append(';');
      } else {
        if (size == 1 && marks(i)) {
          out.append('\\');
        }
        out.appendCodePoint(point);
      }
      i += size;
    }
    return out.toString();
  }

  /** What can't be read back from a line: line ends, controls, spaces at its ends. */
  private boolean writable(int point, int at, int size) {
    boolean edge = at == 0 || at + size == text.length();
    return shown(point) && !(edge && point == ' ');
  }

  private static boolean shown(int point) {
    return point >= ' '
        && !(point >= 0x7F && point <= 0x9F)
        && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
        && point != '\u2028'
        && point != '\u2029'
        && point != '\uFEFF';
  }

  private boolean plainCode(int start, int end) {
    return text.substring(start, end)
        .codePoints()
        .allMatch(point -> shown(point) && stops.indexOf(point) < 0);
  }

  private boolean marks(int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '\\' -> !Character.isLetterOrDigit(next(i));
      case '`' -> true;
      case '*' -> before(i) != ' ' || next(i) != ' ';
      case '_' -> !(Character.isLetterOrDigit(before(i)) && Character.isLetterOrDigit(next(i)));
      case '~' -> before(i) == '~' || next(i) == '~' || severalTildes;
      case '[' -> i < lastBracket;
      case '<' -> TAG.matcher(text).region(i, text.length()).lookingAt();
      case '&' -> ENTITY.matcher(text).region(i, text.length()).lookingAt();
      case '{' -> next(i) == '#';
      case '#' -> before(i) == ' ' || before(i) == '#';
      default -> stops.indexOf(c) >= 0;
    };
  }

  private char before(int i) {
    return i == 0 ? '\0' : text.charAt(i - 1);
  }

  private char next(int i) {
    return i + 1 < text.length() ? text.charAt(i + 1) : '\0';
  }

  /** The end of the code that a backtick opens; its own place where it opens none. */
  private static int span(String text, int at) {
    if (text.charAt(at) != '`') {
      return at;
    }
    int close = text.indexOf('`', at + 1);
    boolean twice =
        close == at + 1
            || (close >= 0 && close + 1 < text.length() && text.charAt(close + 1) == '`');
    return close < 0 || twice ? at : close + 1;
  }

  /** What {@link #inline} and {@link #block} wrote; of a person's text, what it shows. */
  static String read(String text) {
    if (text.indexOf('\\') < 0 && text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder read = new StringBuilder(text.length());
    Matcher reference = REFERENCE.matcher(text);
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int span = span(text, i);
      if (span > i) {
        read.append(text, i, span);
        i = span;
      } else if (c == '\\'
          && i + 1 < text.length()
          && PUNCTUATION.indexOf(text.charAt(i + 1)) >= 0) {
        read.append(text.charAt(i + 1));
        i += 2;
      } else if (c == '&'
          && reference.region(i, text.length()).lookingAt()
          && Character.isValidCodePoint(Integer.parseInt(reference.group(1)))) {
        read.appendCodePoint(Integer.parseInt(reference.group(1)));
        i = reference.end();
      } else {
        read.append(c);
        i++;
      }
    }
    return read.toString();
  }

  /** Where an unescaped character stands outside of code, from a place on; -1 where it does not. */
  static int find(String text, char sought, int from) {
    for (int i = from; i < text.length(); i++) {
      int span = span(text, i);
      if (span > i) {
        i = span - 1;
      } else if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == sought) {
        return i;
      }
    }
    return -1;
  }

  /** Any text as code, so that nothing in it is markup. */
  static String code(String text) {
    StringBuilder code = new StringBuilder("`");
    text.codePoints()
        .forEach(
            point -> {
              boolean shown = shown(point) && point != '`' && point != '&';
              if (shown) {
                code.appendCodePoint(point);
              } else {
                code.append("&#").append(point).append(';');
              }
            });
    return code.append('`').toString();
  }

  /** What {@link #code} wrote, without its backticks. */
  static String uncode(String code) {
    return REFERENCE
        .matcher(code)
        .replaceAll(
            found -> {
              int point = Integer.parseInt(found.group(1));
              return Matcher.quoteReplacement(
                  Character.isValidCodePoint(point) ? Character.toString(point) : found.group());
            });
  }
}
