package io.planwright.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A user of the API as the documentation asks for: what fails by a lost connection or a 503 is sent
 * again under the same key.
 */
final class Caller {
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI api;
  private final Instant deadline;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /** Answers that no client should get, whatever is killed. */
  final Map<String, AtomicInteger> improper = new ConcurrentHashMap<>();

  final AtomicInteger repeated = new AtomicInteger();

  /**
   * @param deadline after which nothing is sent again
   */
  Caller(URI api, Instant deadline) {
    this.api = api;
    this.deadline = deadline;
  }

  /** What came back; status 0: nothing did. */
  record Answer(int status, JsonNode body, Optional<Duration> retryAfter) {
    boolean done() {
      return status / 100 == 2 || status / 100 == 4;
    }
  }

  /** Sends until there is an answer that is one. */
  Answer insist(String method, String path, String type, String body, String key)
      throws InterruptedException {
    while (true) {
      Answer answer = once(method, path, type, body, Optional.of(key));
      if (answer.done() || Instant.now().isAfter(deadline)) {
        return answer;
      }
      repeated.incrementAndGet();
      Duration pause = answer.retryAfter().orElse(Duration.ofMillis(500));
      Thread.sleep(Math.min(2_000, pause.toMillis()));
    }
  }

  Answer once(String method, String path, String type, String body, Optional<String> key)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(ANSWER)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", type);
    }
    key.ifPresent(value -> request.header("Idempotency-Key", value));
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      Optional<Duration> retryAfter =
          response
              .headers()
              .firstValue("Retry-After")
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
      int status = response.statusCode();
      if (status / 100 == 5 && (status != 503 || retryAfter.isEmpty())) {
        improper
            .computeIfAbsent(
                status + " to " + method + " " + path.replaceAll("-[0-9a-f]{12}", "-…"),
                _ -> new AtomicInteger())
            .incrementAndGet();
      }
      return new Answer(status, json(response.body()), retryAfter);
    } catch (IOException lost) {
      return new Answer(0, JSON.createObjectNode(), Optional.empty());
    }
  }

  Answer get(String path) throws InterruptedException {
    return once("GET", path, "", "", Optional.empty());
  }

  private static JsonNode json(String body) throws IOException {
    return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
  }
}
