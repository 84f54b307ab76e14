package io.planwright.plan.criteria;

import io.planwright.plan.Criterion;
import io.planwright.plan.Source;
import java.util.List;
import java.util.Locale;

/**
 * Reads a success criterion. It is measurable where it states a figure with a comparator ({@code
 * p95 < 400 ms}), a change ({@code 20% improvement}), a way from a baseline to a goal, a share of a
 * metric ({@code 95% coverage}), a throughput, or none of a countable defect ({@code no critical
 * bugs}). All else is attested by a person: versions, dates, counts of work, conditions ({@code
 * abort if …}), and what states two figures, of which only one could be checked.
 */
public final class CriterionText {
  /** Beyond it a text is prose. */
  static final int LONGEST = 500;

  private static final List<String> NONE =
      List.of(
          "zero",
          "no ",
          "none",
          "without",
          "kein",
          "null ",
          "ningun",
          "ningún",
          "cero",
          "sin ",
          "nenhum",
          "sem ",
          "aucun",
          "sans ",
          "ноль",
          "нет ",
          "без ",
          "one ",
          "two ",
          "three ",
          "half",
          "double",
          "percent",
          "prozent",
          "por ciento");

  private CriterionText() {}

  public static Criterion of(String text, Source source) {
    return text.length() > LONGEST || !mayMeasure(text)
        ? Criterion.attested(text, source)
        : new Criterion(text, Reading.measure(Lexer.tokens(text)), source);
  }

  /** A figure has a digit or a word for none; most criteria have neither. */
  private static boolean mayMeasure(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i)) || text.charAt(i) > 0x2E7F) {
        return true;
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : NONE) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
