package io.planwright.plan.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of what follows {@code Depends on:}: ids, lists that share a word ({@code Tasks 1,
 * 2}), ranges ({@code T008-T014}), "all …", phases, titles. Reasons in parentheses and after a dash
 * are left out.
 */
final class DependencyText {

  /** One thing that a dependency names. */
  sealed interface Mention {}

  /**
   * An id.
   *
   * @param kind the word before it, as {@link Words} has it; empty without one
   * @param alone nothing else is said beside it, so it can only be meant as an id
   */
  record One(String kind, String id, boolean alone) implements Mention {}

  record Range(String kind, String from, String to) implements Mention {}

  /** {@code Day 1 Task 3}. */
  record Within(One phase, One task) implements Mention {}

  /** "All …" with what is said about which, as mentions; none means all that comes before. */
  record All(String kind, List<Mention> of) implements Mention {}

  /** A title, or words about something outside of the plan. */
  record Phrase(String text) implements Mention {}

  /** {@code Phase 2..Phase 4} is Phase 2–4. */
  private static final Pattern REPEATED_WORD =
      Pattern.compile("(\\d)\\s*(?:\\.{2,3}|[-–—~〜～至到])\\s*\\p{L}{2,12}\\s?(\\d)");

  private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
  private static final Pattern REASON =
      Pattern.compile("\\s+(?:[–—]|-(?!\\s*[#\\p{L}]{0,6}-?\\d)|→|//)\\s+.*$|\\s[–—]\\s.*$");
  private static final Pattern SENTENCE_END = Pattern.compile("\\.\\s+\\p{Lu}.*$");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern BETWEEN = Pattern.compile("[–—~〜～]|\\.{2,3}|-");
  private static final Set<String> LINKS =
      Set.of("and", "or", "&", "+", "/", "y", "e", "o", "u", "und", "oder", "et", "ou", "и", "или");
  private static final Set<String> TO =
      Set.of("to", "through", "thru", "-", "–", "—", "until", "a", "bis", "à", "до", "至", "到");
  private static final Set<String> ALL =
      Set.of(
          "all",
          "every",
          "everything",
          "todas",
          "todos",
          "todo",
          "toutes",
          "tous",
          "alle",
          "allen",
          "aller",
          "alles",
          "все",
          "全部",
          "すべて",
          "모든",
          "모두");
  private static final Set<String> FILLERS =
      Set.of(
          "of",
          "of:",
          "complete",
          "completed",
          "completion",
          "done",
          "finished",
          "ready",
          "merged",
          "only",
          "both",
          "after",
          "from",
          "in",
          "is",
          "are",
          "must",
          "be",
          "been",
          "being",
          "完成",
          "完了",
          "完了後",
          "后",
          "後",
          "완료",
          "완료후",
          "완료 후",
          "이후",
          "завершён",
          "завершен",
          "завершена",
          "готово",
          "completa",
          "completada",
          "completado",
          "concluída",
          "concluído",
          "terminée",
          "terminé",
          "abgeschlossen",
          "fertig",
          "nach",
          "tras",
          "após",
          "después",
          "de",
          "après",
          "после",
          "la",
          "the",
          "user",
          "work",
          "desired",
          "previous",
          "prior",
          "preceding",
          "above",
          "earlier",
          "other");

  private final List<Mention> mentions = new ArrayList<>();
  private String kind = "";

  /** Nothing but a word for a kind stands between the last mention and what comes. */
  private boolean beside;

  private DependencyText() {}

  static List<Mention> parse(String written) {
    String text = half(written.replace("`", "").replace("*", "")).strip();
    text = isPair(text) ? REPEATED_WORD.matcher(text).replaceAll("$1–$2") : text;
    if (Words.none(text)) {
      return List.of();
    }
    String outside = withoutReasons(text);
    if (Words.none(outside)) {
      return outside.isEmpty() ? parseAll(text.replace('(', ' ').replace(')', ' ')) : List.of();
    }
    return parseAll(outside);
  }

