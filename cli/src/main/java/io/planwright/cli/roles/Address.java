package io.planwright.cli.roles;

import io.planwright.cli.roles.RoleProcess.Listen;
import io.planwright.cli.stack.StackUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Where the API and the workers' health listen, and where the user's commands find the API. */
final class Address {
  private static final int USUAL_PORT = 8080;

  /** Below those of outgoing connections: one of them could take it before the API does. */
  private static final int LOWEST_CHOSEN = 20_000;

  private static final int HIGHEST_CHOSEN = 32_000;
  private static final int TRIES = 1_000;

  private Address() {}

  /** As configured; else the usual port on loopback, or a free one where that is taken. */
  static Listen ofApi(Map<String, String> environment) {
    String host = environment.getOrDefault("PLANWRIGHT_API_HOST", "127.0.0.1");
    String port = environment.get("PLANWRIGHT_API_PORT");
    if (port == null) {
      return new Listen(host, isFree(host, USUAL_PORT) ? USUAL_PORT : 0);
    }
    return new Listen(host, configured(host, "PLANWRIGHT_API_PORT", port));
  }

  /** The same, its port chosen where it was not: others must be told of it before it is used. */
  static Listen ofApiToTell(Map<String, String> environment) {
    Listen listen = ofApi(environment);
    return listen.port() != 0 ? listen : new Listen(listen.host(), anyFree(listen.host()));
  }

  private static int anyFree(String host) {
    return ThreadLocalRandom.current()
        .ints(TRIES, LOWEST_CHOSEN, HIGHEST_CHOSEN)
        .filter(port -> isFree(host, port))
        .findFirst()
        .orElseThrow(() -> new StackUnavailable("there must be a free port on " + host));
  }

  /** Where pages in this machine's browsers find the codec of an API. */
  static URI codec(Listen api) {
    try {
      String host =
          InetAddress.getByName(api.host()).isAnyLocalAddress() ? "127.0.0.1" : api.host();
      return new URI("http", null, host, api.port(), "/codec", null, null);
    } catch (UnknownHostException | URISyntaxException e) {
      throw new StackUnavailable("PLANWRIGHT_API_HOST must be a host, was " + api.host(), e);
    }
  }

  /** Of a worker's health and metrics: a free port unless one is configured. */
  static Listen ofWorker(Map<String, String> environment) {
    String host = environment.getOrDefault("PLANWRIGHT_API_HOST", "127.0.0.1");
    String port = environment.get("PLANWRIGHT_MANAGEMENT_PORT");
    return new Listen(
        host, port == null ? 0 : configured(host, "PLANWRIGHT_MANAGEMENT_PORT", port));
  }

  /** Lets commands that run in the same folder find the API. */
  static void publish(Path state, String url) throws IOException {
    Files.createDirectories(state);
    Files.writeString(state.resolve("api-url"), url + "\n");
  }

  private static int configured(String host, String name, String text) {
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new StackUnavailable(name + " must be a port number, was " + text);
    }
    if (port != 0 && !isFree(host, port)) {
      throw new StackUnavailable(
          "port %d of %s is taken: free it, or set another".formatted(port, name));
    }
    return port;
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
