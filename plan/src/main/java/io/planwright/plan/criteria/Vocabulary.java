package io.planwright.plan.criteria;

import io.planwright.plan.Measure.Comparator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The words of nine languages by which a criterion says what it means. */
final class Vocabulary {
  /** The most words of a phrase. */
  static final int LONGEST_PHRASE = 5;

  private static final Map<String, Comparator> BEFORE =
      phrases(
          List.of(
              entry(
                  Comparator.LESS,
                  "under, below, less than, fewer than, lower than, smaller than, sub, faster than,"
                      + "shorter than, menos de, menos que, menor que, menor a, menor de, inferior a,"
                      + "por debajo de, debajo de, abaixo de, menor do que, inferiores a, moins de,"
                      + "moins que, inférieur à, inférieure à, inférieurs à, en dessous de, weniger als,"
                      + "kleiner als, unter, unterhalb von, niedriger als, менее, меньше, ниже, меньше чем,"
                      + "小于, 低于, 少于, 不足, 不到, 小於, 低於, 少於"),
              entry(
                  Comparator.AT_MOST,
                  "at most, no more than, not more than, not exceed, not exceeding, never exceed,"
                      + "never exceeds, no greater than, no higher than, no longer than, not above,"
                      + "maximum, max, maximum of, max of, como máximo, máximo, máximo de, no más de,"
                      + "hasta un máximo de, a lo sumo, no máximo, não mais de, não mais que, até,"
                      + "au plus, au maximum, maximum de, pas plus de, höchstens, maximal, nicht mehr als,"
                      + "не более, не больше, не выше, максимум, не превышает, не более чем,"
                      + "不超过, 不高于, 不大于, 不多于, 至多, 最多, 小于等于, 不超過, 最大, 최대, less than or equal to"),
              entry(
                  Comparator.GREATER,
                  "over, above, more than, greater than, higher than, larger than, better than,"
                      + "exceeds, exceed, exceeding, más de, más que, mayor que, mayor a, mayor de,"
                      + "superior a, por encima de, mais de, mais que, maior que, maior do que, acima de,"
                      + "superiores a, plus de, plus que, supérieur à, supérieure à, au-dessus de,"
                      + "mehr als, größer als, über, höher als, более, больше, выше, свыше, больше чем,"
                      + "превышает, 大于, 高于, 超过, 多于, 超出, 大於, 高於, 超過"),
              entry(
                  Comparator.AT_LEAST,
                  "at least, no less than, not less than, no fewer than, not below, minimum, min,"
                      + "minimum of, min of, greater than or equal to, al menos, por lo menos,"
                      + "como mínimo, mínimo, mínimo de, no menos de, pelo menos, ao menos, no mínimo,"
                      + "não menos de, au moins, au minimum, minimum de, pas moins de, mindestens, mind,"
                      + "nicht weniger als, wenigstens, не менее, не меньше, не ниже, минимум, как минимум,"
                      + "не менее чем, 不低于, 不少于, 不小于, 至少, 最少, 大于等于, 达到, 最低, 最小, 최소, 적어도"),
              entry(
                  Comparator.WITHIN,
                  "within, dentro de, en menos de, a menos de, em menos de, dans, innerhalb von,"
                      + "en moins de, в пределах"),
              entry(
                  Comparator.BETWEEN,
                  "between, entre, zwischen, между, in the range, in the range of, from")));

  private static final Map<String, Comparator> AFTER =
      phrases(
          List.of(
              entry(Comparator.LESS, "未満, 未满, 미만, を下回る, を切る, より小さい, より少ない"),
              entry(
                  Comparator.AT_MOST,
                  "or less, or fewer, or lower, or below, or under, or faster, maximum, max, at most,"
                      + "o menos, ou menos, ou moins, oder weniger, или меньше, 以下, 以内, 이하, 이내,"
                      + "máximo, tops"),
              entry(Comparator.GREATER, "초과, を超える, を上回る, 超, より大きい, より多い"),
              entry(
                  Comparator.AT_LEAST,
                  "or more, or higher, or above, or greater, or better, minimum, min, o más, ou mais,"
                      + "ou plus, oder mehr, или больше, или выше, 以上, 이상, mínimo"),
              entry(Comparator.BETWEEN, "之间, の間, 사이")));

  /** By what a thing shall change. */
  enum Change {
    UP,
    DOWN,
    /** Up, or down where less is better. */
    BETTER
  }

  private static final Map<String, Change> CHANGES = changes();

  private static final Set<String> BY = words("by, um, на, em, en, de, with");

