package io.planwright.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.common.v1.Payload;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TemporalConnectionTest {
  record Inner(String note, List<String> lines) {}

  record Sample(Duration time, Instant at, Optional<String> word, Inner inner) {}

  private static Sample sample(int lineLength) {
    return new Sample(
        Duration.ofSeconds(90),
        Instant.EPOCH,
        Optional.of("x"),
        new Inner("small", List.of("a", "y".repeat(lineLength))));
  }

  @Test
  void writesTimesAsTextAndAbsenceAsNull() {
    Payload payload = TemporalConnection.DATA_CONVERTER.toPayload(sample(1)).orElseThrow();

    assertThat(payload.getData().toStringUtf8())
        .isEqualTo(
            "{\"time\":\"PT1M30S\",\"at\":\"1970-01-01T00:00:00Z\",\"word\":\"x\","
                + "\"inner\":{\"note\":\"small\",\"lines\":[\"a\",\"y\"]}}");
    assertThat(TemporalConnection.DATA_CONVERTER.fromPayload(payload, Sample.class, Sample.class))
        .isEqualTo(sample(1));
  }

  @Test
  void readsWhatNewerCodeWroteIntoIt() {
    Payload payload =
        TemporalConnection.DATA_CONVERTER.toPayload(new Inner("n", List.of())).orElseThrow();
    Payload newer =
        payload.toBuilder()
            .setData(ByteString.copyFromUtf8("{\"note\":\"n\",\"lines\":[],\"later\":1}"))
            .build();

    assertThat(TemporalConnection.DATA_CONVERTER.fromPayload(newer, Inner.class, Inner.class))
        .isEqualTo(new Inner("n", List.of()));
  }

  @Test
  void refusesAPayloadThatIsTooLargeAndNamesItsField() {
    Sample fits = sample(TemporalConnection.LARGEST_PAYLOAD_BYTES - 200);
    Sample tooLarge = sample(300 * 1024);

    assertThat(TemporalConnection.DATA_CONVERTER.toPayload(fits)).isPresent();
    assertThatThrownBy(() -> TemporalConnection.DATA_CONVERTER.toPayloads("small", tooLarge))
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
                TemporalConnection.DATA_CONVERTER
                    .withContext(new WorkflowSerializationContext("default", "run"))
                    .toPayload(new byte[300 * 1024]))
        .hasMessageContaining("byte[] is 300 KiB; store it");
  }

  @Test
  void goesWhereTheEnvironmentSays() {
    Map<String, String> environment =
        Map.of("TEMPORAL_ADDRESS", "temporal.example:7000", "TEMPORAL_NAMESPACE", "plans");
    try (TemporalConnection connection = TemporalConnection.open(environment)) {
      assertThat(connection.address()).isEqualTo("temporal.example:7000");
      assertThat(connection.namespace()).isEqualTo("plans");
    }
    try (TemporalConnection connection = TemporalConnection.open(Map.of())) {
      assertThat(connection.address()).isEqualTo("127.0.0.1:7233");
      assertThat(connection.namespace()).isEqualTo("default");
    }
  }

  @Test
  void leavesARegistryOpenThatIsNotItsOwn() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    TemporalConnection.open(Map.of(), Optional.of(registry)).close();

    assertThat(registry.isClosed()).isFalse();
  }
}
