package io.planwright.plan.criteria;

import io.planwright.plan.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the metric that answers a measure among those that a task's executors give. The same words
 * count 1; the same after synonyms and in any order 0.9; else the share of common words, at most
 * 0.8. Words that qualify differently (p95 and p99, minutes and hours) never match.
 */
public final class MetricMatch {
  static final double SAME = 1.0;
  static final double SYNONYM = 0.9;
  static final double OVERLAP = 0.8;

  /** Below it nothing is said to match. */
  public static final double THRESHOLD = 0.5;

  /** What a qualifier that stands on one side alone leaves of the confidence. */
  private static final double UNQUALIFIED = 0.9;

  private static final Map<String, String> SYNONYMS = synonyms();
  private static final Set<String> NOISE =
      Set.of(
          "the",
          "of",
          "a",
          "an",
          "ratio",
          "score",
          "metric",
          "value",
          "model",
          "overall",
          "number",
          "total",
          "level",
          "out",
          "sample",
          "annualized",
          "annualised",
          "data");

  private static final Map<String, String> QUALIFIERS =
      Map.ofEntries(
          Map.entry("train", "split"),
          Map.entry("test", "split"),
          Map.entry("validation", "split"),
          Map.entry("max", "aggregate"),
          Map.entry("min", "aggregate"),
          Map.entry("mean", "aggregate"),
          Map.entry("median", "aggregate"),
          Map.entry("p50", "aggregate"),
          Map.entry("p75", "aggregate"),
          Map.entry("p80", "aggregate"),
          Map.entry("p90", "aggregate"),
          Map.entry("p95", "aggregate"),
          Map.entry("p99", "aggregate"));

  private MetricMatch() {}

  /** A metric by its name, and how surely it is the one. */
  public record Match(String name, double confidence) {}

  public static Optional<Match> of(Measure measure, List<String> names) {
    List<String> asked = words(measure.metric());
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Match best = new Match("", 0);
    for (String name : names) {
      double confidence = confidence(asked, words(name), measure.unit());
      if (confidence > best.confidence()) {
        best = new Match(name, confidence);
      }
    }
    return best.confidence() >= THRESHOLD ? Optional.of(best) : Optional.empty();
  }

  private static double confidence(List<String> asked, List<String> given, String unit) {
    if (asked.equals(given)) {
      return SAME;
    }
    Optional<List<String>> unitless = withoutUnit(given, unit);
    if (unitless.isEmpty()) {
      return 0;
    }
    Set<String> a = meaning(asked);
    Set<String> b = meaning(unitless.get());
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    if (a.equals(b)) {
      return SYNONYM;
    }
    Set<String> common = new TreeSet<>(a);
    common.retainAll(b);
    if (common.stream().allMatch(QUALIFIERS::containsKey)) {
      return 0;
    }
    return OVERLAP * 2 * common.size() / (a.size() + b.size()) * qualified(a, b);
  }

  private static double qualified(Set<String> a, Set<String> b) {
    double factor = 1;
    for (String kind : List.of("split", "aggregate")) {
      Set<String> left = ofKind(a, kind);
      Set<String> right = ofKind(b, kind);
      if (!left.equals(right)) {
        factor *= left.isEmpty() || right.isEmpty() ? UNQUALIFIED : 0;
      }
    }
    return factor;
  }

  private static Set<String> ofKind(Set<String> words, String kind) {
    Set<String> found = new TreeSet<>(words);
    found.removeIf(word -> !kind.equals(QUALIFIERS.get(word)));
    return found;
  }

  /**
   * A name such as staleHours says its unit; empty where that is another than the criterion's,
   * since the figures would not compare.
   */
  private static Optional<List<String>> withoutUnit(List<String> given, String unit) {
    String last = given.isEmpty() ? "" : given.getLast();
    Optional<String> named =
        last.length() > 1 && given.size() > 1 ? Units.named(last) : Optional.empty();
    if (named.isEmpty() || unit.isEmpty()) {
      return Optional.of(given);
    }
    if (named.get().equals(unit)) {
      return Optional.of(given.subList(0, given.size() - 1));
    }
    return Units.factor(named.get(), unit).isPresent() ? Optional.empty() : Optional.of(given);
  }

