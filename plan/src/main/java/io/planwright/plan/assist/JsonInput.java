package io.planwright.plan.assist;

import io.planwright.plan.Executor.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a JSON value as what an input takes, in the form that a document's value has. */
final class JsonInput {
  /** Of a text in an input. */
  static final int LONGEST = 4_000;

  static final int MOST_ITEMS = 200;

  /** As a run takes it: whatever matches must name a task. */
  static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+)(?::([^}]+))?}");

  private JsonInput() {}

  static Optional<Object> read(Type type, @Nullable Object value) {
    return switch (type) {
      case TEXT -> text(value).map(text -> text);
      case ARTIFACT ->
          text(value).map(String::strip).filter(t -> REFERENCE.matcher(t).matches()).map(t -> t);
      case INTEGER -> whole(value).map(number -> number);
      case NUMBER ->
          value instanceof Number number && Double.isFinite(number.doubleValue())
              ? Optional.of(number.doubleValue())
              : Optional.empty();
      case FLAG -> value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
      case DURATION -> text(value).flatMap(JsonInput::duration);
      case TEXTS -> list(Type.TEXT, value);
      case INTEGERS -> list(Type.INTEGER, value);
    };
  }

  static String expected(Type type) {
    return switch (type) {
      case TEXT -> "text of at most " + LONGEST + " characters";
      case INTEGER -> "a whole number";
      case NUMBER -> "a number";
      case FLAG -> "true or false";
      case DURATION -> "a duration such as PT10M";
      case TEXTS -> "a list of texts";
      case INTEGERS -> "a list of whole numbers";
      case ARTIFACT -> "one reference such as ${task} or ${task:output}";
    };
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text && text.length() <= LONGEST && text.indexOf('\0') < 0
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<Long> whole(@Nullable Object value) {
    return switch (value) {
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number);
      case BigInteger number when number.bitLength() < Long.SIZE -> Optional.of(number.longValue());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Object> duration(String text) {
    try {
      Duration duration = Duration.parse(text.strip());
      return duration.isNegative() ? Optional.empty() : Optional.of(duration.toString());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> list(Type of, @Nullable Object value) {
    if (!(value instanceof List<?> items) || items.size() > MOST_ITEMS) {
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (Object item : items) {
      Optional<Object> read = read(of, item);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      values.add(read.get());
    }
    return Optional.of(List.copyOf(values));
  }
}