  private static final Set<String> TO =
      words("to, a, à, auf, до, para, bis, 到, 至, から, に, 에서, まで, 으로");

  private static final Set<String> FROM = words("from, de, von, с, от, desde, du, 从, 從");

  private static final Set<String> AND = words("and, y, e, et, und, и, 和, と, 와, 과, to, -");

  private static final Set<String> EITHER =
      words("or, and, o, ou, et, y, e, oder, und, или, и, ni, nor");

  private static final Set<String> ZERO =
      words(
          "zero, no, cero, ningún, ninguna, ningun, sin, nenhum, nenhuma, sem, zéro, aucun, aucune,"
              + "sans, null, kein, keine, keinen, keinerlei, ohne, ноль, нет, без, отсутствие, 零, 无,"
              + "無, 没有, 沒有, ゼロ, 제로");

  private static final Set<String> ROMANCE_ZERO =
      words("cero, ningún, ninguna, ningun, sin, nenhum, nenhuma, sem, zéro, aucun, aucune, sans");

  /** Stand behind what there is none of. */
  private static final Set<String> NONE_OF =
      words("なし, ない, がない, はない, ゼロ, 없음, 없이, 없어야, 제로, 为零, 为0, отсутствуют");

  /** Countable things that nobody wants, in the forms that follow a zero. */
  private static final Set<String> DEFECTS =
      words(
          "vulnerabilities, findings, bugs, errors, defects, issues, failures, crashes, violations,"
              + "warnings, regressions, incidents, leaks, conflicts, duplicates, gaps, inconsistencies,"
              + "outages, breaches, blockers, cves, deadlocks, timeouts, positives, negatives, nulls,"
              + "downtime, loss, leakage, exceptions, corruptions, mismatches, alerts, secrets,"
              + "discrepancies, anomalies, bug, regression, error, vulnerability, violation, failure,"
              + "crash, issue, finding, defect, incident, data-loss,"
              + "erro, falha, vulnerabilidade, vulnerabilidad, fallo, defecto, incidente, errores, fallos, defectos, vulnerabilidades, hallazgos, incidentes, bugs, duplicados,"
              + "regresiones, advertencias, conflictos, erros, falhas, defeitos, regressões, avisos,"
              + "erreurs, erreur, défauts, défaut, vulnérabilités, vulnérabilité, régressions, régression,"
              + "pannes, incidents, alertes, anomalie, avertissements, fehler, fehlern, schwachstellen,"
              + "sicherheitslücken, mängel, defekte, regressionen, abstürze, warnungen, ausfälle, befunde,"
              + "ошибок, ошибки, багов, дефектов, уязвимостей, сбоев, предупреждений, регрессий,"
              + "инцидентов, конфликтов, дубликатов, 错误, 缺陷, 漏洞, 故障, 警告, 冲突, 重复, 数据丢失, 崩溃,"
              + "錯誤, エラー, バグ, 欠陥, 脆弱性, 障害, 警告, 不具合, 重複, 오류, 버그, 결함, 취약점, 장애, 경고, 중복,"
              + "에러, 실패");

  /** A defect in the singular is one only where the phrase ends with it: no error handling. */
  private static final Set<String> SINGULAR =
      words(
          "bug, error, vulnerability, violation, failure, crash, issue, finding, defect, incident,"
              + "regression, erreur, défaut, vulnérabilité, régression, anomalie");

  private static final Set<String> LESS_IS_BETTER =
      words(
          "latency, time, times, error, errors, drawdown, loss, churn, cost, costs, failure, failures,"
              + "memory, volatility, slippage, downtime, delay, duration, defects, bugs, false, response,"
              + "usage, consumption, logloss, rmse, mae, mape, lag, abandonment, bounce, turnover, spend,"
              + "latencia, latência, latence, latenz, tiempo, tempo, temps, zeit, antwortzeit, errores,"
              + "erros, erro, erreurs, erreur, fehler, fehlerrate, kosten, coste, costo, custo, coût,"
              + "coûts, ошибок, ошибки, задержка, задержки, задержку, время, времени, 延迟, 时间, 错误率,"
              + "误差, 成本, 回撤, レイテンシ, 時間, エラー率, コスト, 지연, 시간, 오류율, 오류, 비용, 지연시간, 응답시간, p-value");

