package io.planwright.plan.compile;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a heading announces. */
sealed interface HeadingForm {

  /**
   * {@code Phase 1: Setup}, {@code 4.1 Fase 1: MVP}, {@code Week 3}.
   *
   * @param kind as {@link Words#phase} has it
   * @param number as written
   * @param id kind and number as written
   * @param title what follows them
   */
  record PhaseHead(String kind, String number, String id, String title) implements HeadingForm {}

  /**
   * {@code Task 1.1: Title}, {@code T001 [P] Title}.
   *
   * @param kind as {@link Words#task} has it; "code" for an id without a word
   */
  record TaskHead(String kind, String id, String title) implements HeadingForm {}

  /** {@code 1.1 Title}, {@code 2. Title}. */
  record NumberedHead(String number, String title) implements HeadingForm {}

  record PlainHead(String title) implements HeadingForm {}

  static HeadingForm of(String text) {
    String title = Words.withoutAnchor(Words.undecorated(text));
    Recognisers.FirstWords words = Recognisers.FirstWords.of(title);
    return Recognisers.phase(title, words)
        .<HeadingForm>map(phase -> phase)
        .or(() -> Recognisers.task(title, words))
        .or(() -> Recognisers.code(title))
        .or(() -> Recognisers.numbered(title))
        .orElseGet(() -> new PlainHead(title));
  }

  /** The forms' grammars. */
  final class Recognisers {
    private static final String SEPARATOR = "\\s*(?:[:：.)|–—-]+\\s*)?";
    private static final Pattern PHASE =
        Pattern.compile(
            "^(?:\\d{1,3}(?:\\.\\d{1,3}){0,3}[.)]?\\s+)?(?:(?i:task|work|delivery)\\s+)?(\\p{L}++)\\s*[#-]?"
                + "((?:[A-Z]?\\d{1,6}(?:\\.\\d{1,3})?(?:\\s?[-–—&]\\s?\\d{1,6})?)|[IVX]{1,6}(?![\\p{L}\\d])"
                + "|[A-Z](?![\\p{L}\\d]))"
                + SEPARATOR
                + "(.*)$");
    private static final Pattern TASK =
        Pattern.compile(
            "^(?:\\d{1,3}(?:\\.\\d{1,3}){0,3}[.)]?\\s+)?(?:(?:user|work)\\s+)?(\\p{L}++)(?:\\s+(?:assignment|details?|spec(?:ification)?|card)[:：]?\\s+)?\\s*[-#]?\\[?("
                + Identifier.ANY
                + "|[A-Z](?=\\s*[:.)-]))]?"
                + SEPARATOR
                + "(.*)$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Several of them, as in Story 1 & 2, which is about them rather than one. */
    private static final Pattern LISTED = Pattern.compile("[&+,/]|(?:and|und|et|y)\\s+\\d");

    private static final Pattern NUMBERED =
        Pattern.compile("^(\\d{1,4}(?:\\.\\d{1,4}){0,4})[.)]?\\s+(.+)$");

    private Recognisers() {}

    /**
     * In lower case; the second counts too, since another may stand before the one with meaning.
     */
    record FirstWords(String first, String second) {
      static FirstWords of(String title) {
        int start = 0;
        while (start < title.length() && !Character.isLetter(title.codePointAt(start))) {
          start++;
        }
        int end = Words.end(title, start);
        int next = end;
        while (next < title.length() && Character.isWhitespace(title.charAt(next))) {
          next++;
        }
        String second = next > end ? title.substring(next, Words.end(title, next)) : "";
        return new FirstWords(
            title.substring(start, end).toLowerCase(Locale.ROOT), second.toLowerCase(Locale.ROOT));
      }

      boolean mean(Predicate<String> meaning) {
        return meaning.test(first) || meaning.test(second);
      }
    }

    static Optional<PhaseHead> phase(String title, FirstWords words) {
      if (!words.mean(Words::isPhase)) {
        return Optional.empty();
      }
      Matcher matcher = PHASE.matcher(title);
      if (!matcher.matches() || Words.phase(matcher.group(1)).isEmpty()) {
        return Optional.empty();
      }
      String number = matcher.group(2);
      return Optional.of(
          new PhaseHead(
              Words.phase(matcher.group(1)),
              number,
              matcher.group(1) + " " + number,
              matcher.group(3).strip()));
    }

    static Optional<HeadingForm> task(String title, FirstWords words) {
      if (!words.mean(Words::isTask)) {
        return Optional.empty();
      }
      Matcher matcher = TASK.matcher(title);
      if (!matcher.matches()
          || Words.task(matcher.group(1)).isEmpty()
          || !bounded(title, matcher.end(2))
          || LISTED.matcher(matcher.group(3)).lookingAt()) {
        return Optional.empty();
      }
      return Optional.of(
          new TaskHead(Words.task(matcher.group(1)), matcher.group(2), matcher.group(3).strip()));
    }

    /** So that an id is not the first half of a word. */
    private static boolean bounded(String title, int end) {
      return end >= title.length() || !Character.isLetterOrDigit(title.charAt(end));
    }

    static Optional<HeadingForm> code(String title) {
      return Identifier.leading(title)
          .filter(led -> Identifier.global(led.id()) && !Character.isDigit(led.id().charAt(0)))
          .map(led -> new TaskHead("code", led.id(), led.rest()));
    }

    static Optional<HeadingForm> numbered(String title) {
      if (title.isEmpty() || !Character.isDigit(title.charAt(0))) {
        return Optional.empty();
      }
      Matcher matcher = NUMBERED.matcher(title);
      return matcher.matches()
          ? Optional.of(new NumberedHead(matcher.group(1), matcher.group(2).strip()))
          : Optional.empty();
    }
  }
}
