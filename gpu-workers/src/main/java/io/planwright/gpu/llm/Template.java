package io.planwright.gpu.llm;

import io.planwright.workflows.llm.LlmInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers where no language model is configured: the task's words as a headline, its facts as a
 * list with the largest and the smallest number marked. The first line says so.
 */
final class Template {
  static final String ANSWERED_BY = "fallback: rule-based, no Ollama configured";
  static final String FIRST_LINE =
      "_Written by the rule-based fallback: no Ollama is configured, no language model answered._";

  private static final int LONGEST_HEADLINE = 100;
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.:/-])[-+]?\\d{1,15}(?:\\.\\d{1,15})?(?:[eE][-+]?\\d{1,2})?(?![\\w:/-])");

  private Template() {}

  static String answer(LlmInputs inputs) {
    StringBuilder text = new StringBuilder(FIRST_LINE).append("\n\n");
    text.append("## ").append(headline(inputs.prompt())).append('\n');
    List<String> facts = inputs.facts().stream().map(Text::oneLine).toList();
    if (facts.isEmpty()) {
      return text.append("\nNo facts were given.\n").toString();
    }
    text.append('\n');
    Extremes extremes = Extremes.of(facts);
    int words = 0;
    int told = 0;
    for (String fact : facts) {
      words += fact.split(" ").length;
      if (told > 0 && words > inputs.maxTokens()) {
        text.append("- … and ").append(facts.size() - told).append(" more\n");
        break;
      }
      text.append("- ").append(extremes.mark(fact)).append('\n');
      told++;
    }
    return text.append(extremes.sentence()).toString();
  }

  private static String headline(String prompt) {
    String line = Text.clean(prompt).strip().lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST_HEADLINE
        ? line
        : Text.beginning(line, LONGEST_HEADLINE - 1) + "…";
  }

  /** The largest and the smallest number of all facts; equal ones are no extremes. */
  private record Extremes(double least, double most) {
    static Extremes of(List<String> facts) {
      List<Double> numbers = new ArrayList<>();
      for (String fact : facts) {
        Matcher matcher = NUMBER.matcher(fact);
        while (matcher.find()) {
          numbers.add(Double.valueOf(matcher.group()));
        }
      }
      return new Extremes(
          numbers.stream().mapToDouble(n -> n).min().orElse(0),
          numbers.stream().mapToDouble(n -> n).max().orElse(0));
    }

    String mark(String fact) {
      return there() ? NUMBER.matcher(fact).replaceAll(this::mark) : fact;
    }

    private String mark(MatchResult number) {
      double value = Double.parseDouble(number.group());
      return value == least || value == most ? "**" + number.group() + "**" : number.group();
    }

    String sentence() {
      return there() ? "\nThe largest and the smallest number stand in bold.\n" : "";
    }

    private boolean there() {
      return least < most;
    }
  }
}
