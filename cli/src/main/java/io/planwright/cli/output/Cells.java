package io.planwright.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Text in the cells of a terminal: letters of East Asia and emoji take two of them. */
final class Cells {
  private static final int EMOJI_STYLE = 0xFE0F;

  /** First and last of what Unicode calls wide or full-width, emoji aside. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0xA4CF},
    {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x20000, 0x3FFFD}
  };

  private Cells() {}

  static int width(String text) {
    int width = 0;
    int last = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      last = width(text.codePointAt(at), last);
      width += last;
    }
    return width;
  }

  /**
   * @param last the width of the code point before it
   */
  private static int width(int point, int last) {
    if (point == EMOJI_STYLE) {
      return last == 1 ? 1 : 0;
    }
    return last > 0 && Character.isEmojiModifier(point) ? 0 : width(point);
  }

  private static int width(int point) {
    if (point < 0x300) {
      return Character.isISOControl(point) ? 0 : 1;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : isVowelOfASyllable(point) ? 0 : 1;
    };
  }

  private static boolean isWide(int point) {
    if (Character.isEmojiPresentation(point)) {
      return !isHalfOfAFlag(point);
    }
    for (int[] range : WIDE) {
      if (point >= range[0] && point <= range[1]) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHalfOfAFlag(int point) {
    return point >= 0x1F1E6 && point <= 0x1F1FF;
  }

  private static boolean isVowelOfASyllable(int point) {
    return point >= 0x1160 && point <= 0x11FF;
  }

  /** The longest start of a text that takes no more cells. */
  static String start(String text, int cells) {
    int used = 0;
    int last = 0;
    int at = 0;
    while (at < text.length()) {
      last = width(text.codePointAt(at), last);
      used += last;
      if (used > cells) {
        break;
      }
      at = text.offsetByCodePoints(at, 1);
    }
    return text.substring(0, at);
  }

  /** The longest end of a text that takes no more cells. */
  static String end(String text, int cells) {
    int start = text.length();
    while (start > 0) {
      int next = text.offsetByCodePoints(start, -1);
      if (width(text.substring(next)) > cells) {
        break;
      }
      start = next;
    }
    return text.substring(start);
  }

  /** Lines of at most so many cells, at least one; broken at spaces and between wide letters. */
  static List<String> wrap(String text, int cells) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String piece : pieces(text.strip())) {
      String left = piece;
      if (used > 0 && used + width(left.stripTrailing()) > cells) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
        used = 0;
      }
      while (width(left.stripTrailing()) > Math.max(2, cells)) {
        String start = start(left, Math.max(2, cells));
        lines.add(start);
        left = left.substring(start.length());
      }
      line.append(left);
      used += width(left);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** Words with the spaces behind them, and wide letters each with the punctuation behind it. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (at < text.length() && mayBreak(point, text.codePointAt(at))) {
        pieces.add(text.substring(start, at));
        start = at;
      }
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private static boolean mayBreak(int before, int after) {
    if (after == ' ') {
      return false;
    }
    return before == ' ' || width(before) == 2 && Character.isLetterOrDigit(after);
  }
}