  private static final Set<String> METRICS =
      words(
          "coverage, accuracy, precision, recall, uptime, availability, confidence, rate, pass, passing,"
              + "completeness, f1, f1-score, retention, conversion, satisfaction, adoption, compliance,"
              + "score, correlation, utilization, utilisation, profit, profits, return, returns, yield,"
              + "ctr, auc, drawdown, error, errors, volatility, churn, loss, similarity, agreement,"
              + "consistency, reliability, efficiency, sensitivity, specificity, slippage, sla, alpha,"
              + "margin, roi, freshness, faithfulness, groundedness, throughput, latency, stability,"
              + "cobertura, precisión, exactitud, disponibilidad, tasa, confianza, rendimiento, retención,"
              + "precisão, acurácia, disponibilidade, taxa, confiança, cobertura, couverture, précision,"
              + "disponibilité, taux, exactitude, abdeckung, testabdeckung, genauigkeit, verfügbarkeit,"
              + "quote, rate, fehlerrate, codeabdeckung, покрытие, покрытия, точность, доступность, доля,"
              + "覆盖率, 准确率, 准确度, 可用性, 通过率, 成功率, 正确率, 错误率, 召回率, 覆盖, 精度, カバレッジ, 稼働率, 精度,"
              + "正確率, エラー率, 成功率, 正解率, 可用率, 커버리지, 정확도, 가용성, 가동률, 성공률, 오류율, 통과율, 합격률, 通过");

  /** Before a comparison they make it a condition rather than a goal. */
  private static final Set<String> CONDITIONS =
      words(
          "if, when, unless, until, whenever, trigger, triggers, triggered, abort, aborts, rollback,"
              + "alert, alerts, alerting, retry, retries, escalate, block, blocks, blocked, reject,"
              + "rejects, rejected, fail, fails, warn, warns, rejeita, once, else, otherwise, stop,"
              + "pause, si, sí, cuando, rechaza, se, quando, lorsque, quand, wenn, falls, sobald, если,"
              + "когда, 如果, 若, 当, もし, 만약, 一旦, alerta, alarm");

  /** The same in languages that put them behind. */
  private static final Set<String> CONDITIONS_BEHIND =
      words("则, 則, 时触发, の場合, なら, たら, 場合, 이면, 면, 경우, 否则");

  private static final Set<String> NEGATIONS =
      words(
          "no, not, never, without, none, avoid, neither, nor, cannot, sin, nunca, sem, nem, sans,"
              + "jamais, pas, kein, keine, keinen, nicht, nie, ohne, нет, без, никогда, 无, 沒有, 没有");

  /** What figures behind them are a release of. */
  private static final Set<String> PRODUCTS =
      words(
          "java, jdk, jre, python, node, node.js, nodejs, npm, postgres, postgresql, mysql, redis,"
              + "react, spring, kotlin, golang, rust, php, ruby, gradle, maven, docker, kubernetes, k8s,"
              + "typescript, javascript, django, ios, android, chrome, firefox, safari, tls, ssl, http,"
              + "openapi, cuda, gcc, version, versions, versión, versão, release, ubuntu, debian, macos,"
              + "windows, angular, vue, next.js, .net, dotnet, c++, go, swift, xcode, kafka, temporal,"
              + "micronaut, pytorch, tensorflow, numpy, pandas, wcag, версия, 版本, バージョン, 버전");

  /** With a bare count they tell of work that was done, which nothing measures. */
  private static final Set<String> WORK =
      words(
          "implemented, completed, complete, created, done, written, documented, reviewed, approved,"
              + "approve, merged, deployed, delivered, built, added, defined, designed, migrated, signed,"
              + "published, configured, identified, agreed, implementados, implementadas, completados,"
              + "completadas, creados, creadas, implementadas, concluídos, concluídas, criados, criadas,"
              + "implémentés, terminés, créés, implementiert, erstellt, abgeschlossen, реализовано,"
              + "создано, завершено, выполнено, 完成, 实现, 实装, 実装, 作成, 完了, 구현, 완료, 작성");

  private static final Set<String> SPLITTERS =
      words(
          "with, achieving, achieves, achieve, achieved, has, have, having, shows, show, showing, at,"
              + "reaches, reach, reaching, maintains, maintain, maintaining, keeps, keep, keeping, meets,"
              + "meet, and, ensuring, ensure, ensures, that, delivers, deliver, verify, verified, return,"
              + "returns, con, alcanza, alcanzar, lograr, com, alcança, alcançar, atingir, avec, atteindre,"
              + "mit, erreicht, erreichen, с, достигнута, достичь, gets, get, sustain, sustains, handles,"
              + "handle, supports, support, requires, require, served");

  private static final Set<String> PREPOSITIONS =
      words(
          "for, across, with, on, under, in, during, via, per, when, after, at, using, of, from, over,"
              + "to, and, or, against, by, within, before, while, through, as, than, above, below, than,"
              + "compared, vs, versus, is, are, achieved, reached, met, maintained, verified, confirmed,"
              + "para, en, de, con, durante, por, em, com, pour, sur, dans, avec, pendant, für, auf, bei,"
              + "im, in, mit, während, nach, для, при, на, в, с, после, remaining, remain, reported,"
              + "detected, found, block, blocking, which, that, because");

