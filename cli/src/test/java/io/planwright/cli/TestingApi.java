package io.planwright.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An API of prepared answers on loopback, which remembers what it was asked. */
final class TestingApi implements AutoCloseable {
  /** A request as it came. */
  record Asked(
      String call, String body, Optional<String> key, Optional<String> lastEvent, String auth) {}

  private record Answer(int status, String type, String body) {}

  private final HttpServer server;
  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  TestingApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers a call like {@code GET /v1/plans}; several answers come one after another. */
  TestingApi on(String call, int status, String json) {
    return add(
        call,
        new Answer(status, status < 300 ? "application/json" : "application/problem+json", json));
  }

  TestingApi problem(String call, int status, String code, String detail) {
    return on(
        call,
        status,
        "{\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}".formatted(status, code, detail));
  }

  /** A stream of events that ends where the text ends. */
  TestingApi stream(String call, String frames) {
    return add(call, new Answer(200, "text/event-stream", frames));
  }

  List<Asked> asked() {
    return asked;
  }

  private TestingApi add(String call, Answer answer) {
    Queue<Answer> queue = answers.computeIfAbsent(call, _ -> new ArrayDeque<>());
    synchronized (queue) {
      queue.add(answer);
    }
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add(
        new Asked(
            call,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            header(exchange, "Idempotency-Key"),
            header(exchange, "Last-Event-ID"),
            header(exchange, "Authorization").orElse("")));
    Answer answer = next(call);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** The last answer stays. */
  private Answer next(String call) {
    Queue<Answer> queue = answers.getOrDefault(call, new ArrayDeque<>());
    synchronized (queue) {
      Answer answer = queue.size() > 1 ? queue.poll() : queue.peek();
      return answer == null
          ? new Answer(
              500, "application/problem+json", "{\"detail\":\"the test prepared no " + call + "\"}")
          : answer;
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
