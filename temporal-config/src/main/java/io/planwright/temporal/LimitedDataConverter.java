package io.planwright.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.SerializationContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a payload that is too large before it is sent, and names the field that makes it so.
 * Temporal itself refuses at 2 MiB, without a name, and lets the task be tried for ever.
 */
final class LimitedDataConverter implements DataConverter {
  /** The type of the failure. */
  static final String PAYLOAD_TOO_LARGE = "PAYLOAD_TOO_LARGE";

  private final DataConverter converter;
  private final ObjectMapper json;
  private final int limitBytes;

  LimitedDataConverter(DataConverter converter, ObjectMapper json, int limitBytes) {
    this.converter = converter;
    this.json = json;
    this.limitBytes = limitBytes;
  }

  @Override
  public <T> Optional<Payload> toPayload(T value) {
    Optional<Payload> payload = converter.toPayload(value);
    payload.ifPresent(encoded -> check(value, encoded));
    return payload;
  }

  @Override
  public Optional<Payloads> toPayloads(Object... values) {
    Optional<Payloads> payloads = converter.toPayloads(values);
    payloads.ifPresent(
        encoded -> {
          for (int i = 0; i < encoded.getPayloadsCount(); i++) {
            check(values[i], encoded.getPayloads(i));
          }
        });
    return payloads;
  }

  private void check(Object value, Payload payload) {
    int size = payload.getData().size();
    if (size > limitBytes) {
      throw ApplicationFailure.newNonRetryableFailure(
          "a payload must be at most "
              + kibibytes(limitBytes)
              + ", "
              + value.getClass().getSimpleName()
              + " is "
              + kibibytes(size)
              + largest(payload)
              + "; store it as an artifact and pass the reference",
          PAYLOAD_TOO_LARGE);
    }
  }

  /** The path to the deepest field that still is more than half of the whole. */
  private String largest(Payload payload) {
    try {
      JsonNode node = json.readTree(payload.getData().toByteArray());
      int half = payload.getData().size() / 2;
      StringBuilder path = new StringBuilder();
      int size = 0;
      Optional<Map.Entry<String, JsonNode>> next = heaviest(node);
      while (next.isPresent() && length(next.get().getValue()) > half) {
        path.append(next.get().getKey());
        node = next.get().getValue();
        size = length(node);
        next = heaviest(node);
      }
      return path.isEmpty() ? "" : ", most of it in " + path + " (" + kibibytes(size) + ")";
    } catch (IOException notJson) {
      return "";
    }
  }

  private Optional<Map.Entry<String, JsonNode>> heaviest(JsonNode node) {
    Map<String, JsonNode> children = new LinkedHashMap<>();
    if (node.isObject()) {
      node.properties().forEach(field -> children.put("." + field.getKey(), field.getValue()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        children.put("[" + i + "]", node.get(i));
      }
    }
    return children.entrySet().stream()
        .max((a, b) -> Integer.compare(length(a.getValue()), length(b.getValue())));
  }

  private int length(JsonNode node) {
    try {
      return json.writeValueAsString(node).getBytes(StandardCharsets.UTF_8).length;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String kibibytes(int bytes) {
    return (bytes + 1023) / 1024 + " KiB";
  }

  @Override
  public <T> T fromPayload(Payload payload, Class<T> type, Type genericType) {
    return converter.fromPayload(payload, type, genericType);
  }

  @Override
  public <T> T fromPayloads(
      int index, Optional<Payloads> content, Class<T> type, Type genericType) {
    return converter.fromPayloads(index, content, type, genericType);
  }

  @Override
  public Object[] fromPayloads(Optional<Payloads> content, Class<?>[] types, Type[] genericTypes) {
    return converter.fromPayloads(content, types, genericTypes);
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return converter.failureToException(failure);
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable) {
    return converter.exceptionToFailure(throwable);
  }

  @Override
  public DataConverter withContext(SerializationContext context) {
    return new LimitedDataConverter(converter.withContext(context), json, limitBytes);
  }
}
