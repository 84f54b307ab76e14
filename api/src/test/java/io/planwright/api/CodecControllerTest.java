package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.planwright.api.TestingApi.Answer;
import io.planwright.store.testing.TestingServers;
import io.planwright.temporal.payload.KeyRing;
import io.planwright.temporal.payload.PayloadFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecControllerTest {
  private static final String WEB_UI = "http://localhost:8233";

  private static final PayloadFormat PAYLOADS = ring(KeyRing.newEntry("k1"));
  private static final TestingApi api =
      TestingApi.start(TestingServers.get().properties(), PAYLOADS);

  @AfterAll
  static void stop() {
    api.close();
  }

  private static PayloadFormat ring(String content) {
    try {
      // Such files are for their owner alone.
      Path file = Files.createTempFile("ring", ".yaml");
      file.toFile().deleteOnExit();
      return PayloadFormat.of(
          Map.of(PayloadFormat.KEYS_FILE, Files.writeString(file, content).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Payload... payloads) {
    try {
      return JsonFormat.printer()
          .print(Payloads.newBuilder().addAllPayloads(List.of(payloads)).build());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Payload> payloads(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    Payloads.Builder payloads = Payloads.newBuilder();
    try {
      JsonFormat.parser().merge(answer.response().body(), payloads);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
    return payloads.getPayloadsList();
  }

  private static Payload written(PayloadFormat format, String text) {
    return format.converter().toPayload(text).orElseThrow();
  }

  private static Payload plain(String text) {
    return PAYLOADS.codec().decode(List.of(written(PAYLOADS, text))).getFirst();
  }

  @Test
  void decodesWhatWorkersWriteAndPassesOnWhatIsReadable() {
    String large = "large ".repeat(1000);

    List<Payload> decoded =
        payloads(
            api.post(
                "/codec/decode",
                json(written(PAYLOADS, "secret"), written(PAYLOADS, large), plain("clear")),
                "X-Namespace",
                "default"));

    assertThat(decoded).containsExactly(plain("secret"), plain(large), plain("clear"));
    assertThat(decoded.getFirst().getData().toStringUtf8()).isEqualTo("\"secret\"");
  }

  @Test
  void encodesWhatWorkersRead() {
    Payload encoded = payloads(api.post("/codec/encode", json(plain("secret")))).getFirst();

    assertThat(encoded.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("k1");
    assertThat(PAYLOADS.converter().fromPayload(encoded, String.class, String.class))
        .isEqualTo("secret");
  }

  @Test
  void namesTheKeyThatIsMissing() {
    Answer answer =
        api.post("/codec/decode", json(written(ring(KeyRing.newEntry("k0")), "secret")));

    assertThat(answer.problem()).isEqualTo("422 PAYLOAD_UNREADABLE");
    assertThat(answer.detail()).contains("under key k0").contains("it has k1");
  }

  @Test
  void refusesWhatWasChanged() {
    Payload payload = written(PAYLOADS, "secret");
    Payload changed =
        payload.toBuilder().setData(payload.getData().concat(ByteString.copyFromUtf8("x"))).build();

    assertThat(api.post("/codec/decode", json(changed)).problem())
        .isEqualTo("422 PAYLOAD_UNREADABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "[]", "{\"payloads\": [{\"data\": \"%\"}]}", "{\"payload\": []}"})
  void refusesWhatAreNoPayloads(String body) {
    assertThat(api.post("/codec/decode", body).problem()).isEqualTo("400 BODY_MALFORMED");
  }

  @Test
  void isForItsOwnNamespace() {
    Answer answer = api.post("/codec/decode", json(), "X-Namespace", "other");

    assertThat(answer.problem()).isEqualTo("400 BAD_REQUEST");
    assertThat(answer.detail()).isEqualTo("X-Namespace must be default, was other");
  }

  @Test
  void takesPostOfJsonOnly() {
    assertThat(api.get("/codec/decode").problem()).isEqualTo("405 METHOD_NOT_ALLOWED");
    assertThat(
            api.postBytes("/codec/decode", "text/plain", BodyPublishers.ofString(json())).problem())
        .isEqualTo("415 MEDIA_TYPE_UNSUPPORTED");
    assertThat(api.post("/codec/read", "{}").problem()).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void limitsWhatComesInAndWhatGoesOut() {
    Payload huge = written(PayloadFormat.under(KeyRing.none()), "x".repeat(250 * 1024));
    Payload[] many = new Payload[70];
    Arrays.fill(many, huge);

    assertThat(api.post("/codec/decode", " ".repeat(5 * 1024 * 1024 + 1)).problem())
        .isEqualTo("413 BODY_TOO_LARGE");
    assertThat(json(many).length()).isLessThan(100_000);
    Answer answer = api.post("/codec/decode", json(many));
    assertThat(answer.problem()).isEqualTo("413 BODY_TOO_LARGE");
    assertThat(answer.detail()).contains("at most 16777216 bytes");
  }

  @Test
  void letsPagesOfTheWebUiInAndNoOthers() {
    Answer asked =
        api.send(
            api.request(
                    "/codec/decode",
                    "Origin",
                    WEB_UI,
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "content-type,x-namespace")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    assertThat(asked.status()).isEqualTo(204);
    assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(WEB_UI);
    assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(asked.header("Access-Control-Allow-Headers")).contains("X-Namespace");
    assertThat(asked.header("Vary")).isEqualTo("Origin");

    Answer decoded = api.post("/codec/decode", json(), "Origin", WEB_UI);
    assertThat(decoded.status()).isEqualTo(200);
    assertThat(decoded.header("Access-Control-Allow-Origin")).isEqualTo(WEB_UI);
    assertThat(api.post("/codec/decode", json(), "Origin", "http://127.0.0.1:8233").status())
        .isEqualTo(200);

    for (String other :
        List.of("http://localhost:3000", "https://example.org", "null", WEB_UI + ".org")) {
      Answer refused = api.post("/codec/decode", json(), "Origin", other);
      assertThat(refused.problem()).isEqualTo("403 FORBIDDEN");
      assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(api.get("/v1/plans", "Origin", WEB_UI).header("Access-Control-Allow-Origin"))
        .as("the rest of the API")
        .isEmpty();
  }

  @Test
  void takesTheWebUiFromTheConfiguration() {
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put("planwright.temporal-ui", "http://127.0.0.1:9000/temporal");
    try (TestingApi known = TestingApi.start(properties)) {
      assertThat(known.post("/codec/decode", json(), "Origin", "http://localhost:9000").status())
          .isEqualTo(200);
      assertThat(known.post("/codec/decode", json(), "Origin", WEB_UI).status()).isEqualTo(403);
    }
    properties.put("planwright.codec-origins", "http://localhost:3000,http://localhost:3001/");
    assertThatThrownBy(() -> TestingApi.start(properties).close())
        .hasMessageContaining("was http://localhost:3001/");
  }
}
