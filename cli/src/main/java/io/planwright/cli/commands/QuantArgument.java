package io.planwright.cli.commands;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * An argument of a method as it is shown.
 *
 * @param type in words
 * @param otherwise the value that it has where it is left out, as far as it is known
 */
record QuantArgument(
    String name,
    String type,
    boolean required,
    @JsonProperty("default") Optional<String> otherwise) {

  /** The arguments of a request, in the order of its components. */
  static List<QuantArgument> of(Class<?> request) {
    return Arrays.stream(request.getRecordComponents()).map(QuantArgument::of).toList();
  }

  private static QuantArgument of(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return new QuantArgument(
        component.getName(),
        words(component.getGenericType()),
        !isOptional(component.getType()),
        Optional.ofNullable(property)
            .map(JsonProperty::defaultValue)
            .filter(value -> !value.isEmpty()));
  }

  static boolean isOptional(Class<?> type) {
    return type == Optional.class
        || type == OptionalInt.class
        || type == OptionalLong.class
        || type == OptionalDouble.class;
  }

  String line() {
    return "%s%s: %s%s"
        .formatted(
            name,
            required ? "*" : "",
            type,
            otherwise.map(value -> " = " + value).orElse(required ? "" : " or left out"));
  }

  static String words(Type type) {
    return switch (type) {
      case ParameterizedType of -> words(of);
      case GenericArrayType array -> "list of " + words(array.getGenericComponentType());
      case Class<?> plain -> words(plain);
      default -> "JSON";
    };
  }

  private static String words(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) {
      return words(of[0]);
    }
    if (Map.class.isAssignableFrom(raw)) {
      return "object of " + words(of[1]);
    }
    return Collection.class.isAssignableFrom(raw) ? "list of " + words(of[0]) : "JSON";
  }

  private static String words(Class<?> type) {
    if (type.isArray()) {
      return "list of " + words(type.getComponentType());
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getFields())
          .filter(Field::isEnumConstant)
          .map(Field::getName)
          .collect(Collectors.joining(" | "));
    }
    if (type.isRecord()) {
      return of(type).stream().map(QuantArgument::line).collect(Collectors.joining(", ", "{", "}"));
    }
    if (type == double.class || type == Double.class || type == OptionalDouble.class) {
      return "number";
    }
    if (type == int.class
        || type == Integer.class
        || type == long.class
        || type == Long.class
        || type == OptionalInt.class
        || type == OptionalLong.class) {
      return "whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true | false";
    }
    if (type == LocalDate.class) {
      return "date like 2026-01-31";
    }
    if (type == Instant.class) {
      return "instant like 2026-01-31T14:30:00Z";
    }
    if (type == Duration.class) {
      return "duration like PT2H";
    }
    return JsonNode.class.isAssignableFrom(type) ? "JSON" : "text";
  }
}
