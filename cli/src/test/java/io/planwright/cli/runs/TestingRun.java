package io.planwright.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.client.ServerUnreachable;
import io.planwright.cli.client.StreamDropped;
import io.planwright.plan.run.Entry;
import io.planwright.store.JournalLine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A run as its user sees it through the API, which may be restarted meanwhile. */
final class TestingRun {
  private final Supplier<URI> api;
  final String id;

  private final Optional<String> key;

  private TestingRun(Supplier<URI> api, String id, Optional<String> key) {
    this.api = api;
    this.id = id;
    this.key = key;
  }

  static TestingRun start(Supplier<URI> api, String document) {
    return start(api, document, Map.of(), Optional.empty());
  }

  static TestingRun start(Supplier<URI> api, String document, Map<String, ?> body) {
    return start(api, document, body, Optional.empty());
  }

  static TestingRun start(Supplier<URI> api, String document, Optional<String> key) {
    return start(api, document, Map.of(), key);
  }

  private static TestingRun start(
      Supplier<URI> api, String document, Map<String, ?> body, Optional<String> key) {
    ApiClient client = new ApiClient(api.get(), key);
    String plan =
        client
            .submit(document.getBytes(StandardCharsets.UTF_8), Optional.empty())
            .path("id")
            .asText();
    return new TestingRun(
        api, client.startRun(plan, body, Optional.empty()).path("id").asText(), key);
  }

  /** The same run in the eyes of somebody else. */
  TestingRun as(String secret) {
    return new TestingRun(api, id, Optional.of(secret));
  }

  JsonNode complete(String task, Map<String, ?> body) {
    return client().complete(id, task, body);
  }

  /** Says or asks something of it. */
  void post(String verb, Map<String, ?> body) {
    client().post("/v1/runs/" + id + ":" + verb, body);
  }

  JsonNode detail() {
    return client().run(id);
  }

  /** Missing where the run has no such task (yet). */
  JsonNode task(String key) {
    for (JsonNode phase : detail().path("phases")) {
      for (JsonNode task : phase.path("tasks")) {
        if (task.path("key").asText().equals(key)) {
          return task;
        }
      }
    }
    return MissingNode.getInstance();
  }

  void complete(String task) {
    complete(task, "done in a test");
  }

  void complete(String task, String reason) {
    client().complete(id, task, Map.of("reason", reason));
  }

  void awaitTask(String key, String state) {
    Await.that(() -> reached(() -> task(key).path("state").asText().equals(state)), this::picture);
  }

  /** Waits for the run's end and gives its state. */
  String end() {
    Await.that(
        () ->
            reached(
                () ->
                    List.of("succeeded", "failed", "cancelled")
                        .contains(detail().path("run").path("state").asText())),
        this::picture);
    return detail().path("run").path("state").asText();
  }

  /** The code of what it failed of. */
  String failure() {
    return detail().at("/run/failure/code").asText();
  }

  /** All lines of the journal so far. */
  List<JournalLine> journal() {
    List<JournalLine> lines = new ArrayList<>();
    try {
      client().events(id, 0, lines::add);
    } catch (StreamDropped endOfWhatIsThere) {
      // The run goes on; what came so far is what was asked for.
      if (endOfWhatIsThere.getCause() instanceof com.fasterxml.jackson.core.JacksonException) {
        throw endOfWhatIsThere;
      }
    }
    return lines;
  }

  /** What steps said while they ran. */
  List<String> progress(String task) {
    return journal().stream()
        .map(JournalLine::entry)
        .filter(Entry.Progress.class::isInstance)
        .map(Entry.Progress.class::cast)
        .filter(p -> p.task().equals(task))
        .map(Entry.Progress::text)
        .toList();
  }

  private static boolean reached(Supplier<Boolean> look) {
    try {
      return look.get();
    } catch (ServerUnreachable restarting) {
      return false;
    }
  }

  private String picture() {
    try {
      return detail().toPrettyString();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private ApiClient client() {
    return new ApiClient(api.get(), key);
  }
}
