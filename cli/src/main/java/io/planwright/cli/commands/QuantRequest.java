package io.planwright.cli.commands;

import static io.planwright.quant.InvalidData.Code.MISSING;
import static io.planwright.quant.InvalidData.Code.UNKNOWN;
import static io.planwright.quant.InvalidData.Code.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.planwright.quant.InvalidData;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the arguments of a method: all that it needs, none that it does not have, each of its type.
 * NaN and Infinity are read, so that the method can tell in which row they are.
 */
final class QuantRequest {
  private static final String WHOLE = "request";
  private static final int SHOWN = 60;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private QuantRequest() {}

  static JsonNode parse(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw InvalidData.of(WRONG_TYPE, WHOLE, "JSON", e.getOriginalMessage());
    } catch (IOException e) {
      throw new Refused(ExitCode.UNEXPECTED, "standard input can't be read: " + e.getMessage());
    }
  }

  static <Q> Q read(JsonNode json, Class<Q> type) {
    demandAll(json, type, "", -1);
    try {
      return MAPPER.treeToValue(json, type);
    } catch (UnrecognizedPropertyException e) {
      throw invalid(
          UNKNOWN,
          e.getPath(),
          "one of "
              + e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ")),
          e.getPropertyName());
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof InvalidData data) {
        throw within(e.getPath(), data);
      }
      throw invalid(WRONG_TYPE, e.getPath(), typeAt(type, e.getPath()), shown(json, e.getPath()));
    } catch (JsonProcessingException e) {
      throw InvalidData.of(WRONG_TYPE, WHOLE, "JSON", e.getOriginalMessage());
    }
  }

  /** That each component that must be there is, also in records within. */
  private static void demandAll(JsonNode json, Type type, String path, int row) {
    switch (type) {
      case Class<?> plain when plain.isRecord() -> {
        if (!json.isObject()) {
          throw at(WRONG_TYPE, path.isEmpty() ? WHOLE : path, row, "an object", shown(json));
        }
        for (RecordComponent component : plain.getRecordComponents()) {
          String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
          JsonNode value = json.get(component.getName());
          if (value != null && !value.isNull()) {
            demandAll(value, component.getGenericType(), name, row);
          } else if (!QuantArgument.isOptional(component.getType())) {
            throw at(
                MISSING, name, row, QuantArgument.words(component.getGenericType()), "nothing");
          }
        }
      }
      case Class<?> plain when plain.isArray() && json.isArray() -> {
        Class<?> of = plain.getComponentType();
        if (of.isRecord() || of.isArray() && of.getComponentType().isRecord()) {
          demandAllOf(json, of, path, row);
        }
      }
      case ParameterizedType of when of.getRawType() == Optional.class ->
          demandAll(json, of.getActualTypeArguments()[0], path, row);
      case ParameterizedType of
          when json.isArray()
              && of.getRawType() instanceof Class<?> raw
              && Collection.class.isAssignableFrom(raw) ->
          demandAllOf(json, of.getActualTypeArguments()[0], path, row);
      default -> {
        // A plain value: whether it is of its type is told where it is read.
      }
    }
  }

  private static void demandAllOf(JsonNode array, Type of, String path, int row) {
    for (int i = 0; i < array.size(); i++) {
      JsonNode element = array.get(i);
      int at = row < 0 ? i : row;
      if (element.isNull()) {
        throw at(MISSING, path, at, QuantArgument.words(of), "nothing");
      }
      demandAll(element, of, path, at);
    }
  }

  /** What a record within said of its own argument. */
  private static InvalidData within(List<Reference> path, InvalidData data) {
    String name = name(path);
    String argument = name.equals(WHOLE) ? data.argument() : name + "." + data.argument();
    int row = row(path);
    return at(
        data.code(),
        argument,
        row < 0 && data.row().isPresent() ? data.row().getAsInt() : row,
        data.expected(),
        data.came());
  }

  private static InvalidData invalid(
      InvalidData.Code code, List<Reference> path, String expected, Object came) {
    return at(code, name(path), row(path), expected, came);
  }

  private static InvalidData at(
      InvalidData.Code code, String argument, int row, String expected, Object came) {
    return row < 0
        ? InvalidData.of(code, argument, expected, came)
        : InvalidData.at(code, argument, row, expected, came);
  }

  private static String name(List<Reference> path) {
    String name =
        path.stream()
            .map(Reference::getFieldName)
            .filter(each -> each != null)
            .collect(Collectors.joining("."));
    return name.isEmpty() ? WHOLE : name;
  }

  private static int row(List<Reference> path) {
    return path.stream()
        .filter(each -> each.getFieldName() == null)
        .mapToInt(Reference::getIndex)
        .findFirst()
        .orElse(-1);
  }

  /** The type of the component that a path leads to, in words. */
  private static String typeAt(Class<?> type, List<Reference> path) {
    Type at = type;
    for (Reference step : path) {
      at = stripped(at);
      if (step.getFieldName() == null) {
        at =
            at instanceof Class<?> array && array.isArray()
                ? array.getComponentType()
                : at instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : at;
      } else if (at instanceof Class<?> record && record.isRecord()) {
        at =
            Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getName().equals(step.getFieldName()))
                .findFirst()
                .<Type>map(RecordComponent::getGenericType)
                .orElse(at);
      }
    }
    return QuantArgument.words(at);
  }

  private static Type stripped(Type type) {
    return type instanceof ParameterizedType of && of.getRawType() == Optional.class
        ? of.getActualTypeArguments()[0]
        : type;
  }

  private static String shown(JsonNode json, List<Reference> path) {
    JsonNode at = json;
    for (Reference step : path) {
      at = step.getFieldName() == null ? at.path(step.getIndex()) : at.path(step.getFieldName());
    }
    return shown(at);
  }

  private static String shown(JsonNode json) {
    String text = json.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
