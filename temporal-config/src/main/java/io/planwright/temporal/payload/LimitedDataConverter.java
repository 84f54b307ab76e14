package io.planwright.temporal.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.SerializationContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a payload that is too large before it is encoded and sent, and names the field that makes
 * it so. Temporal itself refuses at 2 MiB, without a name, and lets the task be tried for ever.
 */
final class LimitedDataConverter implements DataConverter {
  /** The type of the failure. */
  static final String PAYLOAD_TOO_LARGE = "PAYLOAD_TOO_LARGE";

  private final DataConverter plain;
  private final CodecDataConverter encoding;
  private final ObjectMapper json;
  private final int limitBytes;

  /**
   * @param encoding the same converter with its codecs; failures are not limited
   */
  LimitedDataConverter(
      DataConverter plain, CodecDataConverter encoding, ObjectMapper json, int limitBytes) {
    this.plain = plain;
    this.encoding = encoding;
    this.json = json;
    this.limitBytes = limitBytes;
  }

  @Override
  public <T> Optional<Payload> toPayload(T value) {
    return plain
        .toPayload(value)
        .map(payload -> encoding.encode(List.of(checked(value, payload))).getFirst());
  }

  @Override
  public Optional<Payloads> toPayloads(Object... values) {
    return plain
        .toPayloads(values)
        .map(
            payloads -> {
              for (int i = 0; i < payloads.getPayloadsCount(); i++) {
                checked(values[i], payloads.getPayloads(i));
              }
              return Payloads.newBuilder()
                  .addAllPayloads(encoding.encode(payloads.getPayloadsList()))
                  .build();
            });
  }

  private Payload checked(Object value, Payload payload) {
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
    return payload;
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
    return encoding.fromPayload(payload, type, genericType);
  }

  @Override
  public <T> T fromPayloads(
      int index, Optional<Payloads> content, Class<T> type, Type genericType) {
    return encoding.fromPayloads(index, content, type, genericType);
  }

  @Override
  public Object[] fromPayloads(Optional<Payloads> content, Class<?>[] types, Type[] genericTypes) {
    return encoding.fromPayloads(content, types, genericTypes);
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return encoding.failureToException(failure);
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable) {
    return encoding.exceptionToFailure(throwable);
  }

  @Override
  public DataConverter withContext(SerializationContext context) {
    return new LimitedDataConverter(
        plain.withContext(context), encoding.withContext(context), json, limitBytes);
  }
}
