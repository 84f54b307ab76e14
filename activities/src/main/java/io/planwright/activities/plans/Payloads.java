package io.planwright.activities.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What fits into one payload, which takes at most 256 KiB. */
final class Payloads {
  /** With room for what stands beside it. */
  static final int MOST_BYTES = 160 * 1024;

  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

  private Payloads() {}

  static boolean fits(List<?> items) {
    return bytes(items) <= MOST_BYTES;
  }

  /** As many of the items as fit, at least one. */
  static <T> List<T> beginning(List<T> items) {
    int to = 0;
    int bytes = 0;
    while (to < items.size()) {
      bytes += bytes(items.get(to)) + 1;
      if (to > 0 && bytes > MOST_BYTES) {
        break;
      }
      to++;
    }
    return items.subList(0, to);
  }

  private static int bytes(Object value) {
    try {
      return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8).length;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
