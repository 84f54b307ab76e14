package io.planwright.plan.compile;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Finds words in a text in one pass, without regard to case. Words of scripts with spaces must
 * start one; {@code risk*} may go on, others must end where the text's word ends. Words of scripts
 * without spaces may stand anywhere.
 */
final class Keywords {
  private static final char FIRST_BEYOND_LATIN = 0x80;
  private static final Word[] NONE = new Word[0];

  /** By the first letter; of the plain Latin ones at once, since most texts hold no others. */
  private final Word[][] latin = new Word[FIRST_BEYOND_LATIN][];

  private final Map<Character, Word[]> others = new LinkedHashMap<>();

  /** The first letters of all words, which most places of a text do not hold. */
  private final BitSet firsts = new BitSet();

  private final WordStarts starts = new WordStarts();

  private record Word(String text, int group, boolean open, boolean anywhere) {}

  private Keywords(String... groups) {
    Arrays.fill(latin, NONE);
    for (int group = 0; group < groups.length; group++) {
      add(group, groups[group]);
    }
  }

  private void add(int group, String words) {
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
      firsts.set(first);
      starts.add(text);
      add(first, new Word(text, group, open, anywhere));
    }
  }

  private void add(char first, Word word) {
    Word[] known = of(first);
    Word[] words = Arrays.copyOf(known, known.length + 1);
    words[known.length] = word;
    if (first >= FIRST_BEYOND_LATIN) {
      others.put(first, words);
    } else {
      latin[first] = words;
    }
  }

  private Word[] of(char first) {
    if (first >= FIRST_BEYOND_LATIN) {
      return others.getOrDefault(first, NONE);
    }
    return latin[first];
  }

  /**
   * @param groups each with its words, by commas or lines
   */
  static Keywords of(String... groups) {
    return new Keywords(groups);
  }

  boolean in(String text) {
    return find(text, any -> true);
  }

  /**
   * Whether it holds a word whose group is enough.
   *
   * @param enough asked with the group's index
   */
  boolean find(String text, IntPredicate enough) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean inWord = false;
    for (int at = 0; at < lower.length(); at++) {
      char c = lower.charAt(at);
      boolean isLatin = c < FIRST_BEYOND_LATIN;
      if (firsts.get(c) && (!isLatin || !inWord) && isAt(lower, at, !inWord, enough)) {
        return true;
      }
      inWord = isLatin ? c >= 'a' && c <= 'z' : Character.isLetter(c);
    }
    return false;
  }

  boolean start(String text) {
    return !text.isEmpty()
        && mayStart(text.charAt(0))
        && isAt(text.toLowerCase(Locale.ROOT), 0, true, any -> true);
  }

  /** Asked of the first letter, before a whole text is put in lower case. */
  private boolean mayStart(char first) {
    return first >= FIRST_BEYOND_LATIN || firsts.get(Character.toLowerCase(first));
  }

  /**
   * @param starting whether no letter stands before it
   */
  private boolean isAt(String text, int at, boolean starting, IntPredicate enough) {
    if (!starts.mayBeAt(text, at)) {
      return false;
    }
    for (Word word : of(text.charAt(at))) {
      int end = at + word.text.length();
      if ((starting || word.anywhere)
          && text.startsWith(word.text, at)
          && (word.open
              || word.anywhere
              || end == text.length()
              || !Character.isLetter(text.charAt(end)))
          && enough.test(word.group)) {
        return true;
      }
    }
    return false;
  }
}
