package io.planwright.plan.exchange;

import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plan as comma-separated values (RFC 4180), a row for each task. Cells that a spreadsheet would
 * take for a formula start with an apostrophe.
 */
public final class Csv {
  static final List<String> COLUMNS =
      List.of(
          "phase",
          "key",
          "id",
          "title",
          "state",
          "owner",
          "priority",
          "estimate",
          "depends on",
          "executor",
          "phase key",
          "phase depends on");

  private static final Pattern FORMULA = Pattern.compile("^'*[=+\\-@\\t\\r]");
  private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");

  private Csv() {}

  public static String write(Plan plan) {
    StringBuilder out = new StringBuilder(row(COLUMNS));
    for (Phase phase : plan.phases()) {
      for (Task task : phase.tasks()) {
        out.append(
            row(
                List.of(
                    phase.title(),
                    task.key(),
                    task.id().orElse(""),
                    task.title(),
                    task.state().name().toLowerCase(Locale.ROOT),
                    task.assignee().orElse(""),
                    task.priority().map(Enum::name).orElse(""),
                    task.estimate().map(estimate -> estimate.text()).orElse(""),
                    keys(task.dependsOn()),
                    task.binding().executor(),
                    phase.key(),
                    keys(phase.dependsOn()))));
      }
    }
    return out.toString();
  }

  private static String keys(List<Dependency> edges) {
    return edges.stream().map(Dependency::key).collect(Collectors.joining("; "));
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String safe = FORMULA.matcher(text).find() ? "'" + text : text;
    return SPECIAL.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
