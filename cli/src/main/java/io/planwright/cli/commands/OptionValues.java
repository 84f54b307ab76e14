package io.planwright.cli.commands;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What options take for days, durations and numbers, and what they say of anything else. */
public final class OptionValues {
  private OptionValues() {}

  /** For a command and all that are below it by now. */
  public static void register(CommandLine line) {
    line.registerConverter(
            LocalDate.class, text -> read(text, "a day like 2026-01-31", LocalDate::parse))
        .registerConverter(
            Duration.class,
            text -> read(text, "a duration like 15m, 6h, 7d or PT15M", OptionValues::duration))
        .registerConverter(Integer.class, wholeNumber())
        .registerConverter(int.class, wholeNumber())
        .registerConverter(Double.class, text -> read(text, "a number", Double::valueOf));
  }

  private static ITypeConverter<Integer> wholeNumber() {
    return text -> read(text, "a whole number", Integer::valueOf);
  }

  private static <T> T read(String text, String expected, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new TypeConversionException("expected " + expected + ", was '" + text + "'");
    }
  }

  /** {@code 90s}, {@code 15m}, {@code 6h}, {@code 7d} and ISO 8601. */
  private static Duration duration(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.startsWith("P")) {
      return Duration.parse(upper);
    }
    return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
  }
}
