package io.planwright.plan.format;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people write it in a plan: {@code 10m}, {@code 1h30m}, {@code PT10M}. */
public final class DurationText {
  public static final String FORMS = "a duration such as 30s, 10m, 2h, 1d or PT10M";

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");

  private DurationText() {}

  public static Optional<Duration> parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (!text.isEmpty() && matcher.matches()) {
      return Optional.of(
          Duration.ofDays(7 * amount(matcher, 1) + amount(matcher, 2))
              .plusHours(amount(matcher, 3))
              .plusMinutes(amount(matcher, 4))
              .plusSeconds(amount(matcher, 5)));
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** In hours, minutes and seconds, which no one takes for working days. */
  public static String text(Duration duration) {
    boolean small =
        duration.isPositive()
            && duration.getNano() == 0
            && duration.compareTo(Duration.ofHours(1_000_000)) < 0;
    if (!small) {
      return duration.toString();
    }
    return part(duration.toHours(), "h")
        + part(duration.toMinutesPart(), "m")
        + part(duration.toSecondsPart(), "s");
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }

  private static long amount(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }
}
