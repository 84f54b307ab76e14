package io.planwright.bench.chaos;

import io.planwright.bench.chaos.Part.Kind;
import io.planwright.cli.stack.DevStack;
import io.planwright.cli.stack.Ports;
import io.planwright.cli.stack.Stack;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The product as it is deployed, each part a process of its own at a fixed place: servers, the API,
 * and workers of each lane.
 */
final class Parts implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final DevStack dev;
  private final List<Part> all = new ArrayList<>();
  private final URI api;

  private Parts(DevStack dev, URI api) {
    this.dev = dev;
    this.api = api;
  }

  /**
   * @param folder for all that they keep and say
   * @param desk where the channel {@code ops} goes
   */
  static Parts start(Path folder, String desk, RandomGenerator chance)
      throws IOException, InterruptedException {
    Path state = folder.resolve(".planwright");
    // Below the ports that the system gives to outgoing connections: nobody takes one meanwhile.
    Ports ports = new Ports(port(chance), port(chance), port(chance), port(chance));
    DevStack dev = DevStack.start(state, environment(), ports, line -> {});
    int apiPort = port(chance);
    Parts parts = new Parts(dev, URI.create("http://" + LOOPBACK + ":" + apiPort));
    Runtime.getRuntime().addShutdownHook(new Thread(parts::stopRoles));
    try {
      Process migration = role(folder, dev.stack(), List.of("migrate"), new TreeMap<>());
      if (migration.waitFor() != 0) {
        throw new IOException("expected the schema to be made, see " + folder);
      }
      parts.servers(folder, state, ports);
      parts.roles(folder, desk, apiPort, chance);
      return parts;
    } catch (IOException | InterruptedException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** The user's own settings would name another's servers. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().removeIf(Parts::configures);
    return environment;
  }

  private static boolean configures(String variable) {
    return variable.startsWith("TEMPORAL_")
        || variable.startsWith("PLANWRIGHT_")
        || variable.startsWith("REDIS_")
        || variable.startsWith("OLLAMA_");
  }

  private void servers(Path folder, Path state, Ports ports) throws IOException {
    ProcessHandle temporal = child("start-dev", folder);
    add(
        Part.running(
            Kind.TEMPORAL,
            temporal,
            List.of(),
            folder,
            () -> answers(ports.temporal()),
            List.of()));
    ProcessHandle redis = child("redis.conf", folder);
    add(
        Part.running(
            Kind.REDIS, redis, List.of(), folder, () -> answers(ports.redis()), List.of()));
    Path postmaster = state.resolve("postgres").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
    boolean root = System.getProperty("user.name").equals("root");
    add(
        Part.running(
            Kind.POSTGRES,
            ProcessHandle.of(pid).orElseThrow(),
            // PostgreSQL does not run as root; the stack has it run in a namespace of its own.
            root ? List.of("unshare", "-U") : List.of(),
            folder,
            () -> answers(ports.postgres()),
            List.of(postmaster)));
  }

  private static ProcessHandle child(String word, Path folder) {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains(word))
        .filter(p -> p.info().commandLine().orElse("").contains(folder.toString()))
        .findFirst()
        .orElseThrow();
  }

  private void roles(Path folder, String desk, int apiPort, RandomGenerator chance)
      throws IOException {
    Map<String, String> ofApi = new TreeMap<>();
    ofApi.put("PLANWRIGHT_API_PORT", Integer.toString(apiPort));
    role(folder, Kind.API, "api", List.of("api"), ofApi, api.resolve("/health/liveness"));
    for (int i = 1; i <= 2; i++) {
      worker(folder, Kind.PLAN_WORKER, "plan", i, desk, port(chance));
      worker(folder, Kind.CPU_WORKER, "cpu", i, desk, port(chance));
    }
    worker(folder, Kind.TRAIN_WORKER, "gpu-train", 1, desk, port(chance));
    for (Part part : all) {
      part.awaitReady();
    }
  }

  private void worker(Path folder, Kind kind, String lane, int number, String desk, int port)
      throws IOException {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PLANWRIGHT_MANAGEMENT_PORT", Integer.toString(port));
    environment.put("PLANWRIGHT_WEBHOOKS_OPS", desk);
    role(
        folder,
        kind,
        lane + "-" + number,
        List.of("worker", "--role", lane),
        environment,
        URI.create("http://" + LOOPBACK + ":" + port + "/health/readiness"));
  }

  private void role(
      Path folder,
      Kind kind,
      String name,
      List<String> arguments,
      Map<String, String> environment,
      URI health)
      throws IOException {
    environment.putAll(dev.stack().environment(Map.of()));
    BooleanSupplier ready = () -> healthy(health);
    Part part = new Part(kind, name, command(arguments), environment, folder, ready, List.of());
    add(part);
    part.start();
  }

  private void add(Part part) {
    all.add(part);
  }

  private static Process role(
      Path folder, Stack stack, List<String> arguments, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments)).directory(folder.toFile()).redirectErrorStream(true);
    environment.putAll(stack.environment(Map.of()));
    builder.environment().putAll(environment);
    Path log = folder.resolve(String.join("-", arguments) + ".log");
    return builder.redirectOutput(log.toFile()).start();
  }

  private static List<String> command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                // Seven start again and again on few cores.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                classPath(),
                "io.planwright.cli.Main"));
    command.addAll(arguments);
    return command;
  }

  /** Absolute: the parts run in a folder of their own. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  List<Part> all() {
    return List.copyOf(all);
  }

  Stack stack() {
    return dev.stack();
  }

  URI api() {
    return api;
  }

  private static int port(RandomGenerator chance) {
    while (true) {
      int port = chance.nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException taken) {
        // Another is tried.
      }
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean healthy(URI health) {
    try {
      var connection = (java.net.HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** How many clients Redis has, this one left out. */
  int clientsOfRedis() {
    URI uri = URI.create(stack().redis().uri());
    String password = uri.getUserInfo().substring(1);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(1_000);
      socket
          .getOutputStream()
          .write(
              ("AUTH " + password + "\r\nINFO clients\r\nQUIT\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return said.lines()
          .filter(line -> line.startsWith("connected_clients:"))
          .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()) - 1)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private void stopRoles() {
    List<Part> stopped = List.copyOf(all).reversed();
    // Roles first: they use the servers.
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      stopped.stream()
          .filter(part -> part.kind.ordinal() <= Kind.API.ordinal())
          .forEach(part -> threads.execute(part::stop));
    }
    stopped.stream().filter(part -> part.kind.ordinal() > Kind.API.ordinal()).forEach(Part::stop);
  }

  @Override
  public void close() {
    stopRoles();
    try {
      dev.close();
    } catch (UncheckedIOException e) {
      System.err.println("the stack did not stop cleanly: " + e);
    }
  }
}
