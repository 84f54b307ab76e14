package io.planwright.temporal.payload;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How values travel: JSON that older code reads although newer code wrote it, compressed where that
 * makes it smaller, encrypted where there is a key ring. What was written without either is read
 * all the same. None of it waits for anything: it runs on the threads of workflows.
 */
public final class PayloadFormat {
  /** The environment's name for the key ring's file. */
  public static final String KEYS_FILE = "PLANWRIGHT_KEYS_FILE";

  /** Larger payloads are refused: they belong into artifacts. */
  public static final int LARGEST_BYTES = 256 * 1024;

  private final KeyRing keys;
  private final CodecDataConverter codec;
  private final DataConverter converter;

  private PayloadFormat(KeyRing keys) {
    this.keys = keys;
    ObjectMapper json =
        JacksonJsonPayloadConverter.newDefaultObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    DataConverter plain =
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(json));
    // Encoding goes from the last to the first. Without keys, messages of failures stay readable.
    codec =
        new CodecDataConverter(
            plain, List.of(new EncryptingCodec(keys), new CompressingCodec()), !keys.isEmpty());
    converter = new LimitedDataConverter(plain, codec, json, LARGEST_BYTES);
  }

  public static PayloadFormat under(KeyRing keys) {
    return new PayloadFormat(keys);
  }

  /**
   * @throws KeyRingInvalid if a key ring is named and cannot be used
   */
  public static PayloadFormat of(Map<String, String> environment) {
    String file = environment.getOrDefault(KEYS_FILE, "");
    return under(file.isBlank() ? KeyRing.none() : new KeyRingFile(Path.of(file)).read());
  }

  /** For every client and worker. */
  public DataConverter converter() {
    return converter;
  }

  /** For those who show payloads to people. */
  public PayloadCodec codec() {
    return codec;
  }

  public KeyRing keys() {
    return keys;
  }
}
