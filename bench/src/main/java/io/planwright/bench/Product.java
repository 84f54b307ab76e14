package io.planwright.bench;

import io.planwright.cli.stack.Stack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** {@code planwright dev} as a process of its own, in a folder that is deleted afterwards. */
final class Product implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final String READY = "API   ";
  private static final List<String> CONFIGURED =
      List.of("TEMPORAL_", "PLANWRIGHT_", "REDIS_URI", "OLLAMA_");

  private final Path folder;
  private final Process process;
  private final HttpClient http;
  private final URI api;
  private final Stack stack;

  private Product(Path folder, Process process, HttpClient http, URI api, Stack stack) {
    this.folder = folder;
    this.process = process;
    this.http = http;
    this.api = api;
    this.stack = stack;
  }

  /**
   * @param launcher the file {@code planwright}
   * @param extra added to an environment in which no server is configured
   */
  static Product start(Path launcher, Map<String, String> extra)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("planwright-bench");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toAbsolutePath().normalize().toString(), "dev")
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(Product::configures);
    builder.environment().put("PLANWRIGHT_API_PORT", "0");
    // Runs that stay open are left behind, so there is nothing to drain.
    builder.environment().put("DRAIN_SECONDS", "1");
    builder.environment().putAll(extra);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try {
      awaitReady(process);
      Path state = folder.resolve(".planwright");
      return new Product(
          folder,
          process,
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
          URI.create(Files.readString(state.resolve("api-url")).strip()),
          Stack.find(Map.of(), state));
    } catch (IOException | InterruptedException | RuntimeException e) {
      stop(process);
      delete(folder);
      throw e;
    }
  }

  private static boolean configures(String variable) {
    return CONFIGURED.stream().anyMatch(variable::startsWith);
  }

  private static void awaitReady(Process process) throws IOException, InterruptedException {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line -> heard(line, ready));
              } catch (IOException | UncheckedIOException e) {
                ready.completeExceptionally(e);
              }
              ready.complete(false);
            });
    try {
      if (!ready.get(START.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("expected planwright dev to start, it ended");
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("expected planwright dev to start within " + START, e);
    }
  }

  private static void heard(String line, CompletableFuture<Boolean> ready) {
    System.err.println("  dev| " + line);
    if (line.startsWith(READY)) {
      ready.complete(true);
    }
  }

  Stack stack() {
    return stack;
  }

  Connection database() throws SQLException {
    Stack.Database database = stack.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /** Submits a plan document and returns the plan's id. */
  String submit(String document) throws IOException, InterruptedException {
    return id(post("/v1/plans", "text/markdown", document));
  }

  /** Starts a run and returns its id. */
  String run(String plan) throws IOException, InterruptedException {
    return id(post("/v1/plans/" + plan + "/runs", "application/json", "{}"));
  }

  void complete(String run, String task) throws IOException, InterruptedException {
    post("/v1/runs/" + run + "/tasks/" + task + ":complete", "application/json", "{}");
  }

  private static String id(String location) {
    String path = URI.create(location).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Posts; answers with the Location, empty where there is none. */
  private String post(String path, String type, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(api.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "expected POST %s to succeed, got %d: %s"
              .formatted(path, response.statusCode(), response.body()));
    }
    return response.headers().firstValue("Location").orElse("");
  }

  /** Bytes of used heap, as the process' metrics tell. */
  long heap() throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        http.send(
            HttpRequest.newBuilder(api.resolve("/prometheus")).timeout(ANSWER).build(),
            BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      return (long)
          lines
              .filter(line -> line.startsWith("jvm_memory_used_bytes{"))
              .filter(line -> line.contains("area=\"heap\""))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
    }
  }

  /** Resident memory in bytes: {@code VmRSS} now, {@code VmHWM} at its peak. */
  long resident(String field) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", process.pid() + "", "status"))) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Rows of two columns, text and number. */
  Map<String, Long> counts(String sql) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (Connection connection = database();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Product.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("expected the resource " + name + ", there is none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String load() throws IOException {
    String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ");
    return words[0] + " " + words[1] + " " + words[2];
  }

  @Override
  public void close() throws InterruptedException, IOException {
    http.close();
    stop(process);
    delete(folder);
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