  private static List<Mention> parseAll(String text) {
    DependencyText reading = new DependencyText();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ',' || text.charAt(i) == ';') {
        reading.fragment(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    reading.fragment(text.substring(start).strip());
    return reading.mentions;
  }

  /** Whether two digits have something between them. */
  private static boolean isPair(String text) {
    int digits = 0;
    boolean inDigits = false;
    for (int i = 0; i < text.length() && digits < 2; i++) {
      boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      digits += digit && !inDigits ? 1 : 0;
      inDigits = digit;
    }
    return digits == 2;
  }

  /** Full-width punctuation as its usual form. */
  private static String half(String text) {
    if (Words.isLatin(text)) {
      return text;
    }
    return text.replace('，', ',')
        .replace('、', ',')
        .replace('；', ';')
        .replace('（', '(')
        .replace('）', ')')
        .replace('：', ':');
  }

  static String withoutReasons(String text) {
    String bare = text.indexOf('(') < 0 ? text : PARENTHESES.matcher(text).replaceAll(" ");
    bare = mayReason(bare) ? REASON.matcher(bare).replaceFirst("") : bare;
    return bare.indexOf('.') < 0
        ? bare.strip()
        : SENTENCE_END.matcher(bare).replaceFirst("").strip();
  }

  private static boolean mayReason(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("-–—→/".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private void fragment(String fragment) {
    if (fragment.isEmpty()) {
      return;
    }
    String[] words = hasSpace(fragment) ? SPACE.split(fragment) : new String[] {fragment};
    int before = mentions.size();
    beside = false;
    boolean alone = words.length == 1;
    boolean others = false;
    for (int i = 0; i < words.length; i++) {
      String word = trimmed(words[i]);
      String lower = word.toLowerCase(Locale.ROOT);
      String next = i + 2 < words.length ? trimmed(words[i + 2]) : "";
      if (ALL.contains(lower)) {
        all(String.join(" ", List.of(words).subList(i + 1, words.length)));
        return;
      } else if (i + 2 < words.length && TO.contains(words[i + 1]) && isId(word) && isId(next)) {
        mentions.add(new Range(kind, word, next));
        i += 2;
      } else if (range(word)) {
        // Added where it was found.
      } else if (isId(word) && (!kind.isEmpty() || alone || !isNumber(word))) {
        add(new One(kind, word, alone || !kind.isEmpty()));
      } else if (!Words.phase(lower).isEmpty() || !Words.task(lower).isEmpty()) {
        kind = Words.phase(lower).isEmpty() ? Words.task(lower) : Words.phase(lower);
      } else if (!LINKS.contains(lower) && !FILLERS.contains(lower) && !word.isEmpty()) {
        kind = "";
        others = true;
        beside = false;
      } else if (LINKS.contains(lower)) {
        beside = false;
      }
    }
    if (mentions.size() == before && (others || words.length > 0)) {
      mentions.add(new Phrase(fragment));
    }
  }

  private static boolean hasSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  /** A task that follows its phase without a comma or an "and" is one of that phase. */
  private void add(One one) {
    boolean task = !Words.task(one.kind()).isEmpty();
    if (task
        && beside
        && !mentions.isEmpty()
        && mentions.getLast() instanceof One phase
        && !Words.phase(phase.kind()).isEmpty()) {
      mentions.set(mentions.size() - 1, new Within(phase, one));
    } else {
      mentions.add(one);
    }
    beside = true;
  }

  /** Of {@code M1-01} only the plan knows whether it is an id. */
  private boolean range(String word) {
    if (!Identifier.mayLead(word)) {
      return false;
    }
    Matcher between = BETWEEN.matcher(word);
    Optional<Range> found = Optional.empty();
    while (between.find()) {
      String from = word.substring(0, between.start());
      String to = word.substring(between.end());
      boolean even = hyphens(from) == hyphens(to) || hyphens(to) == 0;
      if (isId(from) && isId(to) && even && from.chars().anyMatch(Character::isDigit)) {
        found = Optional.of(new Range(kind, from, to));
        if (hyphens(from) == hyphens(to)) {
          break;
        }
      }
    }
    found.ifPresent(mentions::add);
    return found.isPresent();
  }

  private static long hyphens(String id) {
    return id.chars().filter(c -> c == '-').count();
  }

  private void all(String rest) {
    DependencyText of = new DependencyText();
    of.fragment(rest);
    List<Mention> named = of.mentions.stream().filter(m -> !(m instanceof Phrase)).toList();
    mentions.add(new All(of.kind, named));
  }

  private static boolean isId(String word) {
    return Identifier.matches(word);
  }

  private static boolean isNumber(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String trimmed(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && "[\"'“(:.".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "]\"'”):.!".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(start, end);
  }
}
