package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.planwright.cli.stack.DevStack;
import io.planwright.cli.stack.Ports;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.payload.KeyRing;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Temporal gets to see of a run under a key ring. Owns its stack. */
@Timeout(300)
final class EncryptionTest {
  private static final String PLAN =
      """
      # Quiet

      ## Phase 1: Work

      - [ ] 1.1 Mention the herring
        ```planwright
        executor: notify.send
        inputs: {message: kippers for breakfast}
        ```
      - [ ] 1.2 Look at it
        _Depends: 1.1_
      - [ ] 1.3 Fetch
        _Depends: 1.2_
        ```planwright
        executor: data.fetch
        inputs: {file: bloaters.csv}
        ```
      """;

  /** A title, an input, a reason, an input that its failure's message repeats, that message. */
  private static final List<String> SECRETS =
      List.of("herring", "kippers", "pilchards", "bloaters", "has no data folder");

  @TempDir private Path folder;

  @Test
  void keepsWhatARunSaysFromTemporalWhileItsKeysRotate() throws Exception {
    String first = KeyRing.newEntry("first");
    String second = KeyRing.newEntry("second");
    URI codec = URI.create("http://127.0.0.1:8080/codec");
    try (DevStack dev =
            DevStack.start(state(), System.getenv(), Ports.CHOSEN, Optional.of(codec), line -> {});
        TestingProcess migrated = role(first, "migrate").until("up to date");
        TestingProcess api = role(first + second, "api").until("API ")) {
      assertThat(get(URI.create(dev.stack().temporal().ui().orElseThrow() + "/api/v1/settings")))
          .contains("\"Endpoint\":\"" + codec + "\"");

      TestingProcess before = workers(first + second);
      TestingRun run = TestingRun.start(this::apiUrl, PLAN);
      run.awaitTask("1.2", "waiting");
      before.close();
      try (TestingProcess after = workers(second + first)) {
        run.complete("1.2", "pilchards");
        assertThat(run.end()).isEqualTo("failed");
        assertThat(run.detail().path("run").toString()).contains("bloaters");

        for (TestingProcess process : List.of(api, before, after)) {
          assertThat(process.output()).doesNotContain(key(first), key(second));
        }
      }

      List<History> histories = histories(dev, run.id, run.id + "/phase-1");
      for (History history : histories) {
        assertThat(latin(history.toByteArray()))
            .doesNotContain(SECRETS)
            .contains("Encoded failure");
      }
      assertThat(latin(database())).as("the server's files").doesNotContain(SECRETS);

      List<Payload> payloads = histories.stream().flatMap(EncryptionTest::payloads).toList();
      assertThat(keyIds(payloads)).contains("first", "second");
      assertThat(decoded(payloads)).contains(SECRETS);
    }
  }

  private List<History> histories(DevStack dev, String... workflows) {
    // Without the key ring, as any client that the server lets in.
    try (TemporalConnection connection =
        TemporalConnection.open(dev.stack().environment(Map.of()))) {
      return Stream.of(workflows)
          .map(
              id ->
                  connection
                      .service()
                      .blockingStub()
                      .getWorkflowExecutionHistory(
                          GetWorkflowExecutionHistoryRequest.newBuilder()
                              .setNamespace(connection.namespace())
                              .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                              .build())
                      .getHistory())
          .toList();
    }
  }

  /** All payloads of a message but search attributes, which Temporal must read. */
  private static Stream<Payload> payloads(Message message) {
    return switch (message) {
      case Payload payload -> Stream.of(payload);
      case io.temporal.api.common.v1.SearchAttributes _ -> Stream.empty();
      default ->
          message.getAllFields().values().stream()
              .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
              .filter(Message.class::isInstance)
              .flatMap(value -> payloads((Message) value));
    };
  }

  private static List<String> keyIds(List<Payload> payloads) {
    return payloads.stream()
        .map(
            payload -> payload.getMetadataMap().getOrDefault("encryption-key-id", ByteString.EMPTY))
        .map(ByteString::toStringUtf8)
        .toList();
  }

  private String decoded(List<Payload> payloads) throws IOException, InterruptedException {
    Payloads.Builder decoded = Payloads.newBuilder();
    JsonFormat.parser()
        .merge(
            post(
                apiUrl().resolve("/codec/decode"),
                JsonFormat.printer().print(Payloads.newBuilder().addAllPayloads(payloads).build())),
            decoded);
    StringBuilder text = new StringBuilder();
    decoded
        .getPayloadsList()
        .forEach(payload -> text.append(payload.getData().toStringUtf8()).append('\n'));
    return text.toString();
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).build());
  }

  private static String post(URI uri, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("X-Namespace", "default")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private byte[] database() throws IOException {
    ByteString bytes = ByteString.EMPTY;
    for (String name : List.of("temporal.db", "temporal.db-wal")) {
      bytes = bytes.concat(ByteString.copyFrom(Files.readAllBytes(state().resolve(name))));
    }
    return bytes.toByteArray();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String key(String entry) {
    return entry.substring(entry.indexOf("key: ") + 5).strip();
  }

  private Path state() {
    return folder.resolve(".planwright");
  }

  private URI apiUrl() {
    try {
      return URI.create(Files.readString(state().resolve("api-url")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestingProcess workers(String keys) throws IOException {
    return role(keys, "worker", "--role", "plan,cpu,gpu-train,gpu-llm").until("workers run");
  }

  private TestingProcess role(String keys, String... arguments) throws IOException {
    Path ring =
        Files.createTempFile(
            folder,
            "keys",
            ".yaml",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(ring, keys);
    return TestingProcess.start(
        folder,
        Map.of("PLANWRIGHT_API_PORT", "0", "PLANWRIGHT_KEYS_FILE", ring.toString()),
        arguments);
  }
}
