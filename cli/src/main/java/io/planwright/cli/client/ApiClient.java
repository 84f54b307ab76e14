package io.planwright.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.ShownAddress;
import io.planwright.store.JournalLine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The API at one address, as one caller. */
public final class ApiClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** The server says something every 15 seconds; after three of these it is taken for gone. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  private final URI base;
  private final Optional<String> key;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public ApiClient(URI base, Optional<String> key) {
    if (!"http".equals(base.getScheme()) && !"https".equals(base.getScheme())
        || base.getHost() == null) {
      throw new IllegalArgumentException(
          "the API's address must be like http://127.0.0.1:8080, was " + ShownAddress.of(base));
    }
    this.base = base;
    this.key = key;
  }

  public JsonNode submit(byte[] text, Optional<String> id) {
    return send(
        request("/v1/plans" + id.map(name -> "?id=" + encoded(name)).orElse(""))
            .header("Content-Type", "text/markdown; charset=utf-8")
            .POST(BodyPublishers.ofByteArray(text))
            .build());
  }

  /** What amending a run to a document would do; stores nothing. */
  public JsonNode previewAmendment(String run, byte[] text, boolean force) {
    return send(
        request("/v1/runs/" + encoded(run) + ":preview?force=" + force)
            .header("Content-Type", "text/markdown; charset=utf-8")
            .POST(BodyPublishers.ofByteArray(text))
            .build());
  }

  /**
   * Asks a language model what a document lacks.
   *
   * @param key under which a slow model's answer is waited for again
   */
  public JsonNode assist(byte[] text, Optional<String> model, String key) {
    return send(
        request("/v1/plans:assist" + model.map(name -> "?model=" + encoded(name)).orElse(""))
            .header("Content-Type", "text/markdown; charset=utf-8")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(text))
            .build());
  }

  public JsonNode startRun(String planId, Map<String, ?> body, Optional<String> idempotencyKey) {
    HttpRequest.Builder request = json("POST", "/v1/plans/" + encoded(planId) + "/runs", body);
    idempotencyKey.ifPresent(value -> request.header("Idempotency-Key", value));
    return send(request.build());
  }

  /** A run with its phases and tasks. */
  public JsonNode run(String id) {
    return get("/v1/runs/" + encoded(id));
  }

  /**
   * Says that a waiting task is done.
   *
   * @param body metrics, facts, reason
   */
  public JsonNode complete(String run, String task, Map<String, ?> body) {
    return post("/v1/runs/" + encoded(run) + "/tasks/" + encoded(task) + ":complete", body);
  }

  public JsonNode fail(String run, String task, String message) {
    return post(
        "/v1/runs/" + encoded(run) + "/tasks/" + encoded(task) + ":fail",
        Map.of("message", message));
  }

  public JsonNode cancel(String run, Optional<String> reason) {
    return post(
        "/v1/runs/" + encoded(run) + ":cancel",
        reason.<Map<String, ?>>map(why -> Map.of("reason", why)).orElse(Map.of()));
  }

  public JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  public JsonNode post(String path, Map<String, ?> body) {
    return send(json("POST", path, body).build());
  }

  /** Posts a body that is JSON already. */
  public JsonNode post(String path, JsonNode body) {
    return send(json("POST", path, body).build());
  }

  public JsonNode put(String path, JsonNode body) {
    return send(json("PUT", path, body).build());
  }

  public void delete(String path) {
    send(request(path).DELETE().build());
  }

  /** A part of a path or a query, so that none of its characters has a meaning. */
  public static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Follows a run's journal until its end.
   *
   * @param after the number of the last line that is known, 0 for none
   * @return the number of the last line
   * @throws StreamDropped where the stream ends without the run's end
   */
  public long events(String run, long after, Consumer<JournalLine> lines) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address("/v1/runs/" + encoded(run) + "/events"))
            .header("Accept", "text/event-stream");
    key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    if (after > 0) {
      request.header("Last-Event-ID", Long.toString(after));
    }
    StreamLines stream = new StreamLines(LONGEST_SILENCE);
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request.build(),
            head ->
                head.statusCode() == 200
                    ? BodySubscribers.mapping(
                        BodySubscribers.fromLineSubscriber(stream), _ -> new byte[0])
                    : BodySubscribers.ofByteArray());
    // A body of lines is complete before its last lines are handed on: those end by themselves.
    answer.whenComplete(
        (response, thrown) -> {
          if (thrown != null || response.statusCode() != 200) {
            stream.close(thrown);
          }
        });
    long last = after;
    try {
      EventFrames frames = new EventFrames();
      Optional<String> line;
      while ((line = stream.next()).isPresent()) {
        Optional<EventFrames.Frame> frame = frames.line(line.get());
        if (frame.isEmpty()) {
          continue;
        }
        switch (frame.get().event()) {
          case "end" -> {
            return last;
          }
          case "opened", "transition", "progress", "amended" -> {
            JournalLine entry = Json.read(frame.get().data(), JournalLine.class);
            if (entry.stream() > last) {
              last = entry.stream();
              lines.accept(entry);
            }
          }
          default -> {
            // A newer server's.
          }
        }
      }
    } catch (IOException e) {
      throw new StreamDropped(last, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamDropped(last, "interrupted", e);
    } finally {
      answer.cancel(true);
    }
    if (answer.isDone()
        && !answer.isCompletedExceptionally()
        && answer.join().statusCode() != 200) {
      throw problem(answer.join());
    }
    throw new StreamDropped(last, "the server closed it", null);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .timeout(ANSWER)
            .header("Accept", "application/json, application/problem+json");
    key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  /** Below the base, which may have a path of its own behind a proxy. */
  private URI address(String path) {
    String start = base.toString();
    return URI.create(
        (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path);
  }

  private HttpRequest.Builder json(String method, String path, Object body) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(Json.line(body)));
  }

  private JsonNode send(HttpRequest request) {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new ServerUnreachable(base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnreachable(base, e);
    }
    if (response.statusCode() < 200 || response.statusCode() > 299) {
      throw problem(response);
    }
    if (response.body().length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return Json.read(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(
          "expected JSON from " + ShownAddress.of(request.uri()) + ", is it the API's address?", e);
    }
  }

  private static ApiProblem problem(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    JsonNode body;
    try {
      body = Json.read(response.body());
    } catch (IOException e) {
      // A proxy, or another server: all it said is its status.
      body = MissingNode.getInstance();
    }
    String detail = body.path("detail").asText(body.path("title").asText(""));
    return new ApiProblem(
        status,
        body.path("code").asText("HTTP_" + status),
        detail.isEmpty() ? "the server answered " + status : detail,
        body);
  }
}