  private static final Set<String> FILLERS =
      words(
          "the, a, an, of, d, l, qu, von, vom, is, are, be, must, should, shall, will, can, it, its, to, for, in, on, was,"
              + "were, stays, stay, remains, remain, kept, reaches, target, targets, met, by, achieved,"
              + "goal, any, than, least, about, around, approximately, approx, roughly, has, known,"
              + "there, we, our, el, la, los, las, un, una, de, del, es, ser, debe, está, o, os, as, um,"
              + "uma, do, da, é, deve, le, les, l, une, des, du, est, être, doit, der, die, das, den, ein,"
              + "eine, ist, sind, sein, liegt, muss, должно, должна, должен, быть, составляет, 的, 为, 是,"
              + "在, は, が, を, の, で, に, も, 은, 는, 이, 가, 을, 를, 의, 应, 需, 要, consistent, consistently");

  /** Labels that say nothing of what is measured. */
  private static final Set<String> GENERIC =
      words(
          "performance, quality, metric, metrics, target, targets, goal, goals, kpi, kpis, success,"
              + "technical, business, acceptance, criteria, criterion, objective, requirement,"
              + "requirements, threshold, sla, slo, nfr, rendimiento, calidad, qualität, qualité");

  /** Fillers between a comparator and its figure. */
  private static final Set<String> LOOSE =
      words(
          "of, a, an, the, un, de, des, about, around, approximately, than, que, als, ~, от, du, um");

  private static final Map<String, Integer> NUMBERS = numbers();

  /** Words of scripts without spaces that hold others and mean something else. */
  private static final Set<String> SHIELDS =
      words(
          "无论, 无需, 无法, 无缝, 无线, 無料, 無効, 無限, 没有必要, 超时, 超级, 使用, 当前, 当たり, 重要, 要求, 需要, 需求, 目的,"
              + "目标, 面板, 화면, 측면, 전면, 正面, 以上の通り, 이상치, 이상탐지, 최대한, 방면");

  private static final Set<String> UNSPACED = unspaced();

  private Vocabulary() {}

  private static Map.Entry<Comparator, String> entry(Comparator comparator, String phrases) {
    return Map.entry(comparator, phrases);
  }

  private static Map<String, Comparator> phrases(List<Map.Entry<Comparator, String>> rows) {
    Map<String, Comparator> phrases = new LinkedHashMap<>();
    rows.forEach(row -> split(row.getValue()).forEach(p -> phrases.put(p, row.getKey())));
    return phrases;
  }

  private static Map<String, Change> changes() {
    Map<String, Change> changes = new LinkedHashMap<>();
    split(
            "improvement, improvements, improve, improves, improved, improving, better, mejora, mejorar,"
                + "mejorado, melhoria, melhorar, amélioration, améliorer, verbesserung, verbessern,"
                + "verbessert, улучшение, улучшить, 改善, 优化, 개선, 향상, 향상시키기, 改进, faster, 高速化")
        .forEach(word -> changes.put(word, Change.BETTER));
    split(
            "increase, increases, increased, increasing, gain, gains, growth, grow, uplift, lift, boost,"
                + "boosts, raise, raises, rise, higher, more, aumento, aumentar, aumenta, incremento,"
                + "incrementar, crescimento, augmentation, augmenter, hausse, steigerung, steigern,"
                + "erhöhung, erhöhen, увеличение, увеличить, рост, повысить, повышение, 提升, 提高, 增加,"
                + "增长, 向上, 増加, 증가, 증대")
        .forEach(word -> changes.put(word, Change.UP));
    split(
            "reduction, reductions, reduce, reduces, reduced, reducing, decrease, decreases, decreased,"
                + "drop, cut, cuts, lower, lowered, fewer, less, shrink, saving, savings, decline,"
                + "reducción, reducir, reducido, disminución, disminuir, redução, reduzir, diminuição,"
                + "réduction, réduire, baisse, diminution, diminuer, reduzierung, reduktion, reduzieren,"
                + "senkung, senken, verringern, снижение, снизить, уменьшение, уменьшить, сокращение,"
                + "сократить, 降低, 减少, 下降, 缩短, 減少, 削減, 短縮, 低減, 감소, 단축, 절감, 줄이기, 降")
        .forEach(word -> changes.put(word, Change.DOWN));
    return changes;
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    List<String> rows =
        List.of(
            "one, un, una, um, uma, une, ein, eine, один, одна, 一",
            "two, dos, dois, duas, deux, zwei, два, две, 二, 两",
            "three, tres, três, trois, drei, три, 三",
            "four, cuatro, quatro, quatre, vier, четыре, 四",
            "five, cinco, cinq, fünf, пять, 五",
            "six, seis, sechs, шесть, 六",
            "seven, siete, sete, sept, sieben, семь, 七",
            "eight, ocho, oito, huit, acht, восемь, 八",
            "nine, nueve, nove, neuf, neun, девять, 九",
            "ten, diez, dez, dix, zehn, десять, 十");
    for (int i = 0; i < rows.size(); i++) {
      int value = i + 1;
      split(rows.get(i)).forEach(word -> numbers.put(word, value));
    }
    return numbers;
  }

