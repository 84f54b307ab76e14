package io.planwright.plan.compile;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the task that a short label means, as a graph's node does: cosine of the words of both,
 * each weighed by how few titles have it (Salton and Buckley, 1988). Words match by their
 * beginning, since labels inflect them.
 */
final class TitleMatch {
  private static final int STEM = 4;
  private static final int LONGEST = 30;
  private static final double SAME_KIND = 0.8;

  /** A match must be so much better than the next one. */
  private static final double AHEAD = 1.2;

  /** A word that no title has says little: labels add "design" and "complete". */
  private static final double UNKNOWN = 0.5;

  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern END_TO_END = Pattern.compile("\\be2e\\b");

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "a", "an", "con", "com", "avec", "mit", "and", "the", "of", "for", "to", "in", "on",
          "with", "by", "or", "from", "as", "task", "tasks", "phase", "step", "de", "del", "la",
          "el", "los", "las", "y", "e", "do", "da", "dos", "das", "le", "les", "des", "du", "et",
          "der", "die", "und", "von", "и", "в", "на", "для", "с", "の", "と", "を", "に", "的", "和");

  /** What a label calls by its kind, a title calls by its product. */
  private static final Map<String, String> CONCEPTS = concepts();

  private static Map<String, String> concepts() {
    Map<String, String> concepts = new LinkedHashMap<>();
    for (String group :
        List.of(
            "frontend react vue angular svelte nextjs ui",
            "backend express fastapi django flask nestjs springboot",
            "database db mongodb postgresql postgres mysql sql sqlite bd datenbank schema schemas"
                + " esquema esquemas schemata",
            "material mui",
            "authentication auth login jwt oauth autenticacion autenticacao",
            "infrastructure infra kubernetes docker terraform infraestructura infraestrutura",
            "testing tests test qa pruebas testes",
            "documentation docs documentacion documentacao")) {
      String[] words = group.split(" ");
      for (String word : words) {
        concepts.put(word, "=" + words[0]);
      }
    }
    return concepts;
  }

  private final List<TaskDraft> tasks;
  private final List<Set<String>> words = new ArrayList<>();

  /** By their place among the tasks; made when first compared, as most never are. */
  private final Map<Integer, Weighed> titles = new LinkedHashMap<>();

  private final Map<String, List<Integer>> byStem = new LinkedHashMap<>();

  private long compared;

  /** A task and how surely it is meant, from 0 to 1. */
  record Match(TaskDraft task, double confidence) {}

  TitleMatch(List<TaskDraft> tasks) {
    this.tasks = tasks;
    for (int i = 0; i < tasks.size(); i++) {
      words.add(words(tasks.get(i).title));
      for (String word : words.get(i)) {
        List<Integer> same = byStem.computeIfAbsent(stem(word), any -> new ArrayList<>());
        if (same.isEmpty() || same.getLast() != i) {
          same.add(i);
        }
      }
    }
  }

  /** The one task that is meant, if one stands out. */
  Optional<Match> find(String label, double least) {
    Weighed wanted = weighed(words(label));
    Set<Integer> candidates = new LinkedHashSet<>();
    for (String word : wanted.words().keySet()) {
      candidates.addAll(byStem.getOrDefault(stem(word), List.of()));
    }
    int best = -1;
    double most = 0;
    double next = 0;
    for (int candidate : candidates) {
      if (++compared > Limits.MOST_COMPARISONS) {
        return Optional.empty();
      }
      Weighed title = titles.computeIfAbsent(candidate, at -> weighed(words.get(at)));
      double likeness = shared(wanted.words(), title.words()) / (wanted.norm() * title.norm());
      if (likeness > most) {
        next = most;
        most = likeness;
        best = candidate;
      } else {
        next = Math.max(next, likeness);
      }
    }
    return best < 0 || most < least || most < AHEAD * next
        ? Optional.empty()
        : Optional.of(new Match(tasks.get(best), Math.min(1, Math.round(most * 100) / 100.0)));
  }

  private static double shared(Map<String, Double> label, Map<String, Double> title) {
    double shared = 0;
    for (Map.Entry<String, Double> word : label.entrySet()) {
      double closest = 0;
      for (Map.Entry<String, Double> other : title.entrySet()) {
        closest =
            Math.max(
                closest, same(word.getKey(), other.getKey()) * word.getValue() * other.getValue());
      }
      shared += closest;
    }
    return shared;
  }

  /** 1 for the same word, less for the same beginning, 0 for different words. */
  private static double same(String one, String other) {
    if (one.equals(other)) {
      return 1;
    }
    if (CONCEPTS.containsKey(one) && stem(one).equals(stem(other))) {
      return SAME_KIND;
    }
    int most = Math.min(one.length(), other.length());
    int common = 0;
    while (common < most && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    double share = (double) common / Math.max(one.length(), other.length());
    return common >= STEM && share >= 0.5 ? 0.6 + 0.4 * share : 0;
  }

  /** Words with how much each says, and the length of them all as a vector. */
  private record Weighed(Map<String, Double> words, double norm) {
    Weighed(Map<String, Double> words) {
      this(words, Math.sqrt(words.values().stream().mapToDouble(weight -> weight * weight).sum()));
    }
  }

  private Weighed weighed(Set<String> words) {
    Map<String, Double> weighed = new LinkedHashMap<>();
    for (String word : words) {
      int titles = byStem.getOrDefault(stem(word), List.of()).size();
      double weight = Math.log(1 + (1.0 + tasks.size()) / (1.0 + titles));
      weighed.put(word, titles == 0 ? UNKNOWN * weight : weight);
    }
    return new Weighed(weighed);
  }

  private static String stem(String word) {
    return CONCEPTS.getOrDefault(word, word.substring(0, Math.min(STEM, word.length())));
  }

  /** Words in lower case without accents; of scripts without spaces, pairs of characters. */
  private static Set<String> words(String text) {
    String plain = (Words.isLatin(text) ? text : withoutAccents(text)).toLowerCase(Locale.ROOT);
    if (plain.contains("e2e")) {
      plain = END_TO_END.matcher(plain).replaceAll("end to end");
    }
    Set<String> words = new LinkedHashSet<>();
    for (int end = 0, start = next(plain, 0, true);
        start < plain.length();
        start = next(plain, end, true)) {
      end = next(plain, start, false);
      String word = plain.substring(start, end);
      if (EMPTY_WORDS.contains(word) || words.size() >= LONGEST) {
        continue;
      }
      if (Character.isIdeographic(word.codePointAt(0)) && word.length() > 2) {
        for (int i = 0; i + 2 <= word.length() && words.size() < LONGEST; i++) {
          words.add(word.substring(i, i + 2));
        }
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static String withoutAccents(String text) {
    return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
  }

  /** The next place where letters and digits start, or where they end. */
  private static int next(String text, int from, boolean letters) {
    int at = from;
    while (at < text.length() && Words.isLetterOrNumber(text.codePointAt(at)) != letters) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }
}
