package io.planwright.cli.output;

import io.planwright.plan.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers of a plan as people say them. */
public final class Figures {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ROOT);

  private Figures() {}

  /** Like {@code 1 task} and {@code 2 tasks}. */
  public static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  static String confidence(double share) {
    return String.format(Locale.ROOT, "%.2f", share);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  static String date(LocalDate date) {
    return DAY.format(date);
  }

  /** Working time: hours below a day, else days. */
  static String work(Duration time, Duration day) {
    if (time.compareTo(day) < 0) {
      return decimal(time.getSeconds() / 3600.0) + " h";
    }
    double days = (double) time.getSeconds() / day.getSeconds();
    String text = decimal(days);
    return text + (text.equals("1") ? " day" : " days");
  }

  private static String decimal(double value) {
    double tenths = Math.rint(value * 10) / 10;
    return tenths == Math.rint(tenths)
        ? String.format(Locale.ROOT, "%.0f", tenths)
        : String.format(Locale.ROOT, "%.1f", tenths);
  }

  /** All digits that were written, and no more. */
  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Like {@code p95 latency < 400 ms}. */
  static String measure(Measure measure) {
    String metric = measure.metric().isEmpty() ? "(no metric named)" : measure.metric();
    String value = with(measure.value(), measure.unit());
    String asked =
        switch (measure.comparator()) {
          case LESS -> "< " + value;
          case AT_MOST -> "≤ " + value;
          case GREATER -> "> " + value;
          case AT_LEAST -> "≥ " + value;
          case EQUAL -> "= " + value;
          case BETWEEN ->
              "from "
                  + number(measure.value())
                  + " to "
                  + with(measure.upper().orElse(measure.value()), measure.unit());
          case WITHIN -> "within " + value;
          case UP -> "up by " + value;
          case DOWN -> "down by " + value;
        };
    String baseline =
        measure.baseline().map(from -> ", was " + with(from, measure.unit())).orElse("");
    return metric + " " + asked + baseline;
  }

  private static String with(double value, String unit) {
    return number(value) + (unit.isEmpty() ? "" : " " + unit);
  }
}
