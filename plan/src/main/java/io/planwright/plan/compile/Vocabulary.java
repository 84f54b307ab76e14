package io.planwright.plan.compile;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Words of several languages by what they stand for, written as {@code MEANING = word, word}. */
final class Vocabulary {
  private Vocabulary() {}

  /** Each word, in lower case, with its meaning. */
  static <E extends Enum<E>> Map<String, E> of(Class<E> meanings, String text) {
    Map<String, E> words = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              E meaning = Enum.valueOf(meanings, line.substring(0, equals).strip());
              for (String word : line.substring(equals + 1).split(",")) {
                E before = words.put(word.strip().toLowerCase(Locale.ROOT), meaning);
                if (before != null) {
                  throw new IllegalArgumentException(
                      word.strip() + " stands for " + before + " and for " + meaning);
                }
              }
            });
    return words;
  }
}
