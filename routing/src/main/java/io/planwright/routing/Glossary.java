package io.planwright.routing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Puts the field's words of other languages into English, word by word: the sentence model reads
 * English only, and a title seldom needs more than its verb and its object.
 */
final class Glossary {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int LONGEST_PHRASE = 4;
  private static final int LONGEST_SCRIPT_TERM = 10;

  /** Shorter ones are function words that English has too ("die", "no"): no evidence alone. */
  private static final int TELLING = 4;

  private final Map<String, String> words = new LinkedHashMap<>();
  private final TreeMap<String, String> stems = new TreeMap<>();
  private final Map<String, String> script = new LinkedHashMap<>();

  static Glossary load() {
    Glossary glossary = new Glossary();
    Resources.lines("glossary.tsv").forEach(line -> glossary.add(line[0], line[1]));
    return glossary;
  }

  private void add(String term, String english) {
    if (isScript(term.codePointAt(0))) {
      script.putIfAbsent(Normalizer.normalize(term, Normalizer.Form.NFKC), english);
    } else if (term.endsWith("*")) {
      stems.putIfAbsent(term.substring(0, term.length() - 1), english);
    } else {
      words.putIfAbsent(term, english);
    }
  }

  String english(String text) {
    String spaced = text.codePoints().anyMatch(Glossary::isScript) ? unwritten(text) : text;
    return spelled(spaced);
  }

  /** Chinese, Japanese and Korean: the longest known words, the rest falls away. */
  private String unwritten(String text) {
    StringBuilder english = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!isScript(c)) {
        english.appendCodePoint(c);
        i += Character.charCount(c);
        continue;
      }
      int length = Math.min(LONGEST_SCRIPT_TERM, text.length() - i);
      while (length > 0 && !script.containsKey(text.substring(i, i + length))) {
        length--;
      }
      english.append(length > 0 ? script.get(text.substring(i, i + length)) : " ");
      i += length > 0 ? length : Character.charCount(c);
    }
    String known = SPACE.matcher(english).replaceAll(" ").strip();
    return known.isEmpty() ? text : known;
  }

  /** Languages with spaces; a text without a telling foreign word stays as it is. */
  private String spelled(String text) {
    String[] tokens = SPACE.split(text);
    List<String> english = new ArrayList<>();
    boolean foreign = false;
    int i = 0;
    while (i < tokens.length) {
      Optional<String> found = Optional.empty();
      int length = Math.min(LONGEST_PHRASE, tokens.length - i);
      for (; length > 0 && found.isEmpty(); length--) {
        found = translation(tokens, i, length);
      }
      if (found.isPresent()) {
        foreign |= length > 0 || folded(tokens[i]).length() >= TELLING;
        english.add(found.get());
        i += length + 1;
      } else {
        english.add(tokens[i]);
        i++;
      }
    }
    return foreign ? String.join(" ", english) : text;
  }

  private Optional<String> translation(String[] tokens, int from, int length) {
    String phrase = folded(String.join(" ", List.of(tokens).subList(from, from + length)));
    String word = words.get(phrase);
    if (word != null) {
      return Optional.of(word);
    }
    if (length > 1) {
      return Optional.empty();
    }
    for (int end = phrase.length(); end >= TELLING; end--) {
      String stem = stems.get(phrase.substring(0, end));
      if (stem != null) {
        return Optional.of(stem);
      }
    }
    return Optional.empty();
  }

  static String folded(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    int start = 0;
    int end = plain.length();
    while (start < end && !Character.isLetterOrDigit(plain.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(plain.charAt(end - 1))) {
      end--;
    }
    return plain.substring(start, end).replaceAll("[^\\p{L}\\p{N}]+", " ");
  }

  private static boolean isScript(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> c == 'ー' || c == '々';
    };
  }
}
