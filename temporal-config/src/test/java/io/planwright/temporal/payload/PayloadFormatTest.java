package io.planwright.temporal.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.ZlibPayloadCodec;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadFormatTest {
  private static final PayloadFormat KEYLESS = PayloadFormat.under(KeyRing.none());
  private static final PayloadFormat OLD = under("old");
  private static final PayloadFormat ROTATED = under("new", "old");
  private static final PayloadFormat NEW = under("new");

  record Inner(String note, List<String> lines) {}

  record Sample(Duration time, Instant at, Optional<String> word, Inner inner) {}

  private static Sample sample(int lineLength) {
    return new Sample(
        Duration.ofSeconds(90),
        Instant.EPOCH,
        Optional.of("x"),
        new Inner("small", List.of("a", "y".repeat(lineLength))));
  }

  /** Each key is of bytes that its id decides. */
  private static PayloadFormat under(String... ids) {
    SequencedMap<String, byte[]> keys = new LinkedHashMap<>();
    for (String id : ids) {
      keys.put(id, key(id.hashCode()));
    }
    return PayloadFormat.under(KeyRing.of(keys));
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[KeyRing.KEY_BYTES];
    new Random(seed).nextBytes(key);
    return key;
  }

  private static Payload written(PayloadFormat format, Object value) {
    return format.converter().toPayload(value).orElseThrow();
  }

  private static Sample read(PayloadFormat format, Payload payload) {
    return format.converter().fromPayload(payload, Sample.class, Sample.class);
  }

  private static String encoding(Payload payload) {
    return payload.getMetadataOrThrow(EncodingKeys.METADATA_ENCODING_KEY).toStringUtf8();
  }

  @Test
  void writesTimesAsTextAndAbsenceAsNull() {
    Payload payload = written(KEYLESS, sample(1));

    assertThat(payload.getData().toStringUtf8())
        .isEqualTo(
            "{\"time\":\"PT1M30S\",\"at\":\"1970-01-01T00:00:00Z\",\"word\":\"x\","
                + "\"inner\":{\"note\":\"small\",\"lines\":[\"a\",\"y\"]}}");
    assertThat(read(KEYLESS, payload)).isEqualTo(sample(1));
  }

  @Test
  void readsWhatNewerCodeWroteIntoIt() {
    Payload newer =
        written(KEYLESS, new Inner("n", List.of())).toBuilder()
            .setData(ByteString.copyFromUtf8("{\"note\":\"n\",\"lines\":[],\"later\":1}"))
            .build();

    assertThat(KEYLESS.converter().fromPayload(newer, Inner.class, Inner.class))
        .isEqualTo(new Inner("n", List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1000, PayloadFormat.LARGEST_BYTES - 200})
  void readsWhatItWrote(int length) {
    for (PayloadFormat format : List.of(KEYLESS, OLD, ROTATED)) {
      DataConverter inWorkflow =
          format.converter().withContext(new WorkflowSerializationContext("default", "run"));

      assertThat(read(format, written(format, sample(length)))).isEqualTo(sample(length));
      assertThat(
              inWorkflow.fromPayloads(
                  1, inWorkflow.toPayloads("first", sample(length)), Sample.class, Sample.class))
          .isEqualTo(sample(length));
    }
  }

  @Test
  void refusesAPayloadThatIsTooLargeAndNamesItsField() {
    for (PayloadFormat format : List.of(KEYLESS, OLD)) {
      DataConverter converter = format.converter();

      assertThatThrownBy(() -> converter.toPayloads("small", sample(300 * 1024)))
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              failure -> {
                assertThat(failure.isNonRetryable()).isTrue();
                assertThat(failure.getType()).isEqualTo("PAYLOAD_TOO_LARGE");
                assertThat(failure.getOriginalMessage())
                    .isEqualTo(
                        "a payload must be at most 256 KiB, Sample is 301 KiB, most of it in"
                            + " .inner.lines[1] (301 KiB); store it as an artifact and pass the"
                            + " reference");
              });
      assertThatThrownBy(
              () ->
                  converter
                      .withContext(new WorkflowSerializationContext("default", "run"))
                      .toPayload(new byte[300 * 1024]))
          .hasMessageContaining("byte[] is 300 KiB; store it");
    }
  }

  @Test
  void leavesASmallPayloadAsItIs() {
    Payload small = written(KEYLESS, sample(1));
    Payload random = written(KEYLESS, key(1));

    assertThat(encoding(small)).isEqualTo("json/plain");
    assertThat(encoding(random)).isEqualTo("binary/plain");
    assertThat(random.getSerializedSize()).isLessThan(80);
  }

  @Test
  void leavesWhatDoesNotShrinkAsItIs() {
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);

    assertThat(encoding(written(KEYLESS, noise))).isEqualTo("binary/plain");
  }

  @Test
  void compressesWhatShrinksSoThatTheSdkCanReadIt() {
    Payload payload = written(KEYLESS, sample(2000));

    assertThat(encoding(payload)).isEqualTo("binary/zlib");
    assertThat(payload.getSerializedSize()).isLessThan(250);
    assertThat(new ZlibPayloadCodec().decode(List.of(payload)).getFirst().getData().toStringUtf8())
        .startsWith("{\"time\":\"PT1M30S\"");
    assertThat(written(OLD, sample(2000)).getSerializedSize()).isLessThan(350);
  }

  @Test
  void refusesToInflateWithoutEnd() {
    Payload bomb =
        new ZlibPayloadCodec()
            .encode(
                List.of(
                    Payload.newBuilder()
                        .setData(ByteString.copyFrom(new byte[CompressingCodec.MOST_BYTES]))
                        .build()))
            .getFirst();

    assertThat(bomb.getSerializedSize()).isLessThan(10_000);
    assertThatThrownBy(() -> KEYLESS.codec().decode(List.of(bomb)))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessageContaining("at most 4194304 bytes");
  }

  @Test
  void refusesWhatIsNotCompressed() {
    Payload whole = written(KEYLESS, sample(2000));
    Payload cut =
        whole.toBuilder().setData(whole.getData().substring(0, whole.getData().size() / 2)).build();
    Payload noise = whole.toBuilder().setData(ByteString.copyFrom(key(1))).build();

    for (Payload broken : List.of(cut, noise)) {
      assertThatThrownBy(() -> KEYLESS.codec().decode(List.of(broken)))
          .isInstanceOf(PayloadUnreadable.class)
          .hasMessageContaining("compressed by zlib");
    }
  }

  @Test
  void hidesTextUnderAKeyWhoseIdItTells() {
    Payload first = written(OLD, sample(1));
    Payload second = written(OLD, sample(1));

    assertThat(encoding(first)).isEqualTo("binary/encrypted");
    assertThat(first.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("old");
    assertThat(first.getMetadataMap()).hasSize(2);
    assertThat(first.toByteString().toString(java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("PT1M30S", "json");
    assertThat(first).as("a nonce of its own").isNotEqualTo(second);
  }

  @Test
  void encryptsUnderTheFirstKeyAndReadsUnderAll() {
    Payload before = written(OLD, sample(1));
    Payload after = written(ROTATED, sample(1));

    assertThat(read(ROTATED, before)).isEqualTo(sample(1));
    assertThat(after.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("new");
    assertThat(read(NEW, after)).isEqualTo(sample(1));
  }

  @Test
  void readsWhatWasWrittenBeforeThereWereKeys() {
    assertThat(read(ROTATED, written(KEYLESS, sample(1)))).isEqualTo(sample(1));
    assertThat(read(ROTATED, written(KEYLESS, sample(2000)))).isEqualTo(sample(2000));
  }

  @Test
  void namesTheKeyThatItDoesNotHave() {
    Payload payload = written(OLD, sample(1));

    assertThatThrownBy(() -> read(NEW, payload))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessage(
            "the payload is encrypted under key old, which the key ring must have; it has new");
    assertThatThrownBy(() -> read(KEYLESS, payload))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessage(
            "the payload is encrypted under key old, and there is no key ring here:"
                + " PLANWRIGHT_KEYS_FILE must name its file");
    assertThatThrownBy(
            () -> read(OLD, payload.toBuilder().removeMetadata("encryption-key-id").build()))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessageContaining("must name its key");
  }

  @Test
  void refusesWhatWasChanged() {
    Payload payload = written(ROTATED, sample(1));
    byte[] data = payload.getData().toByteArray();

    for (int at : new int[] {0, 12, data.length / 2, data.length - 1}) {
      byte[] changed = data.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> read(ROTATED, withData(payload, changed)))
          .as("byte " + at)
          .isInstanceOf(PayloadUnreadable.class)
          .hasMessageContaining("under key new is not authentic");
    }
    assertThatThrownBy(() -> read(ROTATED, withData(payload, Arrays.copyOf(data, 20))))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessageContaining("cut off");
  }

  private static Payload withData(Payload payload, byte[] data) {
    return payload.toBuilder().setData(ByteString.copyFrom(data)).build();
  }

  @Test
  void refusesAnotherKeyOfTheSameId() {
    SequencedMap<String, byte[]> other = new LinkedHashMap<>();
    other.put("old", key(99));

    assertThatThrownBy(() -> read(PayloadFormat.under(KeyRing.of(other)), written(OLD, sample(1))))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessageContaining("another key of this id");
  }

  @Test
  void bindsTheKeyIdToWhatItEncrypts() {
    SequencedMap<String, byte[]> twins = new LinkedHashMap<>();
    twins.put("a", key(1));
    twins.put("b", key(1));
    PayloadFormat format = PayloadFormat.under(KeyRing.of(twins));
    Payload renamed =
        written(format, sample(1)).toBuilder()
            .putMetadata("encryption-key-id", ByteString.copyFromUtf8("b"))
            .build();

    assertThatThrownBy(() -> read(format, renamed))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessageContaining("under key b is not authentic");
  }

  @Test
  void hidesWhatFailuresTellAndGivesItBack() {
    Exception failed =
        ApplicationFailure.newFailureWithCause(
            "the account is 4711",
            "DATA_INVALID",
            new IllegalStateException("iban 12"),
            "detail 9");

    Failure hidden = OLD.converter().exceptionToFailure(failed);
    RuntimeException shown = OLD.converter().failureToException(hidden);

    assertThat(hidden.toString())
        .doesNotContain("4711", "iban", "detail 9", "PayloadFormatTest")
        .contains("DATA_INVALID", "Encoded failure");
    assertThat(shown)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getOriginalMessage()).isEqualTo("the account is 4711");
              assertThat(failure.getDetails().get(String.class)).isEqualTo("detail 9");
            });
    assertThat(shown.getCause()).hasMessageContaining("iban 12");
    assertThat(shown.getStackTrace())
        .extracting(StackTraceElement::getClassName)
        .contains(PayloadFormatTest.class.getName());
    assertThatThrownBy(() -> NEW.converter().failureToException(hidden))
        .isInstanceOf(PayloadUnreadable.class)
        .hasMessageContaining("key old");
  }

  @Test
  void limitsNoFailure() {
    Exception failed = ApplicationFailure.newFailure("x".repeat(300 * 1024), "DATA_INVALID");

    assertThat(OLD.converter().failureToException(OLD.converter().exceptionToFailure(failed)))
        .hasMessageContaining("xxx");
  }

  @Test
  void leavesFailuresReadableWithoutKeys() {
    assertThat(
            KEYLESS.converter().exceptionToFailure(new IllegalStateException("why")).getMessage())
        .isEqualTo("why");
  }

  @Test
  void showsNoKey() {
    assertThat(ROTATED.keys()).hasToString("KeyRing[new, old]");
    assertThat(ROTATED.toString() + ROTATED.converter() + ROTATED.codec())
        .doesNotContain(java.util.Base64.getEncoder().encodeToString(key("new".hashCode())));
  }
}
