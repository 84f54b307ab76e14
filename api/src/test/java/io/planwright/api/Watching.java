package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.api.TestingApi.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A client of a run's event stream, as a browser is one. */
final class Watching implements AutoCloseable {
  private static final ObjectMapper json = new ObjectMapper();

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  private Watching(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** An event; a comment has neither id nor name. */
  record Event(String id, String name, String data) {
    JsonNode json() {
      try {
        return json.readTree(data);
      } catch (IOException e) {
        throw new UncheckedIOException(data, e);
      }
    }

    boolean isComment() {
      return name.isEmpty();
    }
  }

  static Watching open(TestingApi api, String run, String... headers) {
    HttpResponse<InputStream> response = api.stream("/v1/runs/" + run + "/events", headers);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new Watching(response);
  }

  static boolean canOpen(TestingApi api, String run) {
    HttpResponse<InputStream> response = api.stream("/v1/runs/" + run + "/events");
    new Watching(response).close();
    return response.statusCode() == 200;
  }

  static List<Event> untilEnd(TestingApi api, String run, String... headers) {
    List<Event> events = new ArrayList<>();
    try (Watching watching = open(api, run, headers)) {
      Optional<Event> event = watching.next();
      while (event.isPresent()) {
        event.filter(e -> !e.isComment()).ifPresent(events::add);
        event = watching.next();
      }
    }
    return events;
  }

  /** Until the journal says that the task with such a key came to a state. */
  static void until(TestingApi api, String run, Predicate<String> title, String state) {
    try (Watching watching = open(api, run)) {
      while (true) {
        Event event = watching.next().orElseThrow();
        if (!event.isComment()
            && event.json().path("entry").path("state").asText().equals(state)
            && title.test(titleOf(api, run, event.json().path("entry").path("task").asText()))) {
          return;
        }
      }
    }
  }

  private static String titleOf(TestingApi api, String run, String key) {
    for (JsonNode phase : api.get("/v1/runs/" + run).json().path("phases")) {
      for (JsonNode task : phase.path("tasks")) {
        if (task.path("key").asText().equals(key)) {
          return task.path("title").asText();
        }
      }
    }
    return "";
  }

  static void untilSettled(TestingApi api, String command) {
    until(
        () -> {
          Answer answer = api.get(command);
          return !answer.json().path("delivery").asText().equals("pending");
        });
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** The next event or comment; absent when the stream ends. */
  Optional<Event> next() {
    try {
      String id = "";
      String name = "";
      StringBuilder data = new StringBuilder();
      String line = lines.readLine();
      if (line == null) {
        return Optional.empty();
      }
      while (line != null && !line.isEmpty()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        }
        line = lines.readLine();
      }
      return Optional.of(new Event(id, name, data.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
