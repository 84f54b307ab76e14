package io.planwright.cli.stack;

import io.planwright.cli.stack.Stack.Origin;
import io.planwright.cli.stack.Stack.Redis;
import io.planwright.temporal.dev.Child;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis from the class path, on loopback, behind a password, keeping nothing. */
final class RedisServer implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final String CONFIG = "redis/redis.conf";

  private final Child child;
  private final int port;
  private final String password;

  private RedisServer(Child child, int port, String password) {
    this.child = child;
    this.port = port;
    this.password = password;
  }

  static RedisServer start(StateFolder state, Path cache, int port) throws IOException {
    String password = Secret.next();
    Path config = config(state, port, password);
    Child child =
        Child.start(
            "Redis",
            List.of(executable(cache).toString(), config.toString()),
            state.resolve("redis.log"));
    state.started(CONFIG, child.pid());
    RedisServer server = new RedisServer(child, port, password);
    try {
      child.await(server::answers, READY_WITHIN);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Path config(StateFolder state, int port, String password) throws IOException {
    Path config = state.resolve(CONFIG);
    Files.createDirectories(config.getParent());
    Files.deleteIfExists(config);
    Files.createFile(
        config, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    // The title stays what was started, by which a leftover is known.
    Files.writeString(
        config,
        """
        bind 127.0.0.1
        port %d
        dir "%s"
        save ""
        appendonly no
        requirepass %s
        set-proc-title no
        """
            .formatted(port, config.getParent(), password));
    return config;
  }

  /** Unpacked once; moved into place whole, since another stack may be running it. */
  private static Path executable(Path cache) throws IOException {
    String name =
        Optional.ofNullable(
                ExecutableProvider.newProvidedVersionsMap()
                    .get(OsArchitecture.detectOSandArchitecture()))
            .orElseThrow(() -> new IOException("there is no Redis for this system: set REDIS_URI"));
    Path executable = cache.resolve("bin").resolve(Path.of(name).getFileName());
    if (!Files.isExecutable(executable)) {
      Files.createDirectories(executable.getParent());
      Path folder = Files.createTempDirectory(executable.getParent(), "redis");
      Path unpacked = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
      Files.move(unpacked, executable, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(folder);
    }
    return executable;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1000);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] expected = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
      return java.util.Arrays.equals(socket.getInputStream().readNBytes(expected.length), expected);
    } catch (IOException notYet) {
      return false;
    }
  }

  Redis address() {
    return new Redis(
        "redis://:" + password + "@127.0.0.1:" + port,
        Origin.EMBEDDED,
        "Redis started on port " + port);
  }

  @Override
  public void close() {
    child.close();
  }
}
