package io.planwright.plan.lint;

import io.planwright.plan.Note;
import io.planwright.plan.Plan;
import io.planwright.plan.Setting;
import io.planwright.plan.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time that a document states of the whole plan, beside its tasks.
 *
 * @param effort whether it is work, rather than the time from start to end
 * @param least a range's lower end, else the same as most
 */
record StatedTime(String text, boolean effort, Duration least, Duration most, Source source) {
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:total|overall|project)\\s+(?:estimated\\s+)?(effort|duration|time|timeline|length)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(\\d{1,5}(?:\\.\\d{1,2})?)(?:\\s?(?:-|–|to)\\s?(\\d{1,5}(?:\\.\\d{1,2})?))?\\s{0,3}"
              + "(minutes?|hours?|hrs?|h|days?|d|weeks?|w|months?)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final int NEAR = 40;

  /** From settings, and from what is written about the schedule. */
  static List<StatedTime> of(Plan plan) {
    List<StatedTime> stated = new ArrayList<>();
    for (Setting setting : plan.settings()) {
      Matcher name = NAME.matcher(setting.name());
      if (name.find()) {
        of(name.group(1), setting.value(), setting.source()).ifPresent(stated::add);
      }
    }
    for (Note note : plan.notes()) {
      Matcher name = NAME.matcher(note.text());
      while (note.topic() == Note.Topic.SCHEDULE && name.find()) {
        int end = Math.min(note.text().length(), name.end() + NEAR);
        of(name.group(1), note.text().substring(name.end(), end), note.source())
            .ifPresent(stated::add);
      }
    }
    return stated;
  }

  private static Optional<StatedTime> of(String name, String text, Source source) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.find()) {
      return Optional.empty();
    }
    Duration least = time(amount.group(1), amount.group(3));
    Duration most = amount.group(2) == null ? least : time(amount.group(2), amount.group(3));
    boolean effort = name.equalsIgnoreCase("effort");
    return Optional.of(new StatedTime(amount.group(), effort, least, most, source));
  }

  private static Duration time(String amount, String unit) {
    double hours =
        switch (unit.toLowerCase(Locale.ROOT).charAt(0)) {
          case 'h' -> 1;
          case 'd' -> 8;
          case 'w' -> 5 * 8;
          default -> unit.toLowerCase(Locale.ROOT).startsWith("mo") ? 20 * 8 : 1 / 60.0;
        };
    return Duration.ofSeconds(Math.round(Double.parseDouble(amount) * hours * 3600));
  }

  static String range(Duration least, Duration most) {
    return least.equals(most) ? words(most) : words(least) + " to " + words(most);
  }

  static String words(Duration time) {
    double hours = time.toSeconds() / 3600.0;
    return hours >= 8
        ? Called.count(number(hours / 8), "day") + " of 8 hours"
        : Called.count(number(hours), "hour");
  }

  static String number(double value) {
    double rounded = Math.round(value * 100) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