  private static Set<String> unspaced() {
    Set<String> all = new LinkedHashSet<>();
    Stream.of(
            BEFORE.keySet(),
            AFTER.keySet(),
            CHANGES.keySet(),
            TO,
            FROM,
            ZERO,
            NONE_OF,
            DEFECTS,
            LESS_IS_BETTER,
            METRICS,
            CONDITIONS,
            CONDITIONS_BEHIND,
            WORK,
            SHIELDS)
        .flatMap(Set::stream)
        .filter(word -> word.codePointAt(0) >= 0x1100)
        .forEach(all::add);
    all.add("百分之");
    return all;
  }

  private static Set<String> words(String list) {
    return new LinkedHashSet<>(split(list).toList());
  }

  private static Stream<String> split(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(word -> !word.isEmpty());
  }

  static Optional<Comparator> before(String phrase) {
    return Optional.ofNullable(BEFORE.get(phrase));
  }

  static Optional<Comparator> after(String phrase) {
    return Optional.ofNullable(AFTER.get(phrase));
  }

  static Optional<Change> change(Token token) {
    return token.isWord() ? Optional.ofNullable(CHANGES.get(token.text())) : Optional.empty();
  }

  static Optional<Integer> number(Token token) {
    return token.isWord() ? Optional.ofNullable(NUMBERS.get(token.text())) : Optional.empty();
  }

  static boolean by(Token token) {
    return in(BY, token);
  }

  static boolean to(Token token) {
    return in(TO, token);
  }

  static boolean from(Token token) {
    return in(FROM, token);
  }

  static boolean and(Token token) {
    return in(AND, token);
  }

  static boolean zero(Token token) {
    return in(ZERO, token) || (token.isNumber() && token.number() == 0);
  }

  static boolean noneOf(Token token) {
    return in(NONE_OF, token);
  }

  static boolean defect(Token token) {
    return in(DEFECTS, token);
  }

  static boolean singular(Token token) {
    return in(SINGULAR, token);
  }

  /** No error handling and zero error tolerance are no goals of zero; nenhum erro is one. */
  static boolean english(Token zero) {
    return zero.word("no") || zero.word("zero");
  }

  static boolean either(Token token) {
    return in(EITHER, token);
  }

  static boolean adjectivesFollow(Token zero) {
    return in(ROMANCE_ZERO, zero);
  }

  static boolean lessIsBetter(Token token) {
    return in(LESS_IS_BETTER, token);
  }

  static boolean metric(Token token) {
    return in(METRICS, token);
  }

  static boolean condition(Token token) {
    return in(CONDITIONS, token);
  }

  static boolean conditionBehind(Token token) {
    return in(CONDITIONS_BEHIND, token);
  }

  static boolean negation(Token token) {
    return in(NEGATIONS, token);
  }

  static boolean product(Token token) {
    return in(PRODUCTS, token);
  }

  static boolean work(Token token) {
    return in(WORK, token);
  }

  static boolean splitter(Token token) {
    return in(SPLITTERS, token);
  }

  static boolean preposition(Token token) {
    return in(PREPOSITIONS, token);
  }

  static boolean loose(Token token) {
    return LOOSE.contains(token.text());
  }

  static boolean filler(String word) {
    return FILLERS.contains(word);
  }

  static boolean generic(String word) {
    return GENERIC.contains(word);
  }

  private static boolean in(Set<String> words, Token token) {
    return token.isWord() && words.contains(token.text());
  }

  /** The length of the longest word of a script without spaces that stands at a place. */
  static int longestUnspaced(String text, int at) {
    for (int length = Math.min(5, text.length() - at); length > 0; length--) {
      if (UNSPACED.contains(text.substring(at, at + length))) {
        return length;
      }
    }
    return 0;
  }
}