  /** Words in lower case; latency_p95, trainLogloss and p95-latency are two words each. */
  private static List<String> words(String name) {
    String spaced =
        name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ")
            .toLowerCase(Locale.ROOT)
            .replaceAll("(\\d{2})th percentile", "p$1")
            .replaceAll("[^\\p{L}\\p{M}\\p{N}@]+", " ")
            .strip();
    return spaced.isEmpty() ? List.of() : Arrays.asList(spaced.split(" "));
  }

  private static Set<String> meaning(List<String> words) {
    List<String> known = new ArrayList<>();
    int at = 0;
    while (at < words.size()) {
      int length = Math.min(3, words.size() - at);
      while (length > 1 && synonym(joined(words, at, length)).isEmpty()) {
        length--;
      }
      String word = joined(words, at, length);
      known.addAll(Arrays.asList(synonym(word).orElse(singular(word)).split(" ")));
      at += length;
    }
    Set<String> meaning = new TreeSet<>(known);
    meaning.removeAll(NOISE);
    return meaning.isEmpty() ? new TreeSet<>(known) : meaning;
  }

  private static Optional<String> synonym(String phrase) {
    return Optional.ofNullable(SYNONYMS.get(phrase))
        .or(() -> Optional.ofNullable(SYNONYMS.get(singular(phrase))));
  }

  private static String joined(List<String> words, int at, int length) {
    return String.join(" ", words.subList(at, at + length));
  }

  private static String singular(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  /** Canonical words first, then what means them. */
  private static Map<String, String> synonyms() {
    String[][] rows = {
      {"accuracy", "acc", "exactitud", "acurácia", "exactitude", "genauigkeit", "точность"},
      {"accuracy", "准确率", "准确度", "正确率", "正確率", "正解率", "정확도", "directional accuracy"},
      {"logloss", "log loss", "cross entropy", "logarithmic loss"},
      {"auc", "roc auc", "auc roc", "auroc", "area under curve", "auc score"},
      {"f1", "f1 score", "f score"},
      {"sharpe", "sharpe ratio", "夏普比率", "シャープレシオ", "샤프 비율", "샤프비율"},
      {"p", "p value", "pvalue", "significance level"},
      {"max drawdown", "mdd", "maxdrawdown", "maximum drawdown", "最大回撤", "최대 낙폭"},
      {
        "latency",
        "response time",
        "latenz",
        "latencia",
        "latência",
        "latence",
        "задержка",
        "задержки"
      },
      {
        "latency",
        "задержку",
        "antwortzeit",
        "tiempo de respuesta",
        "tempo de resposta",
        "время ответа"
      },
      {"latency", "temps de réponse", "延迟", "响应时间", "レイテンシ", "応答時間", "지연", "지연시간", "응답시간"},
      {"coverage", "cobertura", "couverture", "abdeckung", "testabdeckung", "покрытие", "覆盖率"},
      {"coverage", "カバレッジ", "커버리지", "test coverage", "code coverage", "line coverage"},
      {"error", "failure", "fehler", "ошибок", "errores", "erros", "erreurs", "错误", "エラー", "오류"},
      {
        "row",
        "record",
        "observation",
        "sample size",
        "filas",
        "linhas",
        "zeilen",
        "строк",
        "行",
        "행"
      },
      {"column", "feature count", "number of features", "feature"},
      {"gap", "missing day", "missing timestamp", "missing bar", "missing row"},
      {
        "duplicate",
        "dup",
        "duplicated row",
        "duplicate row",
        "duplicados",
        "duplikate",
        "дубликатов"
      },
      {"duplicate", "重复", "重複", "중복"},
      {"stale", "staleness", "freshness", "data age"},
      {"mean difference", "average difference", "mean diff", "avg difference", "effect size"},
      {"standard error", "se", "stderr", "std error"},
      {"answer token", "output token", "completion token"},
      {"prompt token", "input token"},
      {"fold", "walk forward fold", "cv fold"},
      {"round", "boosting round", "iteration", "epoch"},
      {"mean", "avg", "average"},
      {"max", "maximum", "peak"},
      {"min", "minimum"},
      {"train", "training"},
      {"validation", "val", "valid"},
      {"test", "holdout", "oos"},
      {"throughput", "qps", "rps"},
    };
    Map<String, String> synonyms = new TreeMap<>();
    for (String[] row : rows) {
      for (String word : row) {
        synonyms.put(word, row[0]);
      }
    }
    return synonyms;
  }
}
