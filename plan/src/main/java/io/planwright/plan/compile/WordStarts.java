package io.planwright.plan.compile;

/** The first three letters that words may have, which most places of a text do not hold. */
final class WordStarts {
  private static final int LETTERS = 'z' - 'a' + 1;
  private static final int ALL = -1;

  /** By the first letter, a bit for each second one. */
  private final int[] seconds = new int[LETTERS];

  /** By the first two letters, a bit for each third one. */
  private final int[] thirds = new int[LETTERS * LETTERS];

  /**
   * @param word in lower case; it may go on as a pattern behind its first three characters
   */
  void add(String word) {
    if (!word.isEmpty() && isLetter(word.charAt(0))) {
      boolean pair = word.length() > 1 && isLetter(word.charAt(1));
      seconds[word.charAt(0) - 'a'] |= pair ? 1 << (word.charAt(1) - 'a') : ALL;
      if (pair) {
        boolean triple = word.length() > 2 && isLetter(word.charAt(2)) && !word.startsWith("?", 3);
        thirds[pair(word.charAt(0), word.charAt(1))] |= triple ? 1 << (word.charAt(2) - 'a') : ALL;
      }
    }
  }

  /** Whether a word may start there; always where it starts with no plain Latin letter. */
  boolean mayBeAt(String lower, int at) {
    char first = lower.charAt(at);
    if (!isLetter(first)) {
      return true;
    }
    int bits = seconds[first - 'a'];
    if (bits == 0 || bits == ALL || at + 1 == lower.length()) {
      return bits == ALL;
    }
    char second = lower.charAt(at + 1);
    if (!isLetter(second) || (bits >> (second - 'a') & 1) == 0) {
      return false;
    }
    int last = thirds[pair(first, second)];
    if (last == ALL || at + 2 == lower.length()) {
      return last == ALL;
    }
    char third = lower.charAt(at + 2);
    return isLetter(third) && (last >> (third - 'a') & 1) != 0;
  }

  private static int pair(char first, char second) {
    return (first - 'a') * LETTERS + second - 'a';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
