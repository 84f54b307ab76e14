package io.planwright.plan.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds words in a text in one pass, without regard to case. Words of scripts with spaces must
 * start one; {@code risk*} may go on, others must end where the text's word ends. Words of scripts
 * without spaces may stand anywhere.
 */
final class Keywords {
  private final Map<Character, List<Word>> byFirst = new LinkedHashMap<>();
  private final boolean[] latin = new boolean[128];

  private record Word(String text, boolean open, boolean anywhere) {}

  private Keywords(String words) {
    for (String each : words.split("[,\n]")) {
      String word = each.strip().toLowerCase(Locale.ROOT);
      if (word.isEmpty()) {
        continue;
      }
      boolean open = word.endsWith("*");
      String text = open ? word.substring(0, word.length() - 1) : word;
      char first = text.charAt(0);
      boolean anywhere =
          Character.isIdeographic(first)
              || Character.UnicodeScript.of(first) == Character.UnicodeScript.HIRAGANA
              || Character.UnicodeScript.of(first) == Character.UnicodeScript.KATAKANA
              || Character.UnicodeScript.of(first) == Character.UnicodeScript.HANGUL;
      byFirst.computeIfAbsent(first, any -> new ArrayList<>()).add(new Word(text, open, anywhere));
      if (first < latin.length) {
        latin[first] = true;
      }
    }
  }

  /** Words by commas or lines. */
  static Keywords of(String words) {
    return new Keywords(words);
  }

  boolean in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean inWord = false;
    for (int at = 0; at < lower.length(); at++) {
      char c = lower.charAt(at);
      boolean may = c >= latin.length || (latin[c] && !inWord);
      if (may && isAt(lower, at, !inWord)) {
        return true;
      }
      inWord = c < latin.length ? c >= 'a' && c <= 'z' : Character.isLetter(c);
    }
    return false;
  }

  boolean start(String text) {
    return !text.isEmpty() && isAt(text.toLowerCase(Locale.ROOT), 0, true);
  }

  /**
   * @param starts whether no letter stands before it
   */
  private boolean isAt(String text, int at, boolean starts) {
    List<Word> words = byFirst.get(text.charAt(at));
    if (words == null) {
      return false;
    }
    for (Word word : words) {
      int end = at + word.text.length();
      if ((starts || word.anywhere)
          && text.startsWith(word.text, at)
          && (word.open
              || word.anywhere
              || end == text.length()
              || !Character.isLetter(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
