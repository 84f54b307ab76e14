package io.planwright.plan.compile;

import io.planwright.plan.Priority;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Priorities as numbers or as words of several languages. */
final class PriorityWords {
  private static final Pattern NUMBERED = Pattern.compile("\\bp([0-3])\\b");
  private static final Pattern FIRST =
      Pattern.compile(
          "\\b(critical|blocking|blocker|urgent|highest|crítica|critique)\\b|критич|紧急");
  private static final Pattern HIGH =
      Pattern.compile("\\b(high|alta|alto|haute|élevée|hoch|must|высокий)\\b|^[高높]|높음|высок");
  private static final Pattern MEDIUM =
      Pattern.compile("\\b(medium|med|normal|media|média|moyenne|mittel|should)\\b|^中|보통|중간|средн");
  private static final Pattern LOW =
      Pattern.compile("\\b(low|lowest|baja|baixa|basse|niedrig|could)\\b|^低|낮음|низк");

  private PriorityWords() {}

  static Optional<Priority> of(String value) {
    String text = value.toLowerCase(Locale.ROOT).strip();
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.find()) {
      return Optional.of(Priority.valueOf("P" + numbered.group(1)));
    }
    if (FIRST.matcher(text).find()) {
      return Optional.of(Priority.P0);
    }
    if (HIGH.matcher(text).find()) {
      return Optional.of(Priority.P1);
    }
    if (MEDIUM.matcher(text).find()) {
      return Optional.of(Priority.P2);
    }
    return LOW.matcher(text).find() ? Optional.of(Priority.P3) : Optional.empty();
  }
}
