package io.planwright.temporal.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks cron expressions of five fields: minute, hour, day of month, month, day of week. */
final class Cron {
  private static final Pattern PART = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");
  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of month", 1, 31, List.of()),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                  "dec")),
          new Field("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

  private record Field(String name, int min, int max, List<String> words) {}

  private Cron() {}

  /** What is wrong with the expression. */
  static List<String> problems(String expression) {
    String[] fields = expression.strip().split("\\s+");
    if (fields.length != FIELDS.size()) {
      return List.of(
          "cron must have 5 fields (minute hour day month weekday), '"
              + expression
              + "' has "
              + (expression.isBlank() ? 0 : fields.length));
    }
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      Field field = FIELDS.get(i);
      for (String part : fields[i].split(",", -1)) {
        if (!valid(field, part)) {
          problems.add(
              "cron's %s must be *, %d to %d, a range or a step, was '%s'"
                  .formatted(field.name, field.min, field.max, part));
        }
      }
    }
    return problems;
  }

  private static boolean valid(Field field, String part) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches()) {
      return false;
    }
    if (matcher.group(3) != null && Integer.parseInt(matcher.group(3)) < 1) {
      return false;
    }
    if (matcher.group(1) == null) {
      return true;
    }
    int from = value(field, matcher.group(1));
    int to = matcher.group(2) == null ? from : value(field, matcher.group(2));
    return from >= field.min && to <= field.max && from <= to;
  }

  private static int value(Field field, String text) {
    int word = field.words.indexOf(text.toLowerCase(Locale.ROOT));
    if (word >= 0) {
      return word + (field.min == 1 ? 1 : 0);
    }
    return text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
  }
}
