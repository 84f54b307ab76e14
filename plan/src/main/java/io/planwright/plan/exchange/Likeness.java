package io.planwright.plan.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a line may still be the one that a title was read from: it has the title's words in their
 * order, whatever marks, links or text encoded twice stand between and in them.
 */
final class Likeness {
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Likeness() {}

  /**
   * @param first the line that the title started in
   * @param all this line and those after it that the title may go on in
   * @param withId where the author's id must stand
   */
  static boolean of(Optional<String> id, String title, String first, String all, String withId) {
    return id.map(own -> names(own, withId)).orElse(true)
        && (like(title, first, all)
            || decodedTwice(all)
                .flatMap(text -> decodedTwice(first).map(start -> like(title, start, text)))
                .orElse(false));
  }

  private static boolean names(String id, String text) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}.])" + Pattern.quote(normal(id)) + "(?!\\p{L}|\\p{N}|\\.\\p{N})")
        .matcher(normal(text))
        .find();
  }

  private static boolean like(String title, String first, String all) {
    List<String> words = words(title);
    String start = normal(first);
    return words.isEmpty()
        ? first.contains(title.strip())
        : start.contains(words.getFirst()) && inOrder(words, normal(all));
  }

  private static boolean inOrder(List<String> words, String text) {
    int from = 0;
    for (String word : words) {
      int at = text.indexOf(word, from);
      if (at < 0) {
        return false;
      }
      from = at + word.length();
    }
    return true;
  }

  private static List<String> words(String text) {
    return GAPS.splitAsStream(normal(text)).filter(word -> !word.isEmpty()).toList();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** What the text was before its UTF-8 was taken for Windows-1252 and encoded again. */
  private static Optional<String> decodedTwice(String text) {
    try {
      ByteBuffer bytes = Charset.forName("windows-1252").newEncoder().encode(CharBuffer.wrap(text));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
