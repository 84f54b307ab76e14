package io.planwright.plan.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words around a figure that name what is measured. */
final class MetricWords {
  private static final int MOST_WORDS = 8;
  private static final int MOST_LABEL_WORDS = 4;

  private static final int LAST_LATIN = 0x7F;

  private static final Pattern AGGREGATE =
      Pattern.compile("p\\d{2,3}|avg|average|mean|median|max|min|maximum|minimum|total|peak");

  private static final Pattern PARTICLE =
      Pattern.compile(
          "(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])[はがをのもで]$"
              + "|(?<=\\p{IsHangul}{2})[은는이가을를의]$"
              + "|^[将把使](?=\\p{IsHan}{2})|(?<=\\p{IsHan}{2})[在为是的]$");

  private final List<Token> tokens;

  MetricWords(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The metric of what stands from one token up to another: from its clause, else its neighbour.
   */
  String around(int from, int to) {
    int start = clauseStart(from);
    int end = clauseEnd(to);
    String left = left(start, from);
    String right = right(to, end);
    String own = joined(left, right, start, from, to, end);
    if (!has(own, Character::isLetter)) {
      return Stream.of(label(start, true), behind(end), subject(start, from), counted(from, to))
          .filter(words -> !words.isEmpty())
          .findFirst()
          .orElse("");
    }
    String label = AGGREGATE.matcher(own).matches() ? label(start, false) : "";
    return label.isEmpty() ? own : label + " " + own;
  }

  /** The metric of what stands in front of a token. */
  String inFront(int from) {
    int start = clauseStart(from);
    String left = left(start, from);
    return left.isEmpty() ? label(start, true) : left;
  }

  /** What stands before the verb: performance metrics show. */
  private String subject(int start, int from) {
    int end = from;
    while (end > start && !Vocabulary.splitter(tokens.get(end - 1))) {
      end--;
    }
    return end == start ? "" : text(start, end - 1, true);
  }

  /** Of 2 failures per day the failures. */
  private String counted(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      Token token = tokens.get(i);
      if ((token.mark("/") || token.word("per")) && i >= 2 && tokens.get(i - 2).isNumber()) {
        return Units.named(tokens.get(i - 1).text()).isPresent() ? "" : tokens.get(i - 1).text();
      }
    }
    return "";
  }

  private String joined(String left, String right, int start, int from, int to, int end) {
    if (left.isEmpty() || right.isEmpty()) {
      return left + right;
    }
    boolean named = metricIn(start, from);
    return !named && to < end && metricIn(to, Math.min(end, to + 2)) ? left + " " + right : left;
  }

  private boolean metricIn(int from, int to) {
    return tokens.subList(from, to).stream()
        .anyMatch(token -> Vocabulary.metric(token) || Vocabulary.lessIsBetter(token));
  }

  int clauseStart(int from) {
    int start = from;
    while (start > 0 && !tokens.get(start - 1).isBreak()) {
      start--;
    }
    return start;
  }

  int clauseEnd(int to) {
    int end = to;
    while (end < tokens.size() && !tokens.get(end).isBreak()) {
      end++;
    }
    return end;
  }

  /** Of the words in front, those behind the last verb that says no more than that it is so. */
  String left(int start, int from) {
    int begin = start;
    for (int i = start; i < from; i++) {
      if (Vocabulary.splitter(tokens.get(i))) {
        begin = i + 1;
      }
    }
    return text(begin, from, true);
  }

  /** Of the words behind, those up to the first that qualifies them. */
  String right(int to, int end) {
    int begin = to;
    while (begin < end && (tokens.get(begin).word("of") || tokens.get(begin).word("de"))) {
      begin++;
    }
    int stop = begin;
    while (stop < end && !Vocabulary.preposition(tokens.get(stop))) {
      stop++;
    }
    return text(begin, stop, false);
  }

  /** The clause in front; of a few words where it only labels. */
  private String label(int start, boolean alone) {
    int before = start - 1;
    while (before >= 0 && !tokens.get(before).isWord()) {
      before--;
    }
    if (before < 0) {
      return "";
    }
    int begin = clauseStart(before);
    List<String> words = chunks(begin, before + 1);
    boolean generic = words.stream().allMatch(Vocabulary::generic);
    if (!alone && (generic || words.size() > MOST_LABEL_WORDS)) {
      return "";
    }
    return left(begin, before + 1);
  }

  private String behind(int end) {
    int next = end;
    while (next < tokens.size() && tokens.get(next).isBreak()) {
      next++;
    }
    return next < tokens.size() ? right(next, clauseEnd(next)) : "";
  }

  String text(int from, int to, boolean keepEnd) {
    List<String> words = new ArrayList<>(chunks(from, to));
    while (!words.isEmpty() && drop(words.getFirst())) {
      words.removeFirst();
    }
    while (!words.isEmpty() && drop(words.getLast())) {
      words.removeLast();
    }
    if (words.size() > MOST_WORDS) {
      int size = words.size();
      words = keepEnd ? words.subList(size - MOST_WORDS, size) : words.subList(0, MOST_WORDS);
    }
    StringJoiner text = new StringJoiner(" ");
    words.forEach(word -> text.add(withoutParticle(word)));
    return text.toString();
  }

  private static String withoutParticle(String word) {
    boolean latin =
        word.isEmpty()
            || (word.charAt(0) <= LAST_LATIN && word.charAt(word.length() - 1) <= LAST_LATIN);
    return latin ? word : PARTICLE.matcher(word).replaceFirst("");
  }

  private static boolean drop(String word) {
    return Vocabulary.filler(word) || !has(word, Character::isLetterOrDigit);
  }

  private static boolean has(String text, IntPredicate what) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (what.test(text.codePointAt(at))) {
        return true;
      }
    }
    return false;
  }

  /** Tokens that stand without a space between them are one word. */
  private List<String> chunks(int from, int to) {
    List<String> chunks = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.isBreak()) {
        continue;
      }
      boolean joins = token.glued() && i > from && !chunks.isEmpty();
      if (joins && !tokens.get(i - 1).isBreak()) {
        chunks.set(chunks.size() - 1, chunks.getLast() + token.text());
      } else {
        chunks.add(token.text());
      }
    }
    return chunks;
  }
}
