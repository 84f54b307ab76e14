package io.planwright.plan.compile;

import io.planwright.plan.Estimate;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 2 days}, {@code 1-2h}, {@code 5 SP}: of a range the upper end counts. */
final class EstimateText {
  private static final String FORM =
      "~?(\\d{1,6}(?:[.,]\\d{1,3})?)(?:\\s?[-–]\\s?(\\d{1,6}(?:[.,]\\d{1,3})?))?\\s*"
          + "(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|story points?|points?|pts?|sp"
          + "|horas?|días?|dias?|semanas?|puntos?|pontos?|stunden?|tage?|jours?|heures?"
          + "|小时|小時|天|日|週|周|時間|시간|일|주)";
  private static final Pattern ESTIMATE =
      Pattern.compile(FORM + "(?![\\p{L}\\d])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern SUFFIX =
      Pattern.compile(
          "\\s*[(\\[]\\s*(?:est(?:imate)?\\.?:?\\s*)?(" + FORM + ")\\s*[)\\]]\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern BARE = Pattern.compile("\\d{1,4}(?:[.,]\\d{1,2})?");

  private EstimateText() {}

  /** A title that ended in an estimate, and the estimate. */
  record Cut(String title, Estimate estimate) {}

  static Optional<Estimate> of(String label, String text) {
    Matcher matcher = ESTIMATE.matcher(text);
    if (matcher.find()) {
      String most = matcher.group(2) != null ? matcher.group(2) : matcher.group(1);
      return Optional.of(estimate(text.strip(), number(most), matcher.group(3)));
    }
    if (label.toLowerCase(Locale.ROOT).contains("points") && BARE.matcher(text).matches()) {
      return Optional.of(estimate(text.strip(), number(text), "points"));
    }
    return text.isBlank() || Words.none(text)
        ? Optional.empty()
        : Optional.of(
            new Estimate(text.strip(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  static Optional<Cut> suffix(String title) {
    Matcher matcher = SUFFIX.matcher(title);
    if (!matcher.find() || matcher.start() == 0) {
      return Optional.empty();
    }
    String text = matcher.group(1);
    return of("", text).map(estimate -> new Cut(title.substring(0, matcher.start()), estimate));
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(',', '.'));
  }

  private static Estimate estimate(String text, double amount, String unit) {
    double minutes = amount * minutes(unit.toLowerCase(Locale.ROOT));
    return minutes > 0
        ? new Estimate(
            text,
            Optional.of(Duration.ofSeconds(Math.round(minutes * 60))),
            Optional.empty(),
            Optional.empty())
        : new Estimate(text, Optional.empty(), Optional.empty(), Optional.of(amount));
  }

  /** A day has 8 hours, a week 5 days; points have no minutes. */
  private static int minutes(String unit) {
    return switch (unit) {
      case "m", "min", "mins", "minute", "minutes" -> 1;
      case "h", "hr", "hrs", "hour", "hours", "hora", "horas", "stunde", "stunden" -> 60;
      case "heure", "heures", "小时", "小時", "時間", "시간" -> 60;
      case "d", "day", "days", "día", "días", "dia", "dias", "tag", "tage" -> 8 * 60;
      case "jour", "jours", "天", "日", "일" -> 8 * 60;
      case "w", "week", "weeks", "semana", "semanas", "週", "周", "주" -> 5 * 8 * 60;
      default -> 0;
    };
  }
}
