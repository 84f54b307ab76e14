package io.planwright.api.body;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.plan.Diagnostic;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies. Stored JSON may have fields that this version does not know; a body may not: a
 * misspelt field would be a silent default.
 */
@Singleton
public final class StrictJson {
  /** Well below what a workflow takes as a payload; documents are not JSON. */
  public static final int MOST_CHARACTERS = 64 * 1024;

  private final ObjectMapper mapper;
  private final ObjectReader reader;

  StrictJson(ObjectMapper mapper) {
    this.mapper = mapper.copy().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    this.reader =
        this.mapper
            .reader()
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** An absent or blank body reads as an empty object. */
  public <T> T read(@Nullable String body, Class<T> type) {
    String json = body == null || body.isBlank() ? "{}" : body;
    if (json.length() > MOST_CHARACTERS) {
      throw ProblemKind.BODY_TOO_LARGE.problem(
          "expected at most " + MOST_CHARACTERS + " characters, found " + json.length());
    }
    try {
      T value = reader.forType(type).readValue(json);
      return Optional.ofNullable(value)
          .orElseThrow(
              () -> ProblemKind.BODY_INVALID.problem("expected a JSON object, found null"));
    } catch (UnrecognizedPropertyException e) {
      throw unknown(known(type), path(e), e.getLocation());
    } catch (ValueInstantiationException e) {
      // A misspelt field may be why another seems to be missing.
      Set<String> unknown = fields(json);
      unknown.removeAll(known(type));
      if (!unknown.isEmpty()) {
        throw unknown(known(type), String.join(", ", unknown), e.getLocation());
      }
      throw problem(
          ProblemKind.BODY_INVALID,
          at(e) + Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("not valid"),
          "",
          e.getLocation());
    } catch (JsonMappingException e) {
      throw problem(ProblemKind.BODY_INVALID, at(e) + e.getOriginalMessage(), "", e.getLocation());
    } catch (StreamReadException e) {
      throw problem(
          ProblemKind.BODY_MALFORMED,
          e.getOriginalMessage(),
          "send JSON in UTF-8",
          e.getLocation());
    } catch (JsonProcessingException e) {
      throw problem(ProblemKind.BODY_INVALID, e.getOriginalMessage(), "", e.getLocation());
    }
  }

  private static ProblemException unknown(
      Set<String> known, String found, @Nullable JsonLocation location) {
    return problem(
        ProblemKind.FIELD_UNKNOWN,
        "expected " + String.join(", ", known) + ", found " + found,
        "remove or correct the field",
        location);
  }

  private SortedSet<String> known(Class<?> type) {
    return mapper
        .getDeserializationConfig()
        .introspect(mapper.constructType(type))
        .findProperties()
        .stream()
        .map(BeanPropertyDefinition::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedSet<String> fields(String json) {
    try {
      TreeSet<String> fields = new TreeSet<>();
      mapper.readTree(json).fieldNames().forEachRemaining(fields::add);
      return fields;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("was read before", e);
    }
  }

  private static String at(JsonMappingException e) {
    String path = path(e);
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? "[" + reference.getIndex() + "]"
                    : reference.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static ProblemException problem(
      ProblemKind kind, String message, String hint, @Nullable JsonLocation location) {
    int line = location == null ? 1 : Math.max(1, location.getLineNr());
    int column = location == null ? 1 : Math.max(1, location.getColumnNr());
    return kind.problem("line " + line + ", column " + column + ": " + message)
        .errors(
            List.of(
                new Diagnostic(
                    kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Diagnostic.Severity.ERROR,
                    message,
                    hint,
                    line,
                    column)));
  }
}
