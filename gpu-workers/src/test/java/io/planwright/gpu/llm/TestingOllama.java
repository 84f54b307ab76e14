package io.planwright.gpu.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Speaks Ollama's protocol on a loopback port; what it answers is given line by line. */
final class TestingOllama implements AutoCloseable {
  static final String TAGS =
      """
      {"models":[
       {"name":"tiny:latest","model":"tiny:latest","digest":"0123456789abcdef0123456789abcdef"},
       {"name":"big:7b","model":"big:7b","digest":"sha256:fedcba9876543210"}]}""";

  final BlockingQueue<String> questions = new LinkedBlockingQueue<>();

  /** Counted down when a client went away before the answer's end. */
  final CountDownLatch hungUp = new CountDownLatch(1);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Chat chat;

  /** Writes an answer's body. */
  @FunctionalInterface
  interface Chat {
    void write(HttpExchange exchange) throws IOException;
  }

  TestingOllama(String tags, Chat chat) throws IOException {
    this.chat = chat;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/tags", exchange -> send(exchange, 200, tags));
    server.createContext("/api/chat", this::answer);
    server.start();
  }

  static TestingOllama saying(String... words) throws IOException {
    return new TestingOllama(
        TAGS,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (String word : words) {
            say(exchange, word);
          }
          write(exchange, end(words.length));
        });
  }

  static TestingOllama refusing(int status, String error) throws IOException {
    return new TestingOllama(TAGS, exchange -> send(exchange, status, error));
  }

  static void say(HttpExchange exchange, String word) throws IOException {
    write(
        exchange,
        "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\""
            + word
            + "\"},\"done\":false}");
  }

  static String end(int tokens) {
    return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},"
        + "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":21,\"eval_count\":"
        + tokens
        + "}";
  }

  static void write(HttpExchange exchange, String line) throws IOException {
    OutputStream body = exchange.getResponseBody();
    body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    try {
      chat.write(exchange);
    } catch (IOException e) {
      hungUp.countDown();
    } finally {
      exchange.close();
    }
  }

  List<String> asked() {
    return List.copyOf(questions);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
