package io.planwright.bench.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Where webhooks go: counts the deliveries of each message by its idempotency key. */
final class Desk implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, AtomicInteger> deliveries = new ConcurrentHashMap<>();

  Desk() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String key =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")).orElse("");
    deliveries.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** How often each message came. */
  Map<String, Integer> deliveries() {
    Map<String, Integer> counts = new TreeMap<>();
    deliveries.forEach((key, count) -> counts.put(key, count.get()));
    return counts;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
