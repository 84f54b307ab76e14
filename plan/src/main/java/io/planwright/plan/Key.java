package io.planwright.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How phases and tasks are named whose author gave no key: by an id where it is one of the whole
 * document, else within the phase by id or title.
 */
public final class Key {
  /** In characters; a longer word ends in a hash of the whole. */
  public static final int LONGEST_WORD = 60;

  private Key() {}

  /**
   * @param id empty where there is none
   */
  public static String phase(String id, String title) {
    return word(id.isEmpty() ? title : id);
  }

  /**
   * @param id empty where there is none
   */
  public static String task(String phaseKey, String id, String title) {
    String own = word(id.isEmpty() ? title : id);
    return global(id) ? own : phaseKey + "~" + own;
  }

  /** Whether an id names one thing in the whole document: it has a letter or a dot. */
  public static boolean global(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) == '.' || Character.isLetter(id.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Letters and digits of all scripts, in lower case, everything else a hyphen. */
  public static String word(String text) {
    StringBuilder word = new StringBuilder();
    boolean gap = false;
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); ) {
      int point = lower.codePointAt(at);
      at += Character.charCount(point);
      if (stays(point)) {
        if (gap && !word.isEmpty()) {
          word.append('-');
        }
        word.appendCodePoint(point);
        gap = false;
      } else {
        gap = true;
      }
    }
    String whole = trimmed(word.toString());
    if (whole.isEmpty()) {
      return "x-" + hash(text);
    }
    if (whole.codePointCount(0, whole.length()) <= LONGEST_WORD) {
      return whole;
    }
    int end = whole.offsetByCodePoints(0, LONGEST_WORD - 9);
    return trimmed(whole.substring(0, end)) + "-" + hash(whole);
  }

  private static boolean stays(int point) {
    return Character.isLetterOrDigit(point)
        || point == '.'
        || point == '_'
        || Character.getType(point) == Character.NON_SPACING_MARK
        || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  private static String trimmed(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && !Character.isLetterOrDigit(word.codePointAt(start))) {
      start++;
    }
    while (end > start && (word.charAt(end - 1) == '.' || word.charAt(end - 1) == '-')) {
      end--;
    }
    return word.substring(start, end);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
